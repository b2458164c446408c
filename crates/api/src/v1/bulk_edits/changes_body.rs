//! What a bulk edit changes, on the wire.

use std::collections::BTreeMap;

use regulars_customers::{
    BulkChanges, FieldValue, GivenChanges, GivenReplacement, GivenTags, NamedTag, Replacement, TagChanges,
};
use regulars_kernel::Label;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};
use crate::v1::customers::attributes::{AttributeChangeBody, AttributeValueBody};

/// What is changed of each customer. A field is named as in the audit trail, with a full stop into an object: `gender`, `title`,
/// `first_name`, `last_name`, `vocative`, `company`, `birth_date`, `birthday`, `language`, `address.street`, `address.postcode`,
/// `address.city`, `address.country`, `source.referral_id`, `source.utm.source` (`medium`, `campaign`, `term`, `content`), and
/// `attributes.` with the key of a custom attribute. Each field is changed in one way only. Clearing
/// `birth_date` clears `birthday`, too, and a birthday beside a date must be its day. Number, e-mail address, phone number
/// and consents are not changed in bulk.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "set": {"language": "sr"}, "replace": [{"field": "address.city", "from": "Bgd", "to": "Beograd"}]
}))]
pub struct BulkChangesBody {
    /// Fields, and the value that each customer gets.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = Option<BTreeMap<String, AttributeValueBody>>)]
    set: BTreeMap<String, Value>,
    /// Fields that have no value afterwards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<String>>, max_items = 100, example = json!(["company"]))]
    clear: Vec<String>,
    /// Values that are exchanged, of those customers who have them. Texts are found without regard to letter case, accents and
    /// script. Of several for one field the first that fits counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<BulkReplacementBody>>, max_items = 100)]
    replace: Vec<BulkReplacementBody>,
    /// What becomes of the tags.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tags: Option<BulkTagsBody>,
}

/// A value that is exchanged for another one.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BulkReplacementBody {
    /// The field.
    #[schema(min_length = 1, max_length = 100, example = "address.city")]
    field: String,
    /// The value that is looked for.
    #[schema(value_type = AttributeValueBody, example = "Bgd")]
    from: Value,
    /// The value in its place; `null` for none.
    #[schema(value_type = AttributeChangeBody, example = "Beograd")]
    to: Value,
}

/// What becomes of the tags, by their names: some come and go, or all are replaced.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"add": ["VIP"]}))]
pub struct BulkTagsBody {
    /// Tags that each customer gets. Others stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<String>>, max_items = 100)]
    add: Vec<String>,
    /// Tags that are taken from each customer. Others stay.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Option<Vec<String>>, max_items = 100)]
    remove: Vec<String>,
    /// All the tags that each customer has afterwards; not beside the other two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 100)]
    replace: Option<Vec<String>>,
}

impl BulkChangesBody {
    /// The changes as far as they can be read without looking anything up; pointers are below `/changes`.
    pub fn check(self) -> Result<GivenChanges, ApiError> {
        let mut invalid = Invalid::default();
        let tags = self.tags.map(|tags| tags.check(&mut invalid));
        let replacement = |given: BulkReplacementBody| GivenReplacement {
            field: given.field,
            from: FieldValue(given.from),
            to: FieldValue(given.to),
        };
        let given = GivenChanges {
            set: self.set.into_iter().map(|(field, value)| (field, FieldValue(value))).collect(),
            clear: self.clear,
            replace: self.replace.into_iter().map(replacement).collect(),
            tags,
        };
        invalid.finish()?;
        Ok(given)
    }
}

impl BulkTagsBody {
    fn check(self, invalid: &mut Invalid) -> GivenTags {
        let mut labels = |member: &str, names: Vec<String>| -> Vec<Label> {
            let names = names.into_iter().enumerate();
            let labels = names.filter_map(|(place, name)| {
                invalid.check(&format!("/changes/tags/{member}/{place}"), name.parse::<Label>())
            });
            labels.collect()
        };
        GivenTags {
            add: labels("add", self.add),
            remove: labels("remove", self.remove),
            replace: self.replace.map(|names| labels("replace", names)),
        }
    }
}

impl From<BulkChanges> for BulkChangesBody {
    fn from(changes: BulkChanges) -> Self {
        let BulkChanges { set, clear, replace, tags } = changes;
        let replacement = |Replacement { field, from, to }: Replacement| BulkReplacementBody {
            field: field.name(),
            from: from.0,
            to: to.0,
        };
        Self {
            set: set.into_iter().map(|(field, value)| (field.name(), value.0)).collect(),
            clear: clear.iter().map(regulars_customers::BulkField::name).collect(),
            replace: replace.into_iter().map(replacement).collect(),
            tags: tags.map(BulkTagsBody::from),
        }
    }
}

impl From<TagChanges> for BulkTagsBody {
    fn from(changes: TagChanges) -> Self {
        let names = |tags: Vec<NamedTag>| tags.into_iter().map(|tag| tag.name.into_string()).collect();
        match changes {
            TagChanges::Some { add, remove } => {
                Self { add: names(add), remove: names(remove), replace: None }
            }
            TagChanges::All(tags) => Self { replace: Some(names(tags)), ..Self::default() },
        }
    }
}
