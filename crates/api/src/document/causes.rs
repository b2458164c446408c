//! Which kinds of problems an operation can answer with.
//!
//! Most follow from its form: what takes a body can get one that cannot be read. The others are named here, by operation;
//! the tests refuse an answer whose kind its operation does not name.

use serde_json::{Value, json};

use crate::error::Code;

use Code::{
    AnswerNotKept, Conflict, EmptyAudience, Forbidden, InUse, InsufficientPoints, Merged, NoMailRelay,
    NoSender, NotFound, ProbablyRegistered, QuotaExhausted, ReceiptConflict, TooExpensive, Unauthorized,
};

/// What an operation can answer with besides what follows from its form.
const OWN: &[(&str, &[Code])] = &[
    ("add_reward_codes", &[Conflict]),
    ("agree_offer_prices", &[Conflict]),
    ("approve_point_accrual", &[Conflict]),
    ("approve_point_adjustment", &[Conflict, InsufficientPoints]),
    ("assign_card", &[Conflict]),
    ("audit_points", &[TooExpensive]),
    ("block_card", &[Conflict]),
    ("cancel_customer_deletion", &[Conflict]),
    ("cancel_job", &[Conflict]),
    ("cancel_newsletter", &[Conflict]),
    ("cancel_past_simulation", &[Conflict]),
    ("cancel_point_accrual", &[Conflict]),
    ("cancel_reward_order", &[Conflict]),
    ("capture_point_reservation", &[Conflict]),
    ("commit_customer_import", &[Conflict]),
    ("confirm_reward_order", &[Conflict]),
    ("create_api_key", &[AnswerNotKept]),
    ("create_attribute", &[Conflict]),
    ("create_bulk_edit", &[NotFound, TooExpensive]),
    ("create_case", &[NotFound]),
    ("create_case_message", &[Conflict]),
    ("create_company", &[Conflict]),
    ("create_company_document", &[Conflict]),
    ("create_company_employee", &[Conflict]),
    ("create_company_offer", &[Conflict]),
    ("create_consent_text", &[Conflict]),
    ("create_coupon_campaign", &[NotFound]),
    ("create_coupon_codes", &[Conflict]),
    ("create_credit_note", &[Conflict, ReceiptConflict]),
    ("create_customer", &[Conflict, NoMailRelay, NoSender]),
    ("create_customer_export", &[Conflict, NotFound, TooExpensive]),
    ("create_customer_file", &[Conflict]),
    ("create_customer_import", &[NotFound]),
    ("create_data_export", &[Conflict]),
    ("create_document_version", &[Conflict]),
    ("create_earning_rule", &[Conflict, TooExpensive]),
    ("create_import_mapping", &[Conflict]),
    ("create_invoice", &[Conflict, NotFound]),
    ("create_invoice_payment", &[Conflict]),
    ("create_invoice_reminder", &[Conflict, NoMailRelay, NoSender]),
    ("create_merchant", &[Conflict]),
    ("create_newsletter", &[NotFound, TooExpensive]),
    ("create_pairing_code", &[NotFound, AnswerNotKept]),
    ("create_past_simulation", &[Conflict, TooExpensive]),
    ("create_point_accrual", &[Conflict, NotFound, TooExpensive]),
    ("create_point_adjustment", &[Conflict, InsufficientPoints]),
    ("create_point_operation_export", &[Conflict]),
    ("create_point_reservation", &[Conflict, InsufficientPoints]),
    ("create_point_transfer", &[Conflict, InsufficientPoints]),
    ("create_point_type", &[Conflict]),
    ("create_price_agreement", &[Conflict]),
    ("create_programme", &[NotFound]),
    ("create_programme_member", &[Conflict]),
    ("create_purchase_export", &[Conflict, NotFound]),
    ("create_referral_code", &[Conflict]),
    ("create_reward", &[NotFound]),
    ("create_reward_order", &[Conflict, InsufficientPoints, NotFound]),
    ("create_segment", &[Conflict, TooExpensive]),
    ("create_stock_movement", &[Conflict]),
    ("create_store", &[Conflict]),
    ("create_survey_invitation", &[Conflict]),
    ("create_tag", &[Conflict]),
    ("create_token", &[Forbidden, Unauthorized]),
    ("create_user", &[Conflict]),
    ("create_view", &[Conflict, TooExpensive]),
    ("create_web_form", &[Conflict]),
    ("delete_attribute", &[InUse]),
    ("delete_company", &[InUse]),
    ("delete_coupon_campaign", &[Conflict, InUse]),
    ("delete_customers", &[NotFound, TooExpensive]),
    ("delete_mail_drop", &[NotFound]),
    ("delete_mailbox", &[NotFound]),
    ("delete_newsletter", &[Conflict]),
    ("delete_offer", &[Conflict]),
    ("delete_point_type", &[Conflict, InUse]),
    ("delete_programme", &[Conflict, InUse]),
    ("delete_reward", &[Conflict, InUse]),
    ("delete_segment", &[Conflict, InUse]),
    ("delete_survey", &[Conflict, InUse]),
    ("delete_tag", &[InUse]),
    ("delete_template", &[Conflict, InUse]),
    ("dismiss_duplicates", &[NotFound]),
    ("download_invoice_file", &[TooExpensive]),
    ("enroll_customer", &[Conflict]),
    ("get_credit_note_ubl", &[Conflict]),
    ("get_customer_mail_drop", &[Conflict]),
    ("get_data_export_file", &[Conflict]),
    ("get_export_file", &[Conflict]),
    ("get_invoice_ubl", &[Conflict]),
    ("get_mail_drop", &[NotFound]),
    ("get_mailbox", &[NotFound]),
    ("get_programme_liability", &[Conflict, TooExpensive]),
    ("get_sandbox_mailbox", &[NotFound]),
    ("give_coupon", &[Conflict, NotFound]),
    ("import_coupon_codes", &[Conflict]),
    ("issue_card", &[Conflict]),
    ("issue_card_link", &[Conflict]),
    ("issue_export_link", &[Conflict]),
    ("issue_reward_order", &[Conflict]),
    ("list_companies", &[TooExpensive]),
    ("list_company_timeline_entries", &[TooExpensive]),
    ("list_customers", &[NotFound, TooExpensive]),
    ("list_duplicates", &[TooExpensive]),
    ("list_newsletters", &[TooExpensive]),
    ("list_sandbox_messages", &[TooExpensive]),
    ("list_segment_customers", &[TooExpensive]),
    ("list_segments", &[TooExpensive]),
    ("merge_cards", &[Conflict]),
    ("merge_customers", &[NotFound, Merged]),
    ("pair_terminal", &[NotFound]),
    ("pause_newsletter", &[Conflict]),
    ("pick_reward_order", &[Conflict]),
    ("preview_newsletter", &[Conflict]),
    ("preview_programme_tiers", &[TooExpensive]),
    ("preview_segment", &[TooExpensive]),
    ("ready_reward_order", &[Conflict]),
    ("recap_newsletter", &[TooExpensive]),
    ("record_cart", &[NotFound]),
    ("record_event", &[Conflict, NotFound]),
    ("record_purchase", &[NotFound, InsufficientPoints, ReceiptConflict]),
    ("redeem_coupon", &[Conflict]),
    ("refund_purchase", &[ReceiptConflict]),
    ("refuse_point_adjustment", &[Conflict]),
    ("register_member", &[Conflict, NotFound, ProbablyRegistered]),
    ("reject_point_accrual", &[Conflict]),
    ("reject_reward_order_return", &[Conflict]),
    ("release_coupon", &[Conflict]),
    ("release_point_reservation", &[Conflict]),
    ("replace_card", &[Conflict]),
    ("request_regular", &[Conflict, NoMailRelay, NoSender]),
    ("request_reward_order_return", &[Conflict]),
    ("reserve_coupon", &[Conflict]),
    ("resume_newsletter", &[Conflict, NoMailRelay, NoSender]),
    ("return_reward_order", &[Conflict]),
    ("revise_offer", &[Conflict]),
    ("rotate_mail_drop", &[AnswerNotKept]),
    ("schedule_newsletter", &[Conflict, NoMailRelay, NoSender]),
    ("search_customers", &[TooExpensive]),
    ("send_newsletter", &[Conflict, EmptyAudience, QuotaExhausted, NoMailRelay, NoSender, TooExpensive]),
    ("send_newsletter_tests", &[Conflict, QuotaExhausted, NoMailRelay, NoSender]),
    ("send_offer", &[Conflict, NoMailRelay, NoSender]),
    ("send_opt_in_mail", &[Conflict, NoMailRelay, NoSender]),
    ("set_programme_tiers", &[InUse]),
    ("set_referral_scheme", &[Conflict]),
    ("set_rfm_settings", &[InUse]),
    ("set_test_clock", &[Conflict]),
    ("ship_reward_order", &[Conflict]),
    ("undo_bulk_edit", &[Conflict]),
    ("undo_customer_import", &[Conflict]),
    ("undo_customer_merge", &[Conflict]),
    ("undo_point_accrual", &[Conflict]),
    ("update_attribute", &[Conflict, InUse]),
    ("update_case", &[Conflict]),
    ("update_company", &[Conflict]),
    ("update_coupon_campaign", &[Conflict]),
    ("update_customer", &[Conflict]),
    ("update_customer_import", &[Conflict]),
    ("update_earning_rule", &[Conflict, TooExpensive]),
    ("update_invoice", &[Conflict]),
    ("update_merchant", &[NotFound]),
    ("update_newsletter", &[Conflict, TooExpensive]),
    ("update_offer", &[Conflict]),
    ("update_price_agreement", &[Conflict]),
    ("update_programme", &[Conflict]),
    ("update_reward", &[Conflict]),
    ("update_segment", &[Conflict, TooExpensive]),
    ("update_store", &[Conflict]),
    ("update_survey", &[Conflict]),
    ("update_tag", &[Conflict]),
    ("update_template", &[Conflict]),
    ("update_user", &[Conflict]),
    ("update_view", &[TooExpensive]),
    ("void_coupon_batch", &[Conflict]),
    ("withdraw_offer", &[Conflict]),
];

/// Every kind of problem that the operation can answer with, in the order of [`Code::ALL`].
///
/// `has_key` says whether it takes an `Idempotency-Key`, `is_public` whether it needs no credential.
pub(super) fn causes_of(
    path: &str,
    method: &str,
    operation: &Value,
    has_key: bool,
    is_public: bool,
) -> Vec<Code> {
    let id = operation["operationId"].as_str().unwrap_or_default();
    let has_body = operation.get("requestBody").is_some();
    let has_parameters = operation["parameters"].as_array().is_some_and(|parameters| !parameters.is_empty());
    let is_change = matches!(method, "post" | "patch" | "put" | "delete");
    let own = OWN.iter().find(|(named, _)| *named == id).map_or(&[][..], |(_, codes)| codes);
    let follows = |code: Code| match code {
        Code::MalformedRequest
        | Code::HeadTooLarge
        | Code::RateLimited
        | Code::Internal
        | Code::TooManyConnections
        | Code::Unavailable => true,
        Code::MalformedBody
        | Code::BodyTimeout
        | Code::HeadTimeout
        | Code::BodyTooLarge
        | Code::UnsupportedMediaType => has_body,
        Code::Unauthorized | Code::Forbidden => !is_public,
        Code::NotFound => path.contains('{'),
        // Whatever is asked of a customer who was merged.
        Code::Merged => path == "/v1/customers/{id}" || path.starts_with("/v1/customers/{id}/"),
        // A parameter that the operation does not have is refused, by those without parameters too.
        Code::ValidationFailed => has_body || has_parameters || !is_public,
        Code::IdempotencyMismatch => has_key,
        Code::Contended => is_change,
        Code::PreconditionFailed => takes_if_match(path, method) && !is_public,
        _ => false,
    };
    Code::ALL.iter().copied().filter(|code| follows(*code) || own.contains(code)).collect()
}

/// Whether an operation of that method honours `If-Match`. The test clock has no
/// state to be compared with.
pub(super) fn takes_if_match(path: &str, method: &str) -> bool {
    matches!(method, "patch" | "delete") || (method == "put" && path != "/v1/test-clock")
}

/// An example of a problem of that kind, with the members that its kind has.
pub(super) fn example_of(code: Code) -> Value {
    let mut value = json!({
        "type": format!("https://regulars.example/problems/{}", code.name()),
        "title": code.title(),
        "status": code.status(),
        "detail": format!("{} {}", code.happened(), code.remedy()),
        "code": code.name(),
        "request_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a",
    });
    let further = match code {
        Code::ValidationFailed => {
            json!({"errors": [{"pointer": "/name", "code": "required", "detail": "is required"}]})
        }
        Code::ReceiptConflict => json!({
            "purchase_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0",
            "errors": [{"pointer": "/total", "code": "differs", "detail": "recorded: 24900; sent: 25900"}],
        }),
        Code::ProbablyRegistered => json!({"customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"}),
        Code::QuotaExhausted => json!({"needed": 3_000, "available": 2_500, "shortfall": 500}),
        Code::InsufficientPoints => json!({"available": 120}),
        Code::EmptyAudience => json!({"audience": 12}),
        Code::InUse => json!({"users": [{
            "kind": "newsletter", "id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0", "name": "Vikend ponuda",
        }]}),
        _ => json!({}),
    };
    if let (Some(members), Value::Object(further)) = (value.as_object_mut(), further) {
        members.extend(further);
    }
    json!({"summary": code.title(), "value": value})
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::document;

    #[test]
    fn only_operations_of_the_document_are_named_and_each_once() {
        let document = document();
        let operations: Vec<&str> = document["paths"]
            .as_object()
            .unwrap()
            .values()
            .flat_map(|item| item.as_object().unwrap().values())
            .map(|operation| operation["operationId"].as_str().unwrap())
            .collect();
        for (place, (id, _)) in OWN.iter().enumerate() {
            assert!(operations.contains(id), "{id} is no operation");
            assert!(place == 0 || OWN[place - 1].0 < *id, "{id} is not in its place");
        }
    }
}
