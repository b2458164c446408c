//! Changes that were checked: what they name they name by id.

use regulars_kernel::{Label, TagId};

use crate::bulk_edits::field::{BulkField, FieldValue};

/// Changes of many customers. No field is changed in two ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkChanges {
    /// Fields and the values that they get.
    pub set: Vec<(BulkField, FieldValue)>,
    /// Fields that get no value.
    pub clear: Vec<BulkField>,
    /// Values that are exchanged; of several that fit, the first counts.
    pub replace: Vec<Replacement>,
    /// What becomes of the tags.
    pub tags: Option<TagChanges>,
}

/// A value that is exchanged for another one, or for none. Texts are compared without regard to letter case, accents and script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The field.
    pub field: BulkField,
    /// The value that is looked for.
    pub from: FieldValue,
    /// The value in its place.
    pub to: FieldValue,
}

/// What becomes of the tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TagChanges {
    /// Some come, some go, the others stay.
    Some {
        /// Those that everybody gets.
        add: Vec<NamedTag>,
        /// Those that are taken from everybody.
        remove: Vec<NamedTag>,
    },
    /// Everybody has these and no others.
    All(Vec<NamedTag>),
}

/// A tag, and what it was called when the edit was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedTag {
    /// Its id.
    pub id: TagId,
    /// Its name then.
    pub name: Label,
}

impl BulkChanges {
    /// The tags that it names.
    pub fn tag_ids(&self) -> Vec<TagId> {
        let of = |tags: &[NamedTag]| tags.iter().map(|tag| tag.id).collect::<Vec<_>>();
        match &self.tags {
            None => Vec::new(),
            Some(TagChanges::Some { add, remove }) => [of(add), of(remove)].concat(),
            Some(TagChanges::All(tags)) => of(tags),
        }
    }

    /// Whether a custom attribute is changed.
    pub fn names_attributes(&self) -> bool {
        let mut fields = self
            .set
            .iter()
            .map(|(field, _)| field)
            .chain(&self.clear)
            .chain(self.replace.iter().map(|replacement| &replacement.field));
        fields.any(|field| matches!(field, BulkField::Attribute(..)))
    }
}
