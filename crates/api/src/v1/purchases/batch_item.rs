//! One item of a batch, and what became of it.

use chrono::{DateTime, NaiveDate, Utc};
use regulars_flows::{BatchItem, ItemOutcome};
use regulars_identity::MerchantFacts;
use regulars_kernel::PurchaseId;
use regulars_purchases::{ReceiptNumber, ReceiptReference, RefundOutcome, Source};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::PurchaseAnswerBody;
use super::new_body::NewPurchaseBody;
use super::new_refund_body::NewRefundBody;
use super::refund_body::RefundBody;
use crate::error::{ApiError, Invalid, Problem};
use crate::extract::parse_json;
use crate::request_rules::RequestRules;

/// An item of a batch, as the document shows it.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(dead_code, reason = "items are parsed one by one, so that a wrong one does not cost the others")]
pub enum BatchItemBody {
    /// A receipt.
    Purchase(NewPurchaseBody),
    /// A refund of a receipt that was recorded, is in the same batch, or will come later.
    Refund(BatchRefundBody),
}

/// A refund in a batch: it names its receipt.
#[derive(Deserialize, ToSchema)]
#[expect(dead_code, reason = "as above")]
pub struct BatchRefundBody {
    /// The receipt that it belongs to.
    receipt: ReceiptReferenceBody,
    /// The refund itself.
    #[serde(flatten)]
    refund: NewRefundBody,
}

/// The receipt that a refund belongs to: by id, or by what a till knows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"receipt_number": "2026-000123", "business_date": "2026-11-20"}))]
pub struct ReceiptReferenceBody {
    /// The purchase's id.
    purchase_id: Option<Uuid>,
    /// The receipt's number.
    #[schema(min_length = 1, max_length = 64)]
    receipt_number: Option<String>,
    /// Who numbered the receipt; by default as the refund.
    #[schema(min_length = 1, max_length = 64)]
    source: Option<String>,
    /// The day that the receipt is booked on. Without it and `occurred_at` the only receipt with that number from this
    /// source within the 400 days before the refund is meant; where there are several, name the day.
    business_date: Option<NaiveDate>,
    /// When the sale happened; tells the day when `business_date` is absent.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    occurred_at: Option<DateTime<Utc>>,
}

impl ReceiptReferenceBody {
    fn check(self) -> Result<ReceiptReference, ApiError> {
        let mut invalid = Invalid::default();
        let Self { purchase_id, receipt_number, source, business_date, occurred_at } = self;
        if let Some(id) = purchase_id {
            return Ok(ReceiptReference::Purchase(PurchaseId::new(id)));
        }
        let number = receipt_number.map(|number| number.parse::<ReceiptNumber>());
        let number = invalid.check_option("/receipt/receipt_number", number);
        let source = invalid.check_option("/receipt/source", source.map(|source| source.parse::<Source>()));
        match (number, source) {
            (Some(Some(number)), Some(source)) => {
                Ok(ReceiptReference::Receipt { source, number, business_date, occurred_at })
            }
            (Some(None), _) => {
                invalid.add("/receipt", "required", "must have purchase_id or receipt_number");
                Err(invalid.into())
            }
            _ => Err(invalid.into()),
        }
    }
}

/// The checked item.
pub fn check_item(item: Value, rules: &RequestRules, facts: &MerchantFacts) -> Result<BatchItem, ApiError> {
    if let Some(rule) = rules.batch_item() {
        let mut invalid = Invalid::default();
        rule.faults(&item)?.into_iter().for_each(|fault| invalid.push(fault));
        invalid.finish()?;
    }
    let Value::Object(mut fields) = item else {
        return Err(ApiError::invalid_field("", "invalid", "must be an object"));
    };
    match fields.remove("kind").as_ref().and_then(Value::as_str) {
        Some("purchase") => {
            let body: NewPurchaseBody = parse_json(&Value::Object(fields))?;
            body.check(facts).map(BatchItem::Purchase)
        }
        Some("refund") => {
            let reference = fields
                .remove("receipt")
                .ok_or_else(|| ApiError::invalid_field("/receipt", "required", "is required"))?;
            let reference: ReceiptReferenceBody =
                parse_json(&reference).map_err(|error: ApiError| error.below("/receipt"))?;
            let body: NewRefundBody = parse_json(&Value::Object(fields))?;
            body.check(reference.check()?).map(BatchItem::Refund)
        }
        _ => Err(ApiError::invalid_field("/kind", "invalid", "must be purchase or refund")),
    }
}

/// What became of an item.
#[derive(Debug, Serialize, ToSchema)]
pub struct BatchResultBody {
    /// The item's place in the batch, from 0.
    #[schema(example = 0)]
    pub index: usize,
    /// `recorded`, `replayed`, `waiting` (a refund whose receipt has not come yet) or `failed`.
    #[schema(example = "recorded")]
    status: &'static str,
    /// The answer to a receipt.
    purchase: Option<PurchaseAnswerBody>,
    /// The answer to a refund.
    refund: Option<RefundBody>,
    /// Why nothing became of it.
    problem: Option<Problem>,
}

impl BatchResultBody {
    /// What a caller is told of an item.
    pub fn of(index: usize, outcome: Result<ItemOutcome, ApiError>) -> Self {
        let nothing = Self { index, status: "failed", purchase: None, refund: None, problem: None };
        let status = |replayed: bool| if replayed { "replayed" } else { "recorded" };
        match outcome {
            Ok(ItemOutcome::Purchase(answer)) => {
                Self { status: status(answer.purchase.replayed), purchase: Some((*answer).into()), ..nothing }
            }
            Ok(ItemOutcome::Refund(refund)) => match refund.outcome {
                RefundOutcome::Applied(answer) => Self {
                    status: status(answer.replayed),
                    refund: Some(RefundBody::of(*answer, refund.points)),
                    ..nothing
                },
                RefundOutcome::Waiting { .. } => Self { status: "waiting", ..nothing },
                RefundOutcome::Rejected { reason, .. } => {
                    let problem = ApiError::invalid_field("/lines", "does_not_fit", reason).problem();
                    Self { problem: Some(problem), ..nothing }
                }
            },
            Err(error) => Self { problem: Some(error.problem()), ..nothing },
        }
    }
}
