//! `DELETE /v1/customers/{id}`.

use actix_web::{delete, web};
use regulars_customers::CustomerStore;
use regulars_flows::{ErasureTerms, erase_customer as erase};
use regulars_kernel::CustomerId;

use super::body::grounds;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch};
use crate::respond::NoContent;
use crate::v1::customers::body::CustomerBody;

/// Erase a customer.
///
/// Everything that says who the customer was is gone when this is answered, wherever it stood, and cannot be brought back.
/// Receipts stay as those of nobody, and the ledger of consents stays without addresses and evidence. What waits to be sent
/// does not leave. Who had objected to advertising is not reached at the same address again. What the network knows about a
/// member is the platform's and stays. To say why, use `POST /v1/customers/{id}/erasures`, which does the same.
#[utoipa::path(tag = "Customers", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f43")
), responses((status = 204, description = "The customer is erased")))]
#[delete("/v1/customers/{id}")]
pub async fn delete_customer(
    caller: Caller<access::delete_customer>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let id = CustomerId::new(id.0);
    let (facts, environment) = (caller.facts().clone(), caller.environment(&application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if if_match.is_named() {
                    let before = tx.find_customer_for_change(id).await?;
                    let before = before.ok_or_else(|| ApiError::not_found("customer"))?;
                    if_match.check(&CustomerBody::new(before, &facts, environment.now()))?;
                }
                let (calendar, country) = (facts.calendar, facts.country.as_deref());
                let terms = ErasureTerms { environment: &environment, calendar, country };
                erase(tx, terms, id, grounds(None, false)).await.map_err(ApiError::from)
            })
        })
        .await?;
    application.database.forget_log().await;
    Ok(NoContent)
}
