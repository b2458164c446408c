//! Custom attributes: what a merchant writes down about a customer beyond the fields that everybody has.

use std::collections::BTreeMap;
use std::str::FromStr;

use regulars_kernel::{AttributeId, Date, Decimal, Label, Personal};

/// The name of an attribute: a lower-case letter, then up to 39 lower-case letters, digits and underscores.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttributeKey(String);

/// The text is not the name of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a lower-case letter followed by up to 39 lower-case letters, digits and underscores")]
pub struct InvalidAttributeKey;

impl AttributeKey {
    /// The most characters.
    pub const MAX_LENGTH: usize = 40;

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AttributeKey {
    type Err = InvalidAttributeKey;

    fn from_str(text: &str) -> Result<Self, InvalidAttributeKey> {
        let fits = text.len() <= Self::MAX_LENGTH
            && text.starts_with(|letter: char| letter.is_ascii_lowercase())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidAttributeKey) }
    }
}

/// A value as somebody gives it, before the definition of its attribute is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GivenValue {
    /// A text of one line: a text, a decimal, a date or an option.
    Text(Personal<Label>),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// Several options.
    List(Vec<Personal<Label>>),
}

/// The value of an attribute, of the type of its definition. There is no float: it is never exact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// A text of one line.
    Text(Personal<Label>),
    /// A whole number.
    Integer(i64),
    /// An exact decimal.
    Decimal(Decimal),
    /// Yes or no.
    Boolean(bool),
    /// A date.
    Date(Personal<Date>),
    /// An option, as the definition writes it.
    Choice(Personal<Label>),
    /// Several options, each once and in the order of the definition.
    Choices(Vec<Personal<Label>>),
}

/// An attribute that a customer has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldAttribute {
    /// Which one.
    pub id: AttributeId,
    /// Its value.
    pub value: AttributeValue,
}

/// There are more attributes than a customer can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a customer has at most {} attributes", Attributes::MAX_COUNT)]
pub struct TooManyAttributes;

/// The attributes of one customer, at most [`Attributes::MAX_COUNT`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(BTreeMap<AttributeKey, HeldAttribute>);

impl Attributes {
    /// The most attributes that a customer has.
    pub const MAX_COUNT: usize = 50;

    /// Takes attributes from a store.
    pub const fn from_stored(attributes: BTreeMap<AttributeKey, HeldAttribute>) -> Self {
        Self(attributes)
    }

    /// The attributes by name.
    pub fn iter(&self) -> impl Iterator<Item = (&AttributeKey, &HeldAttribute)> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The attributes after `changes`, in which `None` takes an attribute away (RFC 7396).
    pub fn merged(
        self,
        changes: BTreeMap<AttributeKey, Option<HeldAttribute>>,
    ) -> Result<Self, TooManyAttributes> {
        let mut attributes = self.0;
        for (key, change) in changes {
            match change {
                Some(held) => attributes.insert(key, held),
                None => attributes.remove(&key),
            };
        }
        if attributes.len() > Self::MAX_COUNT { Err(TooManyAttributes) } else { Ok(Self(attributes)) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn key(text: &str) -> AttributeKey {
        text.parse().unwrap()
    }

    fn held(number: i64) -> HeldAttribute {
        HeldAttribute { id: AttributeId::new(Uuid::nil()), value: AttributeValue::Integer(number) }
    }

    fn set(pairs: &[(&str, i64)]) -> BTreeMap<AttributeKey, Option<HeldAttribute>> {
        pairs.iter().map(|(name, number)| (key(name), Some(held(*number)))).collect()
    }

    #[test]
    fn a_key_is_a_plain_name() {
        for text in ["a", "shoe_size", "x9", "a".repeat(40).as_str()] {
            assert_eq!(key(text).as_str(), text);
        }
        for text in ["", "9x", "_x", "Shoe", "shoe-size", "č", "a".repeat(41).as_str()] {
            assert_eq!(text.parse::<AttributeKey>(), Err(InvalidAttributeKey), "{text:?}");
        }
    }

    #[test]
    fn a_merge_sets_and_takes_away_and_leaves_the_rest() {
        let before = Attributes::default().merged(set(&[("size", 42), ("vip", 1), ("left", 0)])).unwrap();
        let mut changes = set(&[("size", 43)]);
        changes.insert(key("vip"), None);
        let after = before.merged(changes).unwrap();
        let pairs: Vec<_> = after.iter().map(|(key, held)| (key.as_str(), held.clone())).collect();
        assert_eq!(pairs, [("left", held(0)), ("size", held(43))]);
    }

    #[test]
    fn the_fifty_first_attribute_is_refused() {
        let names: Vec<String> = (0..51).map(|index| format!("k{index}")).collect();
        let fill =
            |count: usize| set(&names.iter().take(count).map(|name| (name.as_str(), 1)).collect::<Vec<_>>());
        let full = Attributes::default().merged(fill(50)).unwrap();
        assert_eq!(Attributes::default().merged(fill(51)), Err(TooManyAttributes));
        let one_more = set(&[("more", 1)]);
        assert_eq!(full.clone().merged(one_more.clone()), Err(TooManyAttributes));
        let exchanged = one_more.into_iter().chain([(key("k0"), None)]).collect();
        assert!(full.merged(exchanged).is_ok());
    }
}
