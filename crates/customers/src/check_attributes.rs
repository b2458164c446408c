//! Holds given values of attributes against the definitions.

use std::collections::BTreeMap;

use regulars_kernel::{Decimal, Label, Personal};

use crate::attribute_rule::parse_date;
use crate::{
    AttributeDefinition, AttributeKey, AttributeOptions, AttributeRule, AttributeValue, GivenValue,
    HeldAttribute, ValueRange,
};

/// Why a value does not fit the definition of its attribute. No message holds the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeFault {
    /// The merchant has no attribute of that key.
    #[error("is no attribute that is defined")]
    Unknown,
    /// The value is of another type.
    #[error("must be {0}")]
    WrongType(&'static str),
    /// The text is no value of the type.
    #[error("must be {0}")]
    WrongFormat(&'static str),
    /// The text is too short.
    #[error("must have at least {0} characters")]
    TooShort(u16),
    /// The text is too long.
    #[error("must have at most {0} characters")]
    TooLong(u16),
    /// It has more digits behind the point.
    #[error("must have at most {0} digits behind the point")]
    TooExact(u8),
    /// It is less than the least.
    #[error("must be at least {0}")]
    TooSmall(String),
    /// It is more than the greatest.
    #[error("must be at most {0}")]
    TooLarge(String),
    /// It is none of the options.
    #[error("is none of the options of the attribute")]
    NoOption,
}

/// A value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyAttribute {
    /// The attribute.
    pub key: AttributeKey,
    /// Which item of a list, if it is one of them.
    pub item: Option<usize>,
    /// What is wrong.
    pub fault: AttributeFault,
}

/// The values as the definitions have them. Everything that is wrong is told at once.
pub fn check_attributes(
    definitions: &[AttributeDefinition],
    given: BTreeMap<AttributeKey, Option<GivenValue>>,
) -> Result<BTreeMap<AttributeKey, Option<HeldAttribute>>, Vec<FaultyAttribute>> {
    let (mut checked, mut faults) = (BTreeMap::new(), Vec::new());
    for (key, given) in given {
        let Some(definition) = definitions.iter().find(|definition| definition.key == key) else {
            faults.push(FaultyAttribute { key, item: None, fault: AttributeFault::Unknown });
            continue;
        };
        match given.map(|given| definition.rule.accept(given)).transpose() {
            Ok(value) => {
                let held = value.map(|value| HeldAttribute { id: definition.id, value });
                // An empty list of options is no value.
                let is_none = matches!(&held, Some(HeldAttribute { value: AttributeValue::Choices(options), .. })
                    if options.is_empty());
                checked.insert(key, held.filter(|_| !is_none));
            }
            Err((item, fault)) => faults.push(FaultyAttribute { key, item, fault }),
        }
    }
    if faults.is_empty() { Ok(checked) } else { Err(faults) }
}

type Fault = (Option<usize>, AttributeFault);

impl AttributeRule {
    /// The value that was given, unless it does not fit; then also which item of a list it is.
    fn accept(&self, given: GivenValue) -> Result<AttributeValue, Fault> {
        let wrong = |expected| (None, AttributeFault::WrongType(expected));
        match (self, given) {
            (Self::Text(length), GivenValue::Text(text)) => {
                let count = text.expose().as_str().chars().count();
                if count < usize::from(length.min) {
                    return Err((None, AttributeFault::TooShort(length.min)));
                }
                if count > usize::from(length.max) {
                    return Err((None, AttributeFault::TooLong(length.max)));
                }
                Ok(AttributeValue::Text(text))
            }
            (Self::Integer(range), GivenValue::Integer(number)) => {
                within(*range, number)?;
                Ok(AttributeValue::Integer(number))
            }
            (Self::Decimal { decimals, range }, GivenValue::Text(text)) => {
                let expected = AttributeFault::WrongFormat("a decimal such as \"12.5\"");
                let number: Decimal = text.expose().as_str().parse().or(Err((None, expected)))?;
                if number.decimals() > *decimals {
                    return Err((None, AttributeFault::TooExact(*decimals)));
                }
                within(*range, number)?;
                Ok(AttributeValue::Decimal(number))
            }
            (Self::Boolean, GivenValue::Boolean(flag)) => Ok(AttributeValue::Boolean(flag)),
            (Self::Date(range), GivenValue::Text(text)) => {
                let expected =
                    AttributeFault::WrongFormat("a date such as 2026-11-21, of a year from 1800 to 2999");
                let date = parse_date(text.expose().as_str()).ok_or((None, expected))?;
                within(*range, date)?;
                Ok(AttributeValue::Date(Personal::new(date)))
            }
            (Self::Choice(options), GivenValue::Text(text)) => match options.find(text.expose().as_str()) {
                Some((_, option)) => Ok(AttributeValue::Choice(Personal::new(option.clone()))),
                None => Err((None, AttributeFault::NoOption)),
            },
            (Self::Choices(options), GivenValue::List(texts)) => several(options, &texts),
            (Self::Text(_), _) => Err(wrong("a text")),
            (Self::Integer(_), _) => Err(wrong("a whole number")),
            (Self::Decimal { .. }, _) => Err(wrong("a decimal as text, such as \"12.5\"")),
            (Self::Boolean, _) => Err(wrong("true or false")),
            (Self::Date(_), _) => Err(wrong("a date as text, such as 2026-11-21")),
            (Self::Choice(_), _) => Err(wrong("one of the options, as text")),
            (Self::Choices(_), _) => Err(wrong("a list of options, as texts")),
        }
    }
}

fn within<T: PartialOrd + ToString>(range: ValueRange<T>, value: T) -> Result<(), Fault> {
    match (range.min, range.max) {
        (Some(min), _) if value < min => Err((None, AttributeFault::TooSmall(min.to_string()))),
        (_, Some(max)) if value > max => Err((None, AttributeFault::TooLarge(max.to_string()))),
        _ => Ok(()),
    }
}

fn several(options: &AttributeOptions, texts: &[Personal<Label>]) -> Result<AttributeValue, Fault> {
    let mut found = BTreeMap::new();
    for (item, text) in texts.iter().enumerate() {
        let (place, option) =
            options.find(text.expose().as_str()).ok_or((Some(item), AttributeFault::NoOption))?;
        found.insert(place, Personal::new(option.clone()));
    }
    Ok(AttributeValue::Choices(found.into_values().collect()))
}

#[cfg(test)]
mod tests {
    use regulars_kernel::AttributeId;
    use uuid::Uuid;

    use super::*;
    use crate::TextLength;

    fn label(text: &str) -> Label {
        text.parse().unwrap()
    }

    fn text(text: &str) -> GivenValue {
        GivenValue::Text(Personal::new(label(text)))
    }

    fn list(texts: &[&str]) -> GivenValue {
        GivenValue::List(texts.iter().map(|text| Personal::new(label(text))).collect())
    }

    fn definition(key: &str, rule: AttributeRule) -> AttributeDefinition {
        let at = "2026-11-21T12:00:00Z".parse().unwrap();
        AttributeDefinition {
            id: AttributeId::new(Uuid::nil()),
            key: key.parse().unwrap(),
            name: label(key),
            rule,
            position: 1,
            created_at: at,
            updated_at: at,
        }
    }

    fn check(rule: AttributeRule, given: GivenValue) -> Result<Option<AttributeValue>, Fault> {
        let key: AttributeKey = "a".parse().unwrap();
        let checked =
            check_attributes(&[definition("a", rule)], BTreeMap::from([(key.clone(), Some(given))]));
        match checked {
            Ok(mut values) => Ok(values.remove(&key).unwrap().map(|held| held.value)),
            Err(faults) => Err((faults[0].item, faults[0].fault.clone())),
        }
    }

    #[test]
    fn each_type_takes_its_own_values_within_its_limits() {
        let options = || AttributeOptions::new(vec![label("Hleb"), label("Voće"), label("Vino")]).unwrap();
        let day = |text: &str| text.parse().unwrap();
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        let integer = AttributeRule::Integer(ValueRange { min: Some(30), max: Some(50) });
        assert_eq!(check(integer.clone(), GivenValue::Integer(30)), Ok(Some(AttributeValue::Integer(30))));
        assert_eq!(
            check(integer.clone(), GivenValue::Integer(29)),
            Err((None, AttributeFault::TooSmall("30".to_owned())))
        );
        assert_eq!(
            check(integer.clone(), GivenValue::Integer(51)),
            Err((None, AttributeFault::TooLarge("50".to_owned())))
        );
        assert!(matches!(check(integer, text("40")), Err((None, AttributeFault::WrongType(_)))));
        let money = AttributeRule::Decimal { decimals: 2, range: ValueRange::default() };
        assert_eq!(check(money.clone(), text("12.500")), Ok(Some(AttributeValue::Decimal(decimal("12.5")))));
        assert_eq!(check(money.clone(), text("12.505")), Err((None, AttributeFault::TooExact(2))));
        assert!(matches!(check(money.clone(), text("1e3")), Err((None, AttributeFault::WrongFormat(_)))));
        assert!(matches!(check(money, GivenValue::Integer(1)), Err((None, AttributeFault::WrongType(_)))));
        let date = AttributeRule::Date(ValueRange { min: None, max: Some(day("2026-12-31")) });
        let last = AttributeValue::Date(Personal::new(day("2026-12-31")));
        assert_eq!(check(date.clone(), text("2026-12-31")), Ok(Some(last)));
        assert!(matches!(check(date.clone(), text("2027-01-01")), Err((None, AttributeFault::TooLarge(_)))));
        assert!(matches!(check(date, text("1.2.2026")), Err((None, AttributeFault::WrongFormat(_)))));
        let short = AttributeRule::Text(TextLength { min: 2, max: 3 });
        assert!(check(short.clone(), text("čć")).is_ok());
        assert_eq!(check(short.clone(), text("č")), Err((None, AttributeFault::TooShort(2))));
        assert_eq!(check(short, text("abcd")), Err((None, AttributeFault::TooLong(3))));
        let bread = Personal::new(label("Hleb"));
        assert_eq!(
            check(AttributeRule::Choice(options()), text("ХЛЕБ")),
            Ok(Some(AttributeValue::Choice(bread.clone())))
        );
        assert_eq!(
            check(AttributeRule::Choice(options()), text("Hle")),
            Err((None, AttributeFault::NoOption))
        );
        assert_eq!(
            check(AttributeRule::Choices(options()), list(&["vino", "hleb", "VINO"])),
            Ok(Some(AttributeValue::Choices(vec![bread, Personal::new(label("Vino"))])))
        );
        assert_eq!(
            check(AttributeRule::Choices(options()), list(&["vino", "sir"])),
            Err((Some(1), AttributeFault::NoOption))
        );
        assert_eq!(check(AttributeRule::Choices(options()), list(&[])), Ok(None));
    }

    #[test]
    fn an_unknown_key_is_refused_even_where_it_is_to_be_taken_away() {
        let key: AttributeKey = "nothing".parse().unwrap();
        let faults = check_attributes(&[], BTreeMap::from([(key.clone(), None)])).unwrap_err();
        assert_eq!(faults, [FaultyAttribute { key, item: None, fault: AttributeFault::Unknown }]);
    }
}
