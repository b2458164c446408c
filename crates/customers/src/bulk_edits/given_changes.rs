//! Changes as somebody asks for them, by names, and what can be wrong with them.

use std::collections::BTreeMap;

use regulars_kernel::Label;

use crate::AttributeFault;
use crate::bulk_edits::field::FieldValue;

/// Changes as they are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenChanges {
    /// Fields and the values that they get.
    pub set: BTreeMap<String, FieldValue>,
    /// Fields that get no value.
    pub clear: Vec<String>,
    /// Values that are exchanged for others.
    pub replace: Vec<GivenReplacement>,
    /// What becomes of the tags.
    pub tags: Option<GivenTags>,
}

/// A value that is exchanged for another one, or for none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenReplacement {
    /// The field.
    pub field: String,
    /// The value that is looked for.
    pub from: FieldValue,
    /// The value in its place; `null` for none.
    pub to: FieldValue,
}

/// What becomes of the tags, by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GivenTags {
    /// Tags that everybody gets.
    pub add: Vec<Label>,
    /// Tags that are taken from everybody.
    pub remove: Vec<Label>,
    /// All the tags that everybody has afterwards.
    pub replace: Option<Vec<Label>>,
}

/// What is wrong with a change.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeFault {
    /// Customers have no such field, or the merchant no such attribute.
    #[error("is no field of a customer (those of the address are named such as \"address.city\")")]
    UnknownField,
    /// It is no field that is changed in bulk.
    #[error("is not changed in bulk")]
    NotInBulk,
    /// Tags are changed by `tags`.
    #[error("is changed by the member \"tags\"")]
    TagsApart,
    /// The value has another type.
    #[error("must be {0}")]
    WrongType(&'static str),
    /// The value is none of the field.
    #[error("{0}")]
    Invalid(String),
    /// The value does not fit the definition of the attribute.
    #[error("{0}")]
    Attribute(AttributeFault),
    /// The field is changed in another way already.
    #[error("is changed already by the same edit")]
    Twice,
    /// The birthday is another day than that of the date of birth beside it.
    #[error("must be the day of the birth_date in the same edit")]
    AnotherDay,
    /// The merchant has no tag of that name.
    #[error("there is no tag named {:?}", .0.as_str())]
    UnknownTag(Label),
    /// All tags are replaced, so that none can be added or removed besides.
    #[error("cannot stand beside \"add\" and \"remove\"")]
    ReplaceAlone,
    /// There are more tags than a customer has.
    #[error("are more tags than a customer has")]
    TooManyTags,
    /// Nothing is to be changed.
    #[error("must name a change")]
    Nothing,
}

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultyChange {
    /// JSON pointer below the changes (RFC 6901).
    pub pointer: String,
    /// What is wrong.
    pub fault: ChangeFault,
}
