mod batch;
mod counted_at;
mod handed_back;
mod list;
mod record;
mod refund;
pub mod regular_request;
mod rhythm;
mod waiting_refunds;
mod warnings;

use serde_json::{Value, json};

/// A receipt of one line of coffee for 180 dinars.
pub fn coffee(number: &str) -> Value {
    json!({
        "receipt_number": number, "occurred_at": "2026-11-20T16:30:00Z", "currency": "RSD",
        "lines": [{"sku": "1001", "name": "Kafa", "quantity": "2", "unit_price": 9000, "total": 18000}],
        "total": 18000
    })
}
