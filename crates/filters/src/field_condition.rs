//! Conditions on one field.

use crate::{ChoiceField, DateField, Day, Field, FlagField, InstantField, Moment, NumberField, TextField};

/// A comparison of one field with values of its type: `{"field": "city", "op": "in", "value": ["Novi Sad"]}`.
///
/// A comparison with a field that has no value is false. `ne` and `not_in` are the negations of `eq` and `in`, and so
/// they are true for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldCondition {
    /// The field has a value.
    Exists(Field),
    /// The field has no value.
    NotExists(Field),
    /// A comparison of texts.
    Text(TextField, TextTest),
    /// A comparison of values of a closed list.
    Choice(ChoiceField, ChoiceTest),
    /// A comparison of numbers.
    Number(NumberField, NumberTest),
    /// A comparison of dates.
    Date(DateField, DateTest),
    /// A comparison of instants.
    Instant(InstantField, InstantTest),
    /// A comparison of truth values.
    Flag(FlagField, FlagTest),
}

/// How a text is compared. Both sides are brought into one form, see [`TextField::compared`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextTest {
    /// The text is this one.
    Equal(String),
    /// The text is another one, or missing.
    NotEqual(String),
    /// The text is one of these.
    In(Vec<String>),
    /// The text is none of these, or missing.
    NotIn(Vec<String>),
    /// This is a part of the text.
    Contains(String),
    /// The text begins with this.
    StartsWith(String),
}

impl TextTest {
    /// The texts that stand for a whole value, not for a part of one.
    pub(crate) fn whole_texts_mut(&mut self) -> &mut [String] {
        match self {
            Self::Equal(text) | Self::NotEqual(text) => std::slice::from_mut(text),
            Self::In(texts) | Self::NotIn(texts) => texts,
            Self::Contains(_) | Self::StartsWith(_) => &mut [],
        }
    }
}

/// How a value of a closed list is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceTest {
    /// The value is this one.
    Equal(&'static str),
    /// The value is another one, or missing.
    NotEqual(&'static str),
    /// The value is one of these.
    In(Vec<&'static str>),
    /// The value is none of these, or missing.
    NotIn(Vec<&'static str>),
}

/// How a number is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberTest {
    /// The number stands in this relation.
    Is(NumberComparison),
    /// The number is another one, or missing.
    NotEqual(i64),
}

/// A relation of a number to fixed numbers. A missing number stands in none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberComparison {
    /// It is this number.
    Equal(i64),
    /// It is greater.
    Greater(i64),
    /// It is greater or the same.
    GreaterOrEqual(i64),
    /// It is less.
    Less(i64),
    /// It is less or the same.
    LessOrEqual(i64),
    /// It lies between the two, both included.
    Between(i64, i64),
}

/// How a date is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTest {
    /// It is this day.
    Equal(Day),
    /// It is another day, or missing.
    NotEqual(Day),
    /// It is an earlier day.
    Before(Day),
    /// It is this day or a later one.
    OnOrAfter(Day),
    /// It lies between the two days, both included.
    Between(Day, Day),
}

/// How an instant is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstantTest {
    /// It is earlier than this moment begins.
    Before(Moment),
    /// It is not earlier than this moment begins.
    OnOrAfter(Moment),
    /// It lies between the beginning of the first moment and the end of the second one.
    Between(Moment, Moment),
    /// It is in the calendar month that lies so many months after this one.
    InMonth(i32),
}

/// How a truth value is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagTest {
    /// It is this one.
    Equal(bool),
    /// It is the other one.
    NotEqual(bool),
}
