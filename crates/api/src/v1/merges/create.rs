//! `POST /v1/customers/merges`.

use actix_web::{post, web};
use serde::Deserialize;
use utoipa::IntoParams;

use super::asked::{Asked, Wanted};
use super::body::MergedCustomerBody;
use super::new_body::NewCustomerMergeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey, Query};
use crate::respond::{Created, Once};

/// How to merge.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MergeParameters {
    /// Answer as if the customers were merged, and keep nothing.
    #[serde(default)]
    #[param(default = false, example = false)]
    pub(super) dry_run: bool,
}

/// Merge customers into one of them.
///
/// A field has the survivor's value, else the first of the others' that there is, unless `fields` says whose; of the campaigns
/// that led to them last the latest stays. The customer is a regular since the earliest day, has the tags of all, and cards, receipts, messages and reactions come over. Of
/// consents the most restrictive statement wins for each purpose and channel, and a grant stays bound to its address: nobody
/// is reached over an address over which they were not reached before. The old ids mean the survivor for ever: at a till
/// they work on, elsewhere they are answered `merged`. The cards of members who become one customer all mean it here; what the network knows
/// of the members stays as it is. An external id that the survivor does not have goes on meaning it in imports. To repeat a
/// merge changes nothing.
#[utoipa::path(tag = "Duplicates", params(MergeParameters), request_body = NewCustomerMergeBody, responses(
    (status = 200, description = "Merged, now or before; or what would be (dry run)", body = MergedCustomerBody),
    (status = 404, description = "There is no such customer"),
    (status = 410, description = "One of them was merged into another customer before"),
))]
#[post("/v1/customers/merges")]
pub async fn merge_customers(
    caller: Caller<access::merge_customers>,
    application: web::Data<Application>,
    parameters: Query<MergeParameters>,
    key: OnceKey,
    body: Body<NewCustomerMergeBody>,
) -> Result<Created<MergedCustomerBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (scope, credential) = (caller.scope(), caller.identity().credential);
    let asked = Asked {
        scope,
        environment: caller.environment(&application),
        facts: caller.facts().clone(),
        sealing: application.sealing.clone(),
        wanted: Wanted::Customers(body.value.into_new()),
        is_kept: !parameters.0.dry_run,
    };
    if parameters.0.dry_run {
        return application
            .database
            .rehearse(scope, move |tx| Box::pin(async move { asked.answer(tx).await }))
            .await;
    }
    once.write(&application, scope, credential, move |tx| Box::pin(async move { asked.answer(tx).await }))
        .await
}
