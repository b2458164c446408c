//! `POST /v1/customers/{id}/data-exports`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::begin_data_export;
use regulars_kernel::CustomerId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::DataExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, OptionalBody};
use crate::respond::{Created, Once};

/// Nothing needs to be said.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({}))]
pub struct DataExportRequestBody {}

/// Export what is known of a customer.
///
/// A job writes everything that the merchant has on record about the customer (GDPR, articles 15 and 20): the profile with tags and
/// attributes, cards, consents with their history, evidence and the texts that were shown, purchases and refunds, messages and
/// reactions to them, interactions and cases, scores, rows of files that the customer was in, and every change on record. There
/// are a complete JSON, whose members are named as this API names them, and the same as one page to be read, in the customer's
/// language or else the merchant's. Both are kept sealed for seven days, and go when the customer is erased. There can be five at
/// a time for each customer.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f46")
), request_body(content = Option<DataExportRequestBody>), responses(
    (status = 202, description = "A job makes it", body = DataExportBody),
    (status = 409, description = "There are as many as there can be at a time"),
))]
#[post("/v1/customers/{id}/data-exports")]
pub async fn create_data_export(
    caller: Caller<access::create_data_export>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: OptionalBody<DataExportRequestBody>,
) -> Result<Created<DataExportBody>, ApiError> {
    let once = Once::new(key, body.0.fingerprint);
    let (id, environment) = (CustomerId::new(id.0), caller.environment(&application));
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let begun = begin_data_export(tx, &environment, id).await?;
            let job = format!("/v1/jobs/{}", begun.job);
            let body = DataExportBody::new(&begun, environment.now());
            Created::with_status(StatusCode::ACCEPTED, Some(job), &body)
        })
    })
    .await
}
