//! `POST /v1/cases/{id}/messages`.

use actix_web::{post, web};
use regulars_kernel::ServiceCaseId;
use regulars_service::add_case_message;

use super::message_body::{CaseMessageBody, NewCaseMessageBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Put on record what was said about a case.
///
/// A note of staff to one another, or what the customer or the merchant said to the other. Nothing is sent. A closed case
/// takes none; open it again first.
#[utoipa::path(tag = "Cases", params(
    ("id" = uuid::Uuid, Path, description = "The case's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e30")
), request_body = NewCaseMessageBody, responses(
    (status = 201, description = "On record", body = CaseMessageBody),
    (status = 409, description = "The case is closed"),
))]
#[post("/v1/cases/{id}/messages")]
pub async fn create_case_message(
    caller: Caller<access::create_case_message>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewCaseMessageBody>,
) -> Result<Created<CaseMessageBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let id = ServiceCaseId::new(id.0);
    let mut invalid = Invalid::default();
    let new = body.value.check(&mut invalid, "");
    let new = invalid.finish_with(new)?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let message = add_case_message(tx, &environment, scope.actor(), id, new).await?;
            Created::at(format!("/v1/cases/{id}/messages"), &CaseMessageBody::from(message))
        })
    })
    .await
}
