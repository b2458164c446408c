//! The columns of an import and what holds for every row, as JSON.

use std::str::FromStr;

use regulars_interchange::{DataConsentOption, ImportOptions, MappedHeading, TableColumn};
use regulars_kernel::StoreError;
use serde_json::{Value, json};

use super::import_row::wrong;

/// Writes columns.
pub(super) fn columns_to_json(columns: &[TableColumn]) -> Value {
    columns
        .iter()
        .map(|column| {
            let TableColumn { heading, target, problem, policy, filled, samples, date_order } = column;
            json!({
                "heading": heading,
                "target": target.as_ref().map(ToString::to_string),
                "problem": problem.map(|problem| problem.name()),
                "policy": policy.name(),
                "filled": filled,
                "samples": samples,
                "date_order": date_order.name(),
            })
        })
        .collect()
}

/// Reads what [`columns_to_json`] has written.
pub(super) fn columns_from_json(json: &Value) -> Result<Vec<TableColumn>, StoreError> {
    let columns = json.as_array().ok_or_else(|| wrong("there are no columns"))?;
    columns.iter().map(column_from_json).collect()
}

fn column_from_json(json: &Value) -> Result<TableColumn, StoreError> {
    let samples =
        json.get("samples").and_then(Value::as_array).ok_or_else(|| wrong("there are no samples"))?;
    Ok(TableColumn {
        heading: text(json, "heading").map(str::to_owned),
        target: optional(json, "target")?,
        problem: optional(json, "problem")?,
        policy: required(json, "policy")?,
        filled: json.get("filled").and_then(Value::as_u64).unwrap_or_default(),
        samples: samples.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        date_order: required(json, "date_order")?,
    })
}

/// Writes options.
pub(super) fn options_to_json(options: &ImportOptions) -> Value {
    let ImportOptions { possible_duplicates, data_consent, date_order, mapping } = options;
    json!({
        "possible_duplicates": possible_duplicates.name(),
        "data_consent_source": data_consent.as_ref().map(|consent| consent.source.as_str()),
        "data_consent_text": data_consent
            .as_ref()
            .and_then(|consent| consent.text_version.as_ref())
            .map(|version| version.as_str()),
        "date_order": date_order.map(|order| order.name()),
        "mapping": mapping.map(|mapping| mapping.to_string()),
    })
}

/// Reads what [`options_to_json`] has written.
pub(super) fn options_from_json(json: &Value) -> Result<ImportOptions, StoreError> {
    let source = optional(json, "data_consent_source")?;
    let text_version = optional(json, "data_consent_text")?;
    Ok(ImportOptions {
        possible_duplicates: required(json, "possible_duplicates")?,
        data_consent: source.map(|source| DataConsentOption { source, text_version }),
        date_order: optional(json, "date_order")?,
        mapping: optional(json, "mapping")?,
    })
}

/// Writes what headings are about.
pub(super) fn headings_to_json(columns: &[MappedHeading]) -> Value {
    columns
        .iter()
        .map(|MappedHeading { heading, target, policy }| {
            let target = target.as_ref().map(ToString::to_string);
            json!({"heading": heading.as_str(), "target": target, "policy": policy.name()})
        })
        .collect()
}

/// Reads what [`headings_to_json`] has written.
pub(super) fn headings_from_json(json: &Value) -> Result<Vec<MappedHeading>, StoreError> {
    let columns = json.as_array().ok_or_else(|| wrong("there are no headings"))?;
    let columns = columns.iter().map(|column| {
        Ok(MappedHeading {
            heading: required(column, "heading")?,
            target: optional(column, "target")?,
            policy: required(column, "policy")?,
        })
    });
    columns.collect()
}

fn text<'a>(json: &'a Value, member: &str) -> Option<&'a str> {
    json.get(member).and_then(Value::as_str)
}

fn optional<T: FromStr<Err: std::fmt::Display>>(json: &Value, member: &str) -> Result<Option<T>, StoreError> {
    text(json, member).map(|text| text.parse().map_err(wrong)).transpose()
}

fn required<T: FromStr<Err: std::fmt::Display>>(json: &Value, member: &str) -> Result<T, StoreError> {
    optional(json, member)?.ok_or_else(|| wrong(format!("there is no {member}")))
}
