//! Changes as they are kept: fields by name, with the id where it is an attribute; tags by id and name.

use regulars_customers::{
    BulkChanges, BulkField, FieldValue, KnownByField, NamedTag, PlainField, Replacement, TagChanges,
};
use regulars_kernel::{AttributeId, StoreError, TagId};
use serde_json::{Value as Json, json};

use super::edit_row::wrong;

pub(super) fn changes_to_json(changes: &BulkChanges) -> Json {
    let BulkChanges { set, clear, replace, tags } = changes;
    let set = set.iter().map(|(field, value)| json!({"field": field_to_json(field), "value": value.0}));
    let replace = replace.iter().map(
        |Replacement { field, from, to }| json!({"field": field_to_json(field), "from": from.0, "to": to.0}),
    );
    let tags = tags.as_ref().map(|tags| match tags {
        TagChanges::Some { add, remove } => json!({"add": tags_to_json(add), "remove": tags_to_json(remove)}),
        TagChanges::All(tags) => json!({"replace": tags_to_json(tags)}),
    });
    json!({
        "set": set.collect::<Vec<_>>(),
        "clear": clear.iter().map(field_to_json).collect::<Vec<_>>(),
        "replace": replace.collect::<Vec<_>>(),
        "tags": tags,
    })
}

pub(super) fn changes_from_json(json: &Json) -> Result<BulkChanges, StoreError> {
    let set = list(&json["set"])?
        .iter()
        .map(|one| Ok::<_, StoreError>((field_from_json(&one["field"])?, FieldValue(one["value"].clone()))));
    let replace = list(&json["replace"])?.iter().map(|one| {
        let (from, to) = (FieldValue(one["from"].clone()), FieldValue(one["to"].clone()));
        Ok::<_, StoreError>(Replacement { field: field_from_json(&one["field"])?, from, to })
    });
    let tags = match &json["tags"] {
        Json::Null => None,
        tags if tags.get("replace").is_some() => Some(TagChanges::All(tags_from_json(&tags["replace"])?)),
        tags => Some(TagChanges::Some {
            add: tags_from_json(&tags["add"])?,
            remove: tags_from_json(&tags["remove"])?,
        }),
    };
    Ok(BulkChanges {
        set: set.collect::<Result<_, _>>()?,
        clear: list(&json["clear"])?.iter().map(field_from_json).collect::<Result<_, _>>()?,
        replace: replace.collect::<Result<_, _>>()?,
        tags,
    })
}

pub(super) fn field_to_json(field: &BulkField) -> Json {
    match field {
        BulkField::Plain(_) | BulkField::KnownBy(_) | BulkField::Tags => json!({"name": field.name()}),
        BulkField::Attribute(id, key) => json!({"attribute": id.to_string(), "key": key.as_str()}),
    }
}

pub(super) fn field_from_json(json: &Json) -> Result<BulkField, StoreError> {
    if let Some(id) = json["attribute"].as_str() {
        let id: AttributeId = id.parse().map_err(wrong)?;
        return Ok(BulkField::Attribute(id, text(&json["key"])?.parse().map_err(wrong)?));
    }
    match text(&json["name"])? {
        BulkField::TAGS => Ok(BulkField::Tags),
        name => match KnownByField::from_name(name) {
            Some(field) => Ok(BulkField::KnownBy(field)),
            None => name.parse::<PlainField>().map(BulkField::Plain).map_err(wrong),
        },
    }
}

fn tags_to_json(tags: &[NamedTag]) -> Json {
    tags.iter().map(|tag| json!({"id": tag.id.to_string(), "name": tag.name.as_str()})).collect()
}

fn tags_from_json(json: &Json) -> Result<Vec<NamedTag>, StoreError> {
    let tags = list(json)?.iter().map(|tag| {
        let id: TagId = text(&tag["id"])?.parse().map_err(wrong)?;
        Ok(NamedTag { id, name: text(&tag["name"])?.parse().map_err(wrong)? })
    });
    tags.collect()
}

pub(super) fn list(json: &Json) -> Result<&Vec<Json>, StoreError> {
    json.as_array().ok_or_else(|| wrong("what should be a list is none"))
}

fn text(json: &Json) -> Result<&str, StoreError> {
    json.as_str().ok_or_else(|| wrong("what should be a text is none"))
}
