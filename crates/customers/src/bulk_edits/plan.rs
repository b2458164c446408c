//! What the changes of a bulk edit do to one customer.

use std::collections::BTreeMap;

use regulars_kernel::{Change, Label, TagId};

use crate::bulk_edits::changes::{BulkChanges, NamedTag, TagChanges};
use crate::bulk_edits::field::{BulkField, FieldValue};
use crate::bulk_edits::image::value_of;
use crate::bulk_edits::result::Reason;
use crate::bulk_edits::vocabulary::Vocabulary;
use crate::{AttributeKey, CustomerPatch, CustomerRecord, GivenValue, fold};

/// The update of this customer that the changes come to.
pub(crate) fn patch_for(
    changes: &BulkChanges,
    record: &CustomerRecord,
    vocabulary: &Vocabulary,
) -> Result<CustomerPatch, Reason> {
    let mut patch = PatchInHand { vocabulary, patch: CustomerPatch::default(), attributes: BTreeMap::new() };
    for (field, value) in &changes.set {
        patch.put(field, value)?;
    }
    for field in &changes.clear {
        patch.put(field, &FieldValue::NOTHING)?;
    }
    let mut replaced: Vec<&BulkField> = Vec::new();
    for replacement in &changes.replace {
        let is_done = replaced.iter().any(|field| field.is_same(&replacement.field));
        let present = value_of(record, &replacement.field, vocabulary);
        if !is_done && is_meant(&replacement.field, &replacement.from, &present) {
            patch.put(&replacement.field, &replacement.to)?;
            replaced.push(&replacement.field);
        }
    }
    if let Some(tags) = &changes.tags {
        patch.patch.tags = Change::Set(tags_after(tags, record, vocabulary)?);
    }
    Ok(patch.finish())
}

/// An update that is being put together.
pub(crate) struct PatchInHand<'v> {
    pub(crate) vocabulary: &'v Vocabulary,
    pub(crate) patch: CustomerPatch,
    pub(crate) attributes: BTreeMap<AttributeKey, Option<GivenValue>>,
}

impl PatchInHand<'_> {
    /// Puts a value into the field, or nothing.
    pub(crate) fn put(&mut self, field: &BulkField, value: &FieldValue) -> Result<(), Reason> {
        match field {
            BulkField::Plain(field) => {
                field.put(&mut self.patch, value.text()).map_err(|_| Reason::ValueNotTaken)
            }
            BulkField::KnownBy(field) => {
                field.put(&mut self.patch, value.text()).map_err(|_| Reason::ValueNotTaken)
            }
            BulkField::Attribute(id, _) => {
                let mut definitions = self.vocabulary.attributes.iter();
                let definition = definitions.find(|definition| definition.id == *id);
                let key = definition.ok_or(Reason::AttributeChanged)?.key.clone();
                let given = match value {
                    FieldValue(serde_json::Value::Null) => None,
                    value => Some(value.given().ok_or(Reason::AttributeChanged)?),
                };
                self.attributes.insert(key, given);
                Ok(())
            }
            BulkField::Tags => {
                let ids = value.0.as_array().into_iter().flatten();
                let ids = ids.filter_map(|id| id.as_str()?.parse::<TagId>().ok()).collect::<Vec<_>>();
                self.patch.tags = Change::Set(names_of(ids.into_iter(), self.vocabulary)?);
                Ok(())
            }
        }
    }

    pub(crate) fn finish(self) -> CustomerPatch {
        let Self { vocabulary: _, mut patch, attributes } = self;
        if !attributes.is_empty() {
            patch.attributes = Change::Set(attributes);
        }
        patch
    }
}

/// Whether the value that a customer has is the one that is looked for.
fn is_meant(field: &BulkField, sought: &FieldValue, present: &FieldValue) -> bool {
    let is_folded = match field {
        BulkField::Plain(field) => field.is_text(),
        BulkField::Attribute(..) | BulkField::Tags => true,
        BulkField::KnownBy(_) => false,
    };
    match (sought.text(), present.text()) {
        (Some(sought), Some(present)) if is_folded => fold(sought) == fold(present),
        _ => sought == present,
    }
}

fn tags_after(
    changes: &TagChanges,
    record: &CustomerRecord,
    vocabulary: &Vocabulary,
) -> Result<Vec<Label>, Reason> {
    let id_of = |tag: &NamedTag| tag.id;
    match changes {
        TagChanges::All(tags) => names_of(tags.iter().map(id_of), vocabulary),
        TagChanges::Some { add, remove } => {
            let gone: Vec<TagId> = remove.iter().map(id_of).collect();
            let stay = vocabulary.ids_of(&record.tags).into_iter().filter(|id| !gone.contains(id));
            names_of(stay.chain(add.iter().map(id_of)), vocabulary)
        }
    }
}

/// What these tags are called now.
fn names_of(ids: impl Iterator<Item = TagId>, vocabulary: &Vocabulary) -> Result<Vec<Label>, Reason> {
    ids.map(|id| vocabulary.tag(id).map(|tag| tag.name.clone()).ok_or(Reason::TagGone)).collect()
}
