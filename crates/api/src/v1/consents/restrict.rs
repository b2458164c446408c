//! `GET`, `POST` and `DELETE /v1/customers/{id}/restrictions`.

use actix_web::http::StatusCode;
use actix_web::{delete, get, post, web};
use chrono::{DateTime, Utc};
use regulars_consent::{ConsentLedgerReads, restrict};
use regulars_kernel::CustomerId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch, OnceKey, OptionalBody};
use crate::respond::{Created, NoContent, Once, Single};

/// Nothing needs to be said.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct RestrictionRequestBody {}

/// Whether the processing of a customer's data is restricted.
#[derive(Serialize, ToSchema)]
pub struct RestrictionBody {
    /// Since when; `null` when it is not.
    #[schema(example = "2026-11-21T10:00:00Z")]
    restricted_at: Option<DateTime<Utc>>,
}

/// Show whether a customer is restricted.
///
/// Since when the processing of the customer's data is restricted, if it is.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses((status = 200, description = "Since when", body = RestrictionBody)))]
#[get("/v1/customers/{id}/restrictions")]
pub async fn get_restriction(
    caller: Caller<access::get_restriction>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<RestrictionBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let subject =
        application.database.read(caller.scope(), async move |tx| tx.find_subject(id).await).await?;
    let subject = subject.ok_or_else(|| ApiError::not_found("customer"))?;
    Ok(Single(RestrictionBody { restricted_at: subject.restricted_at }))
}

/// Restrict a customer.
///
/// Restricts the processing of the customer's data (GDPR, article 18): until that is lifted no message goes to the customer, and
/// previews, recaps and newsletters count it as `restricted`. The data stays as it is. A second time it is a success.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f42")
), request_body(content = Option<RestrictionRequestBody>), responses(
    (status = 201, description = "Restricted", body = RestrictionBody)
))]
#[post("/v1/customers/{id}/restrictions")]
pub async fn restrict_customer(
    caller: Caller<access::restrict_customer>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: OptionalBody<RestrictionRequestBody>,
) -> Result<Created<RestrictionBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let (id, environment) = (CustomerId::new(id.0), caller.environment(&application));
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let restricted_at = restrict(tx, &environment, id, true).await?;
            let location = format!("/v1/customers/{id}/restrictions");
            Created::with_status(StatusCode::CREATED, Some(location), &RestrictionBody { restricted_at })
        })
    })
    .await
}

/// Lift the restriction of a customer.
///
/// Messages may go to the customer again, as far as the customer has consented. Lifted a second time it is a success.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f42")
), responses((status = 204, description = "The restriction is lifted")))]
#[delete("/v1/customers/{id}/restrictions")]
pub async fn lift_restriction(
    caller: Caller<access::lift_restriction>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (id, environment) = (CustomerId::new(id.0), caller.environment(&application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let subject = tx.find_subject(id).await?.ok_or_else(|| ApiError::not_found("customer"))?;
                if_match.check(&RestrictionBody { restricted_at: subject.restricted_at })?;
                restrict(tx, &environment, id, false).await?;
                Ok(NoContent)
            })
        })
        .await
}
