//! Whatever changes something leaves a note of it.

use regulars_tests::{Contents, Contract};
use reqwest::Method;

use crate::document::demo::{Demo, needs_a_link};

/// What changes nothing that the trail is about, or stands in a ledger of its own.
const NOT_NOTED: &[(&str, &str)] = &[
    ("create_token", "signing in changes nothing of the merchant"),
    ("revoke_token", "signing out changes nothing of the merchant"),
    ("record_cart", "a cart is a record of its own"),
    ("record_event", "an event is a record of its own"),
    ("record_purchase", "a receipt is a record of its own"),
    ("upload_purchases", "receipts are records of their own"),
    ("refund_purchase", "a refund is a record of its own"),
    ("request_regular", "the ledger of consents tells what is confirmed"),
    ("record_consent", "the ledger of consents tells it"),
    ("record_objection", "the ledger of consents tells it"),
    ("lift_restriction", "the customer of the example is not restricted before the operation behind it"),
    ("delete_customers", "each customer that the worker erases is noted"),
    ("cancel_customer_deletion", "nobody is changed by it"),
    ("send_opt_in_mail", "the ledger of consents tells what is confirmed"),
    ("create_invoice_reminder", "the list of reminders tells who asked for it"),
    ("search_customers", "it reads"),
    ("preview_segment", "it reads"),
    ("simulate_receipt", "it reads"),
    ("create_past_simulation", "it tries, and changes nothing of the programme"),
    ("cancel_past_simulation", "it stops what only tries"),
    ("preview_programme_tiers", "it reads"),
    ("validate_coupon", "it reads"),
    ("reserve_coupon", "a use of a coupon is a record of its own"),
    ("redeem_coupon", "a use of a coupon is a record of its own"),
    ("release_coupon", "a use of a coupon is a record of its own"),
    ("give_coupon", "a code that belongs to a customer is a record of its own"),
    ("audit_points", "it reads"),
    ("create_referral_code", "a code is a record of its own"),
    ("create_point_reservation", "the ledger of points tells it"),
    ("capture_point_reservation", "the ledger of points tells it"),
    ("release_point_reservation", "the ledger of points tells it"),
    ("add_reward_codes", "the movement of the stock is a record of its own"),
    ("create_stock_movement", "the movement of the stock is a record of its own"),
    ("preview_newsletter", "it reads"),
    ("send_newsletter_tests", "a test changes nothing of the newsletter"),
    ("grant_quota_packs", "the ledger of the quota tells it"),
    ("order_quota_packs", "the list of orders tells it"),
    ("create_customer_import", "a file changes nobody before it is committed"),
    ("update_customer_import", "a file changes nobody before it is committed"),
    ("commit_customer_import", "each customer that the worker makes or changes is noted"),
    ("undo_customer_import", "each customer that the worker removes or changes back is noted"),
    ("create_bulk_edit", "each customer that the worker changes is noted"),
    ("undo_bulk_edit", "each customer that the worker changes back is noted"),
    ("cancel_job", "what the job did to each customer is noted"),
    ("issue_card_link", "links to cards are records of their own, each with when it was issued and revoked"),
    ("issue_export_link", "a link changes nothing; who has asked for the file is noted"),
    ("delete_export", "the erasure of the examples has taken the file away before"),
    ("take_tag", "the customer of the example gets the tag by the operation behind it"),
    ("recompute_rfm", "it sets nothing"),
    ("update_merchant_of_platform", "the example sets what is set"),
    ("pause_newsletter", "the demo's newsletter is paused already"),
    ("set_test_clock", "the clock of a sandbox is no setting"),
];

#[tokio::test]
async fn every_operation_that_changes_something_is_noted() {
    let (contract, demo) = (Contract::of_the_program(), Demo::start().await);
    let contents = Contents::of(demo.database()).await;
    let count = async || contents.column("SELECT CAST(count(*) AS TEXT) FROM audit_events").await[0].clone();
    let mut complaints = Vec::new();
    for operation in contract.operations() {
        if operation.method == Method::GET || needs_a_link(operation) {
            continue;
        }
        let before = count().await;
        let answer = demo.call(operation).await;
        let noted = count().await != before;
        let listed = NOT_NOTED.iter().any(|(name, _)| *name == operation.id);
        match (noted, listed) {
            (true, true) => {
                complaints.push(format!("{} is noted, and listed as if it were not", operation.id));
            }
            (false, false) => complaints.push(format!("{} leaves no note ({})", operation.id, answer.status)),
            _ => {}
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
