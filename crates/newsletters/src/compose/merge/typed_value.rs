//! Values that are no text: they are written as the newsletter's language writes them, and compared as what they are.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr, ValueKind};
use regulars_kernel::{Decimal, Language};

use super::MergeValue;
use super::values::cleaned;

/// A value with how it is written.
#[derive(Debug)]
struct TypedValue {
    meant: Meant,
    written: String,
}

/// What a value is compared as.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Meant {
    /// Millionths.
    Number(i128),
    Boolean(bool),
    /// A day, as ISO 8601 writes it.
    Day(String),
    Options(Vec<String>),
}

impl Object for TypedValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        match &self.meant {
            Meant::Number(millionths) => *millionths != 0,
            Meant::Boolean(is_so) => *is_so,
            Meant::Day(_) => true,
            Meant::Options(options) => !options.is_empty(),
        }
    }

    fn render(self: &Arc<Self>, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written)
    }
}

/// What the engine gets of an attribute.
pub(super) fn value_of(language: Language, value: &MergeValue) -> Value {
    let (meant, written) = match value {
        MergeValue::Text(text) => return Value::from(cleaned(text.expose())),
        MergeValue::Integer(number) => {
            (Meant::Number(i128::from(*number) * MILLION), language.number(&number.to_string()))
        }
        MergeValue::Decimal(number) => {
            (Meant::Number(number.millionths().into()), language.number(&number.to_string()))
        }
        MergeValue::Boolean(is_so) => (Meant::Boolean(*is_so), language.yes_or_no(*is_so).to_owned()),
        MergeValue::Date(date) => (Meant::Day(date.expose().to_string()), language.day(*date.expose())),
        MergeValue::Choice(option) => return Value::from(option.expose().as_str()),
        MergeValue::Choices(options) => {
            let options: Vec<String> = options.iter().map(|option| option.expose().clone()).collect();
            let written = options.join(SEPARATOR);
            (Meant::Options(options), written)
        }
    };
    Value::from_object(TypedValue { meant, written })
}

const MILLION: i128 = 1_000_000;
/// What stands between several options.
const SEPARATOR: &str = ", ";

/// Whether there is a value, be it zero or no.
pub(super) fn is_there(value: &Value) -> bool {
    value.downcast_object_ref::<TypedValue>().is_some() || value.is_true()
}

/// A value as comparisons see it.
enum Seen<'a> {
    Blank,
    Number(i128),
    Boolean(bool),
    Text(Cow<'a, str>),
    Options(&'a [String]),
}

impl<'a> Seen<'a> {
    fn of(value: &'a Value) -> Self {
        if let Some(typed) = value.downcast_object_ref::<TypedValue>() {
            return match &typed.meant {
                Meant::Number(millionths) => Self::Number(*millionths),
                Meant::Boolean(is_so) => Self::Boolean(*is_so),
                Meant::Day(day) => Self::Text(Cow::Borrowed(day)),
                Meant::Options(options) => Self::Options(options),
            };
        }
        match value.kind() {
            ValueKind::Undefined | ValueKind::None => Self::Blank,
            ValueKind::Bool => Self::Boolean(value.is_true()),
            ValueKind::Number => number(value).map_or(Self::Blank, Self::Number),
            _ => match value.as_str() {
                Some("") => Self::Blank,
                Some(text) => Self::Text(Cow::Borrowed(text)),
                None => Self::Text(Cow::Owned(value.to_string())),
            },
        }
    }

    /// The number that is meant, also by a text.
    fn as_number(&self) -> Option<i128> {
        match self {
            Self::Number(millionths) => Some(*millionths),
            Self::Text(text) => text.parse::<Decimal>().ok().map(|number| number.millionths().into()),
            Self::Blank | Self::Boolean(_) | Self::Options(_) => None,
        }
    }

    fn is_text(&self, other: &str) -> bool {
        match self {
            Self::Text(text) => text == other,
            Self::Boolean(is_so) => other.parse() == Ok(*is_so),
            Self::Options(options) => options.join(SEPARATOR) == other,
            Self::Number(_) => self.as_number() == Seen::Text(Cow::Borrowed(other)).as_number(),
            Self::Blank => false,
        }
    }
}

/// Millionths of a number that a merchant has written.
fn number(value: &Value) -> Option<i128> {
    match i128::try_from(value.clone()) {
        Ok(whole) => whole.checked_mul(MILLION),
        Err(_) => value.to_string().parse::<Decimal>().ok().map(|number| number.millionths().into()),
    }
}

/// Whether two values are the same. A number is also the text that it is written as, with a point.
pub(super) fn is_equal(left: &Value, right: &Value) -> bool {
    match (Seen::of(left), Seen::of(right)) {
        (Seen::Blank, Seen::Blank) => true,
        (Seen::Number(left), Seen::Number(right)) => left == right,
        (Seen::Boolean(left), Seen::Boolean(right)) => left == right,
        (Seen::Options(left), Seen::Options(right)) => left == right,
        (Seen::Text(text), other) | (other, Seen::Text(text)) => other.is_text(&text),
        _ => false,
    }
}

/// How two values lie to each other; nothing where one is missing, or they are of different kinds. So who has no size is
/// neither above nor below one.
pub(super) fn ordered(left: &Value, right: &Value) -> Option<Ordering> {
    match (Seen::of(left), Seen::of(right)) {
        (Seen::Text(left), Seen::Text(right)) => Some(left.cmp(&right)),
        (left, right) => Some(left.as_number()?.cmp(&right.as_number()?)),
    }
}

/// Whether a value is one of several, or a part of a text.
pub(super) fn is_within(left: &Value, right: &Value) -> bool {
    if matches!(right.kind(), ValueKind::Seq | ValueKind::Iterable) {
        return right.try_iter().is_ok_and(|mut members| members.any(|member| is_equal(left, &member)));
    }
    match (Seen::of(left), Seen::of(right)) {
        (Seen::Text(option), Seen::Options(options)) => options.iter().any(|held| *held == option),
        (Seen::Options(some), Seen::Options(all)) => some.iter().all(|option| all.contains(option)),
        (Seen::Text(part), Seen::Text(whole)) => whole.contains(part.as_ref()),
        _ => false,
    }
}
