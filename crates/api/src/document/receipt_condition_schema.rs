//! The grammar of conditions on receipts as a schema. It refers to itself, which cannot be derived from a type.

use regulars_kernel::{Label, Money};
use regulars_loyalty::ReceiptCondition;
use serde_json::{Value, json};

use crate::v1::programmes::earning_rules::{
    LIST_FIELDS, MOST_VALUES, NUMBER_FIELDS, OPERATOR_OF_LISTS, OPERATORS_OF_NUMBERS,
};

const CONDITION: &str = "#/components/schemas/ReceiptCondition";

/// Puts the grammar in the place of what the document has under its name.
pub fn add_receipt_condition_schema(document: &mut Value) {
    document["components"]["schemas"]["ReceiptCondition"] = condition();
}

fn condition() -> Value {
    let one = json!({"$ref": CONDITION});
    let several = json!({"type": "array", "items": one, "maxItems": ReceiptCondition::MOST_NODES - 1});
    json!({
        "title": "ReceiptCondition",
        "description": format!(
            "Which receipts are meant: a tree of at most {} nodes in {} levels, as filters are. `receipt.total` (minor units) and \
                `receipt.line_count` are compared by `gte` and `lte`; of the others, one of several values is asked by `in`. \
                `receipt.weekday` is 1 for Monday to 7 for Sunday, `receipt.hour` 0 to 23, both in the merchant's time zone. \
                `receipt.tender` is `money`, `points`, `coupon`, or a method of money such as `cash`. `receipt.sku` and \
                `receipt.category` ask for a line of such goods; a category means everything under it. A receipt without a store \
                or a terminal is in none of those that are asked for.",
            ReceiptCondition::MOST_NODES,
            ReceiptCondition::MOST_DEPTH,
        ),
        "oneOf": [
            node("All of these hold", "all", &several),
            node("One of these holds", "any", &several),
            node("This does not hold", "not", &one),
            test(),
        ],
        "examples": [
            {"all": [
                {"field": "receipt.total", "op": "gte", "value": 50_000},
                {"field": "receipt.weekday", "op": "in", "value": [6, 7]},
            ]},
            {"not": {"field": "receipt.tender", "op": "in", "value": ["points"]}},
        ],
    })
}

/// An object with one key.
fn node(title: &str, key: &str, value: &Value) -> Value {
    object(title, &json!({key: value}), &[key])
}

fn object(title: &str, properties: &Value, required: &[&str]) -> Value {
    json!({
        "type": "object", "title": title, "properties": properties, "required": required,
        "additionalProperties": false
    })
}

fn test() -> Value {
    let fields: Vec<&str> = NUMBER_FIELDS.into_iter().chain(LIST_FIELDS).collect();
    let operators: Vec<&str> = OPERATORS_OF_NUMBERS.into_iter().chain([OPERATOR_OF_LISTS]).collect();
    let number = json!({"type": "integer", "minimum": -Money::MAX_AMOUNT, "maximum": Money::MAX_AMOUNT});
    let text = json!({"type": "string", "minLength": 1, "maxLength": Label::MAX_LENGTH});
    let values =
        json!({"type": "array", "items": {"anyOf": [text, number]}, "minItems": 1, "maxItems": MOST_VALUES});
    let properties = json!({
        "field": {"type": "string", "enum": fields},
        "op": {"type": "string", "enum": operators},
        "value": {
            "description": "What the field is compared with: a whole number for `gte` and `lte`, a list for `in`.",
            "anyOf": [values, number],
        },
    });
    object("A question about the receipt", &properties, &["field", "op", "value"])
}
