//! `POST /v1/purchases/{id}/refunds`.

use actix_web::{post, web};
use regulars_flows::refund_sale;
use regulars_kernel::{PurchaseId, StoreError};
use regulars_purchases::{ReceiptReference, RecordRefundError, RefundOutcome, UnknownReceipt};

use super::new_refund_body::NewRefundBody;
use super::once_more::until_free;
use super::refund_body::RefundBody;
use super::till::till_of;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id};
use crate::respond::Created;

/// Take goods back.
///
/// Names lines of the receipt and how much of each is given back, once or in parts. More than was bought is refused.
/// What the lines earned in points is taken back, and what points paid for them is given back. Like a receipt, a refund goes by its own number: the same one again gets the first answer.
#[utoipa::path(tag = "Purchases", params(("id" = uuid::Uuid, Path, description = "The purchase's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc0")),
    request_body = NewRefundBody, extensions(("x-idempotency" = json!("natural"))),
    responses(
        (status = 201, description = "Recorded, now or before", body = RefundBody),
        (status = 409, description = "The refund was recorded with another content"),
    ))]
#[post("/v1/purchases/{id}/refunds")]
pub async fn refund_purchase(
    caller: Caller<access::refund_purchase>,
    application: web::Data<Application>,
    id: Id,
    body: Body<NewRefundBody>,
) -> Result<Created<RefundBody>, ApiError> {
    let purchase = PurchaseId::new(id.0);
    let new = body.value.check(ReceiptReference::Purchase(purchase))?;
    let (till, environment) = (till_of(&caller), caller.environment(&application));
    let recorded = async || {
        let (new, environment) = (new.clone(), environment.clone());
        let written = application.database.write(caller.scope(), move |tx| {
            Box::pin(
                async move { refund_sale(tx, &environment, &till, new, UnknownReceipt::IsRefused).await },
            )
        });
        written.await
    };
    let refund = until_free(recorded, |error: &RecordRefundError| {
        matches!(error, RecordRefundError::Store(StoreError::Contended))
    })
    .await?;
    match refund.outcome {
        RefundOutcome::Applied(answer) => {
            let body = RefundBody::of(*answer, refund.points);
            Created::at(format!("/v1/purchases/{purchase}"), &body)
        }
        RefundOutcome::Waiting { .. } | RefundOutcome::Rejected { .. } => {
            Err(StoreError::inconsistent("refunds", "one of a known purchase waits").into())
        }
    }
}
