//! `POST /v1/customers/deletions`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::begin_deletion;
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::grounds;
use super::deletion_body::{CustomerDeletionBody, CustomerDeletionRequestBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey, Query};
use crate::respond::{Created, Once};

/// How to erase.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeletionParameters {
    /// Answer who many would be erased, and erase nobody.
    #[serde(default)]
    #[param(default = false, example = false)]
    dry_run: bool,
}

/// Erase many customers.
///
/// Who is meant is written down at once; a job erases them one after the other, each as `DELETE /v1/customers/{id}` does. It
/// goes on after a restart, and can be called off. With `dry_run=true` the answer tells how many are meant, and nobody is
/// erased: read it before you erase by a filter.
#[utoipa::path(tag = "Customers", params(DeletionParameters), request_body = CustomerDeletionRequestBody, responses(
    (status = 200, description = "What would be answered (dry run)", body = CustomerDeletionBody),
    (status = 202, description = "A job erases them", body = CustomerDeletionBody),
    (status = 404, description = "One of the customers does not exist"),
))]
#[post("/v1/customers/deletions")]
pub async fn delete_customers(
    caller: Caller<access::delete_customers>,
    application: web::Data<Application>,
    parameters: Query<DeletionParameters>,
    key: OnceKey,
    body: Body<CustomerDeletionRequestBody>,
) -> Result<Created<CustomerDeletionBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (facts, environment, scope) =
        (caller.facts().clone(), caller.environment(&application), caller.scope());
    let CustomerDeletionRequestBody { filter, ids, reason, requested_by_person } = body.value;
    let (grounds, country) = (grounds(reason, requested_by_person), facts.country.clone());
    let checking = move || CustomerDeletionRequestBody::who(filter, ids, country.as_deref());
    let who = application.processors.run_sized(scope.merchant(), body.size, checking).await??;
    let (calendar, by) = (facts.calendar, scope.actor());
    if parameters.0.dry_run {
        let rehearsed = application.database.rehearse(scope, move |tx| {
            Box::pin(async move {
                begin_deletion(tx, &environment, &calendar, by, who, grounds).await.map_err(ApiError::from)
            })
        });
        return Created::with_status(StatusCode::OK, None, &CustomerDeletionBody::from(rehearsed.await?));
    }
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let begun = begin_deletion(tx, &environment, &calendar, by, who, grounds).await?;
            let job = format!("/v1/jobs/{}", begun.job);
            Created::with_status(StatusCode::ACCEPTED, Some(job), &CustomerDeletionBody::from(begun))
        })
    })
    .await
}
