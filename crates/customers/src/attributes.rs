//! Custom attributes: what a merchant writes down about a customer beyond the fields that everybody has.

use std::collections::BTreeMap;
use std::str::FromStr;

use regulars_kernel::{Label, Personal};

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

/// The value of an attribute. There is no fraction: a float is never exact, and a decimal can be a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// A text of one line.
    Text(Personal<Label>),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
}

/// There are more attributes than a customer can have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a customer has at most {} attributes", Attributes::MAX_COUNT)]
pub struct TooManyAttributes;

/// The attributes of one customer, at most [`Attributes::MAX_COUNT`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes(BTreeMap<AttributeKey, AttributeValue>);

impl Attributes {
    /// The most attributes that a customer has.
    pub const MAX_COUNT: usize = 50;

    /// Takes attributes, unless there are too many.
    pub fn new(attributes: BTreeMap<AttributeKey, AttributeValue>) -> Result<Self, TooManyAttributes> {
        if attributes.len() > Self::MAX_COUNT { Err(TooManyAttributes) } else { Ok(Self(attributes)) }
    }

    /// The attributes by name.
    pub fn iter(&self) -> impl Iterator<Item = (&AttributeKey, &AttributeValue)> {
        self.0.iter()
    }

    /// The attributes after `changes`, in which `None` takes an attribute away (RFC 7396).
    pub fn merged(
        self,
        changes: BTreeMap<AttributeKey, Option<AttributeValue>>,
    ) -> Result<Self, TooManyAttributes> {
        let mut attributes = self.0;
        for (key, change) in changes {
            match change {
                Some(value) => attributes.insert(key, value),
                None => attributes.remove(&key),
            };
        }
        Self::new(attributes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> AttributeKey {
        text.parse().unwrap()
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
        let before = BTreeMap::from([
            (key("size"), AttributeValue::Integer(42)),
            (key("vip"), AttributeValue::Boolean(true)),
            (key("left"), AttributeValue::Boolean(false)),
        ]);
        let changes = BTreeMap::from([(key("size"), Some(AttributeValue::Integer(43))), (key("vip"), None)]);
        let after = Attributes::new(before).unwrap().merged(changes).unwrap();
        let pairs: Vec<_> = after.iter().map(|(key, value)| (key.as_str(), value.clone())).collect();
        assert_eq!(pairs, [("left", AttributeValue::Boolean(false)), ("size", AttributeValue::Integer(43))]);
    }

    #[test]
    fn the_fifty_first_attribute_is_refused() {
        let fill = |count: usize| {
            (0..count).map(|index| (key(&format!("k{index}")), AttributeValue::Boolean(true))).collect()
        };
        let full = Attributes::new(fill(50)).unwrap();
        assert_eq!(Attributes::new(fill(51)), Err(TooManyAttributes));
        let one_more = BTreeMap::from([(key("more"), Some(AttributeValue::Integer(1)))]);
        assert_eq!(full.clone().merged(one_more.clone()), Err(TooManyAttributes));
        let exchanged = one_more.into_iter().chain([(key("k0"), None)]).collect();
        assert!(full.merged(exchanged).is_ok());
    }
}
