//! What a bulk edit or an import has changed of one customer, so that it can be undone.

use regulars_audit::{FieldChange, Recorded, changes_between};
use serde_json::Value;

use crate::bulk_edits::field::{BulkField, FieldValue};
use crate::bulk_edits::known_by::KnownByField;
use crate::bulk_edits::plain_field::PlainField;
use crate::bulk_edits::vocabulary::Vocabulary;
use crate::recorded::attribute;
use crate::{AttributeKey, CustomerRecord};

/// What was changed of a customer: each field that is different, with what it was and what it was then. Tags stand by id. With a
/// date of birth stands the birthday, even where it is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangeImage(pub Vec<ImageField>);

/// A field that was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageField {
    /// The field.
    pub field: BulkField,
    /// What it was.
    pub before: FieldValue,
    /// What it was then.
    pub after: FieldValue,
}

/// The states differ in a field that neither a bulk edit nor an import changes, which is a defect.
#[derive(Debug, thiserror::Error)]
#[error("the field {0} is none that can be changed back")]
pub struct ForeignField(String);

/// What is told of the e-mail address beside it.
const EMAIL_VERIFIED: &str = "email_verified";

impl ChangeImage {
    /// What is different between the two states of a customer.
    ///
    /// # Errors
    ///
    /// When something else is different that cannot be changed back.
    pub fn between(
        before: &CustomerRecord,
        after: &CustomerRecord,
        vocabulary: &Vocabulary,
    ) -> Result<Self, ForeignField> {
        // Whether an address was proven follows from the address.
        let changes = changes_between(before.fields(), after.fields()).into_iter();
        let changes = changes.filter(|change| change.field != EMAIL_VERIFIED);
        let fields = changes.map(|change| field_of(&change, before, after));
        let mut fields = fields.collect::<Result<Vec<_>, _>>()?;
        // Whoever clears the date of birth clears the birthday, too, unless it is named.
        let birthday = BulkField::Plain(PlainField::Birthday);
        if fields.contains(&BulkField::Plain(PlainField::BirthDate)) && !fields.contains(&birthday) {
            fields.push(birthday);
        }
        let image = |field: BulkField| ImageField {
            before: value_of(before, &field, vocabulary),
            after: value_of(after, &field, vocabulary),
            field,
        };
        Ok(Self(fields.into_iter().map(image).collect()))
    }

    /// The names of the fields.
    pub fn names(&self) -> Vec<String> {
        let changed = self.0.iter().filter(|field| field.before != field.after);
        changed.map(|field| field.field.name()).collect()
    }

    /// The names of the fields that are no longer what they were then.
    pub(crate) fn changed_since(&self, present: &CustomerRecord, vocabulary: &Vocabulary) -> Vec<String> {
        let is_other = |field: &&ImageField| value_of(present, &field.field, vocabulary) != field.after;
        self.0.iter().filter(is_other).map(|field| field.field.name()).collect()
    }
}

fn field_of(
    change: &FieldChange,
    before: &CustomerRecord,
    after: &CustomerRecord,
) -> Result<BulkField, ForeignField> {
    let foreign = || ForeignField(change.field.clone());
    if change.field == BulkField::TAGS {
        return Ok(BulkField::Tags);
    }
    if let Some(key) = change.field.strip_prefix(BulkField::ATTRIBUTES) {
        let key: AttributeKey = key.parse().map_err(|_| foreign())?;
        let held = |record: &CustomerRecord| {
            record.customer.attributes.iter().find(|(held, _)| **held == key).map(|(_, held)| held.id)
        };
        let id = held(after).or_else(|| held(before)).ok_or_else(foreign)?;
        return Ok(BulkField::Attribute(id, key));
    }
    let known_by = || KnownByField::from_name(&change.field).map(BulkField::KnownBy);
    PlainField::from_name(&change.field).map(BulkField::Plain).or_else(known_by).ok_or_else(foreign)
}

/// What the customer has in the field.
pub(crate) fn value_of(record: &CustomerRecord, field: &BulkField, vocabulary: &Vocabulary) -> FieldValue {
    FieldValue(match field {
        BulkField::Plain(field) => field.of(&record.customer).map_or(Value::Null, Value::String),
        BulkField::KnownBy(field) => field.of(&record.customer).map_or(Value::Null, Value::String),
        BulkField::Attribute(id, _) => {
            let mut held = record.customer.attributes.iter().map(|(_, held)| held);
            held.find(|held| held.id == *id).map_or(Value::Null, |held| attribute(&held.value))
        }
        BulkField::Tags => {
            vocabulary.ids_of(&record.tags).into_iter().map(|id| Value::String(id.to_string())).collect()
        }
    })
}
