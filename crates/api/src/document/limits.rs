//! Every text, number and list has a limit.
//!
//! What requests carry is limited in the attributes of its type, and by what a format or a pattern allows anyway. What is
//! only answered is as long as the request that stored it may have been; of what the program itself writes the limits
//! stand here.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{Email, Label, Money};
use regulars_loyalty::PointTypeCode;
use regulars_purchases::PropertyName;
use regulars_service::ReceivedMail;
use serde_json::{Map, Value, json};

use super::unused::collect_references;

const SCHEMAS: &str = "/components/schemas";

/// Texts of a known format.
const FORMATS: &[(&str, usize)] =
    &[("uuid", 36), ("date", 10), ("date-time", 64), ("email", Email::MAX_LENGTH), ("uri", 2_500)];

/// Texts in requests whose type takes no attribute for them: members of lists and maps, and what a pattern limits.
const SENT: &[(&str, usize)] = &[
    ("AttributeLimit", 40),
    ("AttributeValue", Label::MAX_LENGTH),
    ("EventProperty", Label::MAX_LENGTH),
    ("accent", 7),
    ("add", Label::MAX_LENGTH),
    ("allowed_origins", 300),
    ("attributes", 40),
    ("background", 7),
    ("clear", 100),
    ("code", PointTypeCode::MAX_LENGTH),
    // A code that is too long is told at its place, as one that is too short.
    ("codes", 1_000),
    ("colour", 7),
    ("columns", 100),
    ("country", 40),
    ("coupons", Label::MAX_LENGTH),
    ("currency", 3),
    ("fields", 100),
    ("folders", Label::MAX_LENGTH),
    ("grant_type", 30),
    ("id", 100),
    ("merchant_key", 100),
    ("merged_cards", 64),
    ("number", 64),
    ("options", Label::MAX_LENGTH),
    ("properties", PropertyName::MAX_LENGTH),
    ("q", 100),
    ("quantity", 40),
    ("remove", Label::MAX_LENGTH),
    ("replace", Label::MAX_LENGTH),
    ("scopes", 100),
    ("segment", 100),
    ("set", 100),
    ("tags", Label::MAX_LENGTH),
    ("to", Email::MAX_LENGTH),
    ("token", 2_000),
    ("value", Label::MAX_LENGTH),
];

/// Texts that the program writes, or that it puts together of what was sent.
const WRITTEN: &[(&str, usize)] = &[
    ("access_token", 4_000),
    ("address", Email::MAX_LENGTH),
    ("alg", 10),
    ("api_key", 200),
    ("cards", 32),
    ("channel", 20),
    ("company", Label::MAX_LENGTH),
    ("content_type", 100),
    ("created_by", Label::MAX_LENGTH),
    ("crv", 20),
    ("description", 1_000),
    ("detail", 50_000),
    ("display_name", 500),
    ("error", 1_000),
    ("field", 100),
    ("figure_titles", Label::MAX_LENGTH),
    ("figures", 50),
    ("file_name", Label::MAX_LENGTH),
    ("headings", 400),
    ("headers", 4_000),
    ("html", 2_000_000),
    ("id", 100),
    ("key", 100),
    ("kid", 100),
    ("kind", 50),
    ("kinds", 50),
    ("kty", 10),
    ("Location", 2_500),
    ("next", 500),
    ("not_started", 1_000),
    ("number", 32),
    ("operators", 20),
    ("pause_detail", 2_000),
    ("period", 20),
    ("pointer", 2_000),
    ("prefix", 20),
    ("print_lines", 1_000),
    ("reason", 100),
    ("refresh_token", 500),
    ("refunded_quantity", 40),
    ("replaced_by", 32),
    ("request_id", 36),
    ("role", 20),
    ("samples", 60),
    ("secret", 200),
    ("sha256", 64),
    ("state", 50),
    ("status", 50),
    ("subject", 2_000),
    ("text", 2_000_000),
    ("time_zone", 100),
    ("title", 200),
    ("to", 320),
    ("token_type", 20),
    ("type", 2_500),
    ("url", 2_500),
    ("use", 10),
    ("value_titles", Label::MAX_LENGTH),
    ("values", Label::MAX_LENGTH),
    ("warning", 1_000),
    ("what", 100),
    ("x", 100),
];

/// Lists that the program makes. The items of a page are as many as a request can ask for.
const LISTS: &[(&str, usize)] = &[
    ("AttributeValue", 200),
    ("by_link", 1_000),
    ("cards", 1_000),
    ("cells", 25),
    ("changes", 1_000),
    ("channels", 10),
    ("classes", 25),
    ("columns", 200),
    ("conflicts", 300),
    ("coupons", 20),
    ("errors", 50),
    ("figures", 20),
    ("headings", 400),
    ("excluded", 50),
    ("items", 200),
    ("job_ids", 10),
    ("keys", 100),
    ("kinds", 20),
    ("latest_purchases", 100),
    ("lines", 500),
    ("moves", 200),
    ("newest_customers", 100),
    ("operators", 50),
    ("options", 200),
    ("orders", 1_000),
    ("points", 1_000),
    ("print_lines", 1_000),
    ("results", 500),
    ("sample", 100),
    ("scopes", 200),
    ("tags", 100),
    ("tenders", 20),
    ("top_customers", 100),
    ("upcoming_birthdays", 200),
    ("users", 100_000),
    ("values", 200),
    ("warnings", 1_000),
];

/// Answered numbers that may be below zero.
const SIGNED: &[&str] =
    &["ahead_by_seconds", "amount", "available", "left", "monetary", "points", "from_days", "to_days"];
/// The largest whole number that every client reads exactly (RFC 8259, section 6).
const EXACT: i64 = 9_007_199_254_740_991;

/// Limits everything that has no limit yet.
pub(super) fn limit_everything(document: &mut Value) {
    let sent = schemas_of_requests(document);
    let mut limits = Limits::default();
    for_each_schema(document, |name, schema| {
        if sent.contains(name) {
            limits.visit(name, schema, true);
        }
    });
    for_each_schema(document, |name, schema| {
        if !sent.contains(name) {
            limits.visit(name, schema, false);
        }
    });
    for (_, item) in document["paths"].as_object_mut().into_iter().flatten() {
        for (_, operation) in item.as_object_mut().into_iter().flatten() {
            for parameter in
                operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten()
            {
                let name = parameter["name"].as_str().unwrap_or_default().to_owned();
                limits.visit(&name, &mut parameter["schema"], true);
            }
            limit_content(&mut limits, operation.get_mut("requestBody"), true);
            for (_, response) in operation["responses"].as_object_mut().into_iter().flatten() {
                limit_headers(&mut limits, response);
                limit_content(&mut limits, Some(response), false);
            }
        }
    }
    for (_, response) in document["components"]["responses"].as_object_mut().into_iter().flatten() {
        limit_content(&mut limits, Some(response), false);
    }
}

fn schemas_of_requests(document: &Value) -> BTreeSet<String> {
    let mut sent = BTreeSet::new();
    for (_, item) in document["paths"].as_object().into_iter().flatten() {
        for (_, operation) in item.as_object().into_iter().flatten() {
            collect_references(&operation["requestBody"], &mut sent);
            collect_references(&operation["parameters"], &mut sent);
        }
    }
    loop {
        let mut further = sent.clone();
        for name in &sent {
            collect_references(&document["components"]["schemas"][name.as_str()], &mut further);
        }
        if further.len() == sent.len() {
            return sent;
        }
        sent = further;
    }
}

fn for_each_schema(document: &mut Value, mut each: impl FnMut(&str, &mut Value)) {
    let schemas = document.pointer_mut(SCHEMAS).and_then(Value::as_object_mut);
    schemas.into_iter().flatten().for_each(|(name, schema)| each(name, schema));
}

fn limit_headers(limits: &mut Limits, response: &mut Value) {
    for (name, header) in response.get_mut("headers").and_then(Value::as_object_mut).into_iter().flatten() {
        if let Some(schema) = header.get_mut("schema") {
            limits.visit(name, schema, false);
        }
    }
}

fn limit_content(limits: &mut Limits, part: Option<&mut Value>, is_sent: bool) {
    let content = part.and_then(|part| part.get_mut("content")).and_then(Value::as_object_mut);
    for (media_type, content) in content.into_iter().flatten() {
        let Some(schema) = content.get_mut("schema") else { continue };
        let most = match media_type.split('/').next() {
            // The largest image that is taken; what the program makes is smaller.
            Some("image") => 5 * 1_024 * 1_024,
            // The largest file that is taken, for what it did not become.
            _ if media_type == "text/csv" || media_type.contains("spreadsheetml") => 64 * 1_024 * 1_024,
            _ if media_type == "message/rfc822" => ReceivedMail::MOST_BYTES as u64,
            _ => 2_000_000,
        };
        if schema["type"] == "string" && schema.get("maxLength").is_none() {
            schema["maxLength"] = most.into();
        }
        limits.visit("", schema, is_sent);
    }
}

/// The limits of what requests carry, by the names of their members: the widest of each name.
#[derive(Default)]
struct Limits {
    texts: BTreeMap<String, u64>,
}

impl Limits {
    fn visit(&mut self, name: &str, schema: &mut Value, is_sent: bool) {
        let Some(members) = schema.as_object_mut() else { return };
        if is_of(members, "string") {
            self.limit_text(name, members, is_sent);
        }
        if is_of(members, "integer") {
            limit_number(name, members, is_sent);
        }
        if is_of(members, "array")
            && !members.contains_key("maxItems")
            && let Some(most) = named(LISTS, name)
        {
            members.insert("maxItems".to_owned(), most.into());
        }
        for (key, member) in members.iter_mut() {
            match (key.as_str(), member) {
                ("properties", Value::Object(properties)) => {
                    properties.iter_mut().for_each(|(name, property)| self.visit(name, property, is_sent));
                }
                ("items" | "additionalProperties" | "propertyNames", inner) => {
                    self.visit(name, inner, is_sent);
                }
                ("oneOf" | "anyOf" | "allOf", Value::Array(variants)) => {
                    variants.iter_mut().for_each(|variant| self.visit(name, variant, is_sent));
                }
                _ => {}
            }
        }
    }

    fn limit_text(&mut self, name: &str, schema: &mut Map<String, Value>, is_sent: bool) {
        if ["enum", "const"].iter().any(|key| schema.contains_key(*key)) {
            return;
        }
        if !schema.contains_key("maxLength") {
            let of_format =
                schema.get("format").and_then(Value::as_str).and_then(|format| named(FORMATS, format));
            let most = of_format.or_else(|| {
                let of_name = named(if is_sent { SENT } else { WRITTEN }, name);
                of_name.or_else(|| self.texts.get(name).copied().filter(|_| !is_sent))
            });
            if let Some(most) = most {
                schema.insert("maxLength".to_owned(), most.into());
            }
        }
        if let Some(most) = schema.get("maxLength").and_then(Value::as_u64).filter(|_| is_sent) {
            let widest = self.texts.entry(name.to_owned()).or_default();
            *widest = (*widest).max(most);
        }
    }
}

fn limit_number(name: &str, schema: &mut Map<String, Value>, is_sent: bool) {
    if schema.contains_key("enum") {
        return;
    }
    let is_short = schema.get("format").is_some_and(|format| format == "int32");
    let (least, most) = match (name, is_sent) {
        ("Amount", _) => (-Money::MAX_AMOUNT, Money::MAX_AMOUNT),
        // Whatever fits the type is kept.
        (_, true) => (i64::MIN, i64::MAX),
        (name, false) if SIGNED.contains(&name) => (-EXACT, EXACT),
        (_, false) if is_short => (0, i64::from(i32::MAX)),
        (_, false) => (0, EXACT),
    };
    let least = schema.entry("minimum").or_insert(json!(least)).as_i64().unwrap_or(i64::MIN);
    let most = schema.entry("maximum").or_insert(json!(most)).as_i64().unwrap_or(i64::MAX);
    let is_short = i32::try_from(least).is_ok() && i32::try_from(most).is_ok();
    schema.entry("format").or_insert(json!(if is_short { "int32" } else { "int64" }));
}

fn is_of(schema: &Map<String, Value>, kind: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(only)) => only == kind,
        Some(Value::Array(several)) => several.iter().any(|one| one == kind),
        _ => false,
    }
}

fn named(table: &[(&str, usize)], name: &str) -> Option<u64> {
    table.iter().find(|(known, _)| *known == name).and_then(|(_, most)| u64::try_from(*most).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document;

    /// Who bought: what cannot be read is a warning, however long it is, since it must not cost the receipt.
    const UNLIMITED: [&str; 2] = ["Identify/card", "Identify/phone"];

    fn without_limit(value: &Value, place: &str, found: &mut Vec<String>) {
        let Some(members) = value.as_object() else {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                without_limit(item, &format!("{place}/{index}"), found);
            }
            return;
        };
        let has = |key: &str| members.contains_key(key);
        let misses = |kind: &str, any: &[&str]| is_of(members, kind) && !any.iter().any(|key| has(key));
        if misses("string", &["maxLength", "enum", "const"])
            || misses("array", &["maxItems"])
            || misses("integer", &["maximum"])
            || misses("integer", &["minimum"])
            || misses("integer", &["format"])
        {
            found.push(place.to_owned());
        }
        for (name, member) in members {
            if !matches!(name.as_str(), "example" | "examples" | "default") {
                let name = if name == "properties" { "" } else { name };
                without_limit(member, format!("{place}/{name}").trim_end_matches('/'), found);
            }
        }
    }

    #[test]
    fn everything_has_a_limit() {
        let document = document();
        let mut found = Vec::new();
        without_limit(&document["components"]["schemas"], "", &mut found);
        without_limit(&document["paths"], "", &mut found);
        found.retain(|place| !UNLIMITED.contains(&place.trim_start_matches('/')));
        assert!(found.is_empty(), "{}", found.join("\n"));
    }

    #[test]
    fn an_answer_may_be_as_long_as_the_request_that_stored_it() {
        let document = document();
        let schemas = &document["components"]["schemas"];
        assert_eq!(schemas["Customer"]["properties"]["first_name"]["maxLength"], 200);
        assert_eq!(schemas["Newsletter"]["properties"]["intro"]["maxLength"], 4000);
        assert_eq!(schemas["StoreList"]["properties"]["items"]["maxItems"], 200);
    }
}
