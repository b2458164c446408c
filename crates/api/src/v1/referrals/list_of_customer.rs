//! `GET /v1/customers/{id}/referrals`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::{CustomerId, ReferralId};
use regulars_loyalty::{ReferralReads, ReferralRole};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::ReferralBody;
use super::names::ReferralRoleBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query};
use crate::respond::List;

/// Which referrals, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ReferralListParameters {
    /// Which of the two the customer is: `referrer` for those whom the customer has invited, which it is where nothing is said, and
    /// `referred` for the one by which the customer came.
    #[param(inline)]
    role: Option<ReferralRoleBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List the referrals of a customer.
///
/// Whom the customer has invited, the newest first, and where each of them stands: whether enough was bought, when both are paid, or
/// why nobody is. With `role=referred` by whom the customer was invited, which is one at most.
#[utoipa::path(tag = "Customers", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ReferralListParameters
), responses((status = 200, description = "A page of referrals", body = List<ReferralBody>)))]
#[get("/v1/customers/{id}/referrals")]
pub async fn list_customer_referrals(
    caller: Caller<access::list_customer_referrals>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<ReferralListParameters>,
) -> Result<List<ReferralBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let ReferralListParameters { role, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(ReferralId::new)?;
    let role = role.map_or(ReferralRole::Referrer, Into::into);
    let now = caller.environment(&application).now();
    let found = application.database.read(caller.scope(), async move |tx| {
        tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
        Ok::<_, ApiError>(tx.list_referrals(customer, role, page).await?)
    });
    Ok(List::of(found.await?, |referral| ReferralBody::new(referral, now), |id| id.to_string().into()))
}
