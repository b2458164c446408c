//! Reads and changes the rule of an attribute, limit by limit.

use regulars_kernel::{AttributeKind, Change, Decimal, Label};

use crate::attribute_rule::parse_date;
use crate::{AttributeOptions, AttributeRule, InvalidOptions, TextLength, ValueRange};

/// The least or the greatest value, as somebody gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenLimit {
    /// Of whole numbers.
    Integer(i64),
    /// Of decimals and dates.
    Text(String),
}

/// Limits to be set, taken away, or left as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AttributeLimits {
    /// The fewest characters of a text.
    pub min_length: Change<u16>,
    /// The most characters of a text.
    pub max_length: Change<u16>,
    /// The least number or the earliest date.
    pub min: Change<GivenLimit>,
    /// The greatest number or the latest date.
    pub max: Change<GivenLimit>,
    /// The most digits behind the point.
    pub decimals: Change<u8>,
    /// The options.
    pub options: Change<Vec<Label>>,
}

/// What is wrong with a limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LimitFault {
    /// The type has no such limit.
    #[error("is no limit of the type {}", .0.name())]
    OfAnotherType(AttributeKind),
    /// It is of another type than the values.
    #[error("must be {0}")]
    WrongType(&'static str),
    /// The greatest is less than the least.
    #[error("is less than the least")]
    Reversed,
    /// It lies outside of what a limit can be.
    #[error("must be from {0} to {1}")]
    OutOfRange(u16, u16),
    /// The options do not make sense.
    #[error(transparent)]
    Options(#[from] InvalidOptions),
}

/// A limit that does not fit, by the name of its field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field} {fault}")]
pub struct FaultyLimit {
    /// The field.
    pub field: &'static str,
    /// What is wrong.
    pub fault: LimitFault,
}

const LONGEST: u16 = 200;

impl AttributeRule {
    /// The rule of a new attribute.
    pub fn of_kind(kind: AttributeKind, limits: AttributeLimits) -> Result<Self, FaultyLimit> {
        match kind {
            AttributeKind::Text => Self::Text(TextLength::default()).limited(limits),
            AttributeKind::Integer => Self::Integer(ValueRange::default()).limited(limits),
            AttributeKind::Decimal => {
                Self::Decimal { decimals: 2, range: ValueRange::default() }.limited(limits)
            }
            AttributeKind::Boolean => Self::Boolean.limited(limits),
            AttributeKind::Date => Self::Date(ValueRange::default()).limited(limits),
            AttributeKind::Choice | AttributeKind::Choices => {
                let given = match &limits.options {
                    Change::Set(options) => options.clone(),
                    Change::Unchanged | Change::Clear => Vec::new(),
                };
                let options = AttributeOptions::new(given).map_err(|fault| faulty("options", fault))?;
                let rule = match kind {
                    AttributeKind::Choice => Self::Choice(options),
                    _ => Self::Choices(options),
                };
                rule.limited(limits)
            }
        }
    }

    /// The rule with these limits.
    pub fn limited(self, limits: AttributeLimits) -> Result<Self, FaultyLimit> {
        limits.only_of(self.kind())?;
        let AttributeLimits { min_length, max_length, min, max, decimals, options } = limits;
        Ok(match self {
            Self::Text(length) => {
                let standard = TextLength::default();
                let min = min_length.apply(Some(length.min)).unwrap_or(standard.min);
                let max = max_length.apply(Some(length.max)).unwrap_or(standard.max);
                for (field, limit) in [("min_length", min), ("max_length", max)] {
                    if !(1..=LONGEST).contains(&limit) {
                        return Err(faulty(field, LimitFault::OutOfRange(1, LONGEST)));
                    }
                }
                if max < min {
                    return Err(faulty("max_length", LimitFault::Reversed));
                }
                Self::Text(TextLength { min, max })
            }
            Self::Integer(range) => Self::Integer(ranged(range, min, max, integer)?),
            Self::Decimal { decimals: before, range } => {
                let decimals = decimals.apply(Some(before)).unwrap_or(2);
                if decimals > Decimal::MAX_DECIMALS {
                    let most = LimitFault::OutOfRange(0, Decimal::MAX_DECIMALS.into());
                    return Err(faulty("decimals", most));
                }
                Self::Decimal { decimals, range: ranged(range, min, max, decimal)? }
            }
            Self::Boolean => Self::Boolean,
            Self::Date(range) => Self::Date(ranged(range, min, max, date)?),
            Self::Choice(before) => Self::Choice(changed(before, options)?),
            Self::Choices(before) => Self::Choices(changed(before, options)?),
        })
    }
}

impl AttributeLimits {
    /// Refuses limits that the type does not have.
    fn only_of(&self, kind: AttributeKind) -> Result<(), FaultyLimit> {
        use AttributeKind::{Date, Decimal, Integer, Text};
        let is_ranged = matches!(kind, Integer | Decimal | Date);
        let known = [
            ("min_length", self.min_length != Change::Unchanged, kind == Text),
            ("max_length", self.max_length != Change::Unchanged, kind == Text),
            ("min", self.min != Change::Unchanged, is_ranged),
            ("max", self.max != Change::Unchanged, is_ranged),
            ("decimals", self.decimals != Change::Unchanged, kind == Decimal),
            ("options", self.options != Change::Unchanged, kind.has_options()),
        ];
        match known.into_iter().find(|(_, is_given, is_known)| *is_given && !is_known) {
            Some((field, ..)) => Err(faulty(field, LimitFault::OfAnotherType(kind))),
            None => Ok(()),
        }
    }
}

fn faulty(field: &'static str, fault: impl Into<LimitFault>) -> FaultyLimit {
    FaultyLimit { field, fault: fault.into() }
}

fn ranged<T: PartialOrd + Copy>(
    before: ValueRange<T>,
    min: Change<GivenLimit>,
    max: Change<GivenLimit>,
    read: fn(GivenLimit) -> Result<T, LimitFault>,
) -> Result<ValueRange<T>, FaultyLimit> {
    let min = min.try_map(read).map_err(|fault| faulty("min", fault))?.apply(before.min);
    let max = max.try_map(read).map_err(|fault| faulty("max", fault))?.apply(before.max);
    match (min, max) {
        (Some(least), Some(greatest)) if greatest < least => Err(faulty("max", LimitFault::Reversed)),
        _ => Ok(ValueRange { min, max }),
    }
}

fn integer(limit: GivenLimit) -> Result<i64, LimitFault> {
    match limit {
        GivenLimit::Integer(number) => Ok(number),
        GivenLimit::Text(_) => Err(LimitFault::WrongType("a whole number")),
    }
}

fn decimal(limit: GivenLimit) -> Result<Decimal, LimitFault> {
    let parsed = match limit {
        GivenLimit::Text(text) => text.parse().ok(),
        GivenLimit::Integer(_) => None,
    };
    parsed.ok_or(LimitFault::WrongType("a decimal as text, such as \"12.5\""))
}

fn date(limit: GivenLimit) -> Result<regulars_kernel::Date, LimitFault> {
    let parsed = match limit {
        GivenLimit::Text(text) => parse_date(&text),
        GivenLimit::Integer(_) => None,
    };
    parsed.ok_or(LimitFault::WrongType("a date such as 2026-11-21"))
}

fn changed(before: AttributeOptions, options: Change<Vec<Label>>) -> Result<AttributeOptions, FaultyLimit> {
    match options {
        Change::Unchanged => Ok(before),
        Change::Clear => Err(faulty("options", InvalidOptions::Count)),
        Change::Set(options) => AttributeOptions::new(options).map_err(|fault| faulty("options", fault)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(text: &str) -> Label {
        text.parse().unwrap()
    }

    fn fault_of(kind: AttributeKind, limits: AttributeLimits) -> &'static str {
        AttributeRule::of_kind(kind, limits).unwrap_err().field
    }

    #[test]
    fn a_limit_of_another_type_is_refused() {
        let of = |limits: fn(&mut AttributeLimits)| {
            let mut all = AttributeLimits::default();
            limits(&mut all);
            all
        };
        let text = |text: &str| Change::Set(GivenLimit::Text(text.to_owned()));
        assert_eq!(
            fault_of(AttributeKind::Boolean, of(|limits| limits.decimals = Change::Set(1))),
            "decimals"
        );
        assert_eq!(fault_of(AttributeKind::Integer, of(|l| l.min_length = Change::Set(1))), "min_length");
        assert_eq!(fault_of(AttributeKind::Text, of(|l| l.max = Change::Set(GivenLimit::Integer(1)))), "max");
        assert_eq!(fault_of(AttributeKind::Text, of(|l| l.max_length = Change::Set(201))), "max_length");
        assert_eq!(fault_of(AttributeKind::Decimal, of(|l| l.decimals = Change::Set(7))), "decimals");
        assert_eq!(fault_of(AttributeKind::Choice, AttributeLimits::default()), "options");
        let reversed = AttributeLimits { min: text("2.5"), max: text("2.4"), ..AttributeLimits::default() };
        assert_eq!(fault_of(AttributeKind::Decimal, reversed.clone()), "max");
        assert_eq!(fault_of(AttributeKind::Integer, reversed.clone()), "min");
        assert_eq!(fault_of(AttributeKind::Date, reversed), "min");
    }

    #[test]
    fn options_are_told_apart_by_their_folded_form() {
        let options = |texts: &[&str]| AttributeOptions::new(texts.iter().map(|text| label(text)).collect());
        assert_eq!(options(&["Niš", "НИШ"]), Err(InvalidOptions::Twice("НИШ".to_owned())));
        let known = options(&["Beograd", "Niš"]).unwrap();
        assert_eq!(known.find("nis").map(|(place, option)| (place, option.as_str())), Some((1, "Niš")));
        assert_eq!(known.find("Ni"), None);
    }
}
