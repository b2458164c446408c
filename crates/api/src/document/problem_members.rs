//! The members that problems of some kinds have besides those of all.

use serde_json::{Value, json};

use crate::error::OAUTH_ERRORS;

/// Declares them: each is there for the kinds that its description names.
pub fn declare_problem_members(document: &mut Value) {
    let uuid = |description: &str| json!({"type": "string", "format": "uuid", "description": description});
    let count = |description: &str| json!({"type": "integer", "format": "int64", "minimum": 0, "description": description});
    let members = [
        ("needed", count("`quota_exhausted`: how many messages would be sent.")),
        (
            "available",
            count(
                "`quota_exhausted`: how many may be. `insufficient_points`: how many points there are, in the smallest \
                 part of their type.",
            ),
        ),
        ("left", count("`conflict` of an order of a reward: how many more the customer can order.")),
        ("order_id", uuid("`conflict` of a reservation: the order that it belongs to.")),
        ("shortfall", count("`quota_exhausted`: how many are missing.")),
        ("audience", count("`empty_audience`: how many are meant, of whom none is reached.")),
        ("purchase_id", uuid("`receipt_conflict`: the purchase that was recorded.")),
        ("refund_id", uuid("`receipt_conflict` of a refund: the refund that was recorded.")),
        ("customer_id", uuid("`probably_registered`: the customer who is probably the same person.")),
        (
            "agreement_id",
            uuid("`conflict` of an agreed price: the agreement that holds on some of the days."),
        ),
        ("company_id", uuid("`conflict` of a tax number: the company that has it.")),
        ("merged_into", uuid("`merged`: the customer that it is part of now.")),
        (
            "conflicts",
            json!({"type": "array", "description": "`conflict` of a merge that is to be undone: what was written since.",
                "items": {"$ref": "#/components/schemas/UndoConflict"}}),
        ),
        (
            "reason",
            json!({"type": "string", "description": "`conflict`, `unavailable`, and `validation_failed` of a coupon that may not \
                be used: why, as a word for programs."}),
        ),
        (
            "error",
            json!({"type": "string", "enum": OAUTH_ERRORS,
                "description": "Of `POST /v1/auth/token`: the kind as clients of OAuth know it (RFC 6749, section 5.2)."}),
        ),
        (
            "users",
            json!({"type": "array", "description": "`in_use`: what refers to it.", "items": {
                "$ref": "#/components/schemas/UserOfResource"
            }}),
        ),
    ];
    let schemas = &mut document["components"]["schemas"];
    if let Some(properties) = schemas["Problem"]["properties"].as_object_mut() {
        properties.extend(members.map(|(name, schema)| (name.to_owned(), schema)));
    }
    schemas["UndoConflict"] = json!({
        "type": "object",
        "description": "What was written since a merge and would be lost if it were undone.",
        "properties": {
            "what": {"type": "string", "description": "A field of the customer, `consents`, `purchases`, \
                `points`, `external_id_taken`, `objection`, `later_merge`, `merged_on`, or `erased`."},
            "detail": {"type": "string", "description": "The same in words."},
        },
        "required": ["what", "detail"],
    });
    schemas["UserOfResource"] = json!({
        "type": "object",
        "description": "What refers to a resource that was to be deleted.",
        "properties": {
            "kind": {"type": "string", "description": "What it is, as `segment` or `newsletter`."},
            "id": uuid("Its id."),
            "name": {"type": "string", "description": "Its name."},
        },
        "required": ["kind", "id", "name"],
    });
}
