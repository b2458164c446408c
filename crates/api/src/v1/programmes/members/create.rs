//! `POST /v1/programmes/{id}/members`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::join_and_welcome;
use regulars_kernel::{CustomerId, Label, ProgrammeId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::ProgrammeMemberBody;
use super::shown::shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Who comes in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41"}))]
pub struct NewProgrammeMemberBody {
    /// The customer.
    customer_id: Uuid,
    /// The version of the programme's terms that they accept. Needed where the programme says so.
    #[schema(min_length = 1, max_length = 200)]
    terms_version: Option<String>,
}

/// Bring a customer into a programme.
///
/// An active one. Whoever is in it already stays as they are, but for the version of the terms that they accept, and whoever had left
/// is in it again, with the points that they had. What the programme takes (`joining_terms`) must be there: a consent that does not
/// stand is a conflict with the `reason` `consent_missing`, terms that are not accepted as they are now one with `terms_not_accepted`,
/// and somebody who has refused the processing of their data is in no programme (`processing_refused`).
/// Who comes in for the first time gets what earning rules with the trigger `welcome` give.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = NewProgrammeMemberBody, responses(
        (status = 200, description = "The customer was in it already", body = ProgrammeMemberBody),
        (status = 201, description = "The customer is in it from now on", body = ProgrammeMemberBody),
        (status = 409, description = "The programme is not active, or something is missing that it takes, which `reason` says"),
    ))]
#[post("/v1/programmes/{id}/members")]
pub async fn create_programme_member(
    caller: Caller<access::create_programme_member>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewProgrammeMemberBody>,
) -> Result<Created<ProgrammeMemberBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (programme, customer) = (ProgrammeId::new(id.0), CustomerId::new(body.value.customer_id));
    let mut invalid = Invalid::default();
    let accepted = invalid.parse_option::<Label>("/terms_version", body.value.terms_version);
    invalid.finish()?;
    let (environment, calendar) = (caller.environment(&application), caller.facts().calendar);
    let actor = caller.scope().actor();
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let accepted = accepted.as_ref();
            let joined =
                join_and_welcome(tx, &environment, &calendar, actor, programme, customer, accepted).await?;
            let (membership, is_new) = joined;
            let location = format!("/v1/programmes/{programme}/members/{}", membership.id);
            let body = shown(tx, membership, &calendar, environment.now()).await?;
            if is_new {
                Created::at(location, &body)
            } else {
                Created::with_status(StatusCode::OK, None, &body)
            }
        })
    })
    .await
}
