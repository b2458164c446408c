//! `POST /v1/customers/{id}/consents`.

use actix_web::{post, web};
use regulars_consent::LedgerAccess;
use regulars_flows::record_consent_and_leave as record;
use regulars_kernel::CustomerId;

use super::body::ConsentEntryBody;
use super::new_body::NewConsentBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Record what a customer said about consent.
///
/// A grant, a refusal or a withdrawal, with what proves it. A grant is for the address that the customer has on the
/// channel now. Withdrawing or refusing `data_processing` ends every other consent of the customer too, and every membership of a
/// programme: the points stay on their accounts. Withdrawing anything else ends no membership. A grant that
/// is recorded later than it was made undoes nothing that the customer refused or withdrew after making it.
#[utoipa::path(tag = "Consent", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), request_body = NewConsentBody, responses(
    (status = 201, description = "Recorded; the entry of the ledger", body = ConsentEntryBody)
))]
#[post("/v1/customers/{id}/consents")]
pub async fn record_consent(
    caller: Caller<access::record_consent>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewConsentBody>,
) -> Result<Created<ConsentEntryBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, new) = (CustomerId::new(id.0), body.value.check()?);
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let sealing = application.sealing.clone();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let (merchant, actor) = (scope.merchant(), scope.actor().into());
            let recording = LedgerAccess { environment: &environment, sealing: &sealing, merchant, actor };
            let recorded = record(tx, recording, id, new).await?;
            Created::at(format!("/v1/customers/{id}/consents"), &ConsentEntryBody::from(recorded.event))
        })
    })
    .await
}
