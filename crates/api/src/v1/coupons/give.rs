//! `POST /v1/customers/{id}/coupons`.

use actix_web::{post, web};
use regulars_flows::refusals_anywhere;
use regulars_kernel::{CouponCampaignId, CustomerId};
use regulars_loyalty::give_coupon as give;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::held_body::HeldCouponBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// A coupon for a customer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"campaign_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d10"}))]
pub struct NewHeldCouponBody {
    /// The campaign of which the customer gets a code.
    campaign_id: Uuid,
}

/// Give a customer a coupon.
///
/// A new code of the campaign, which nobody else can use: at the till it is refused with another customer, or with nobody. How often
/// and when it can be used says the campaign. Codes that were made before are not given, since they may be in somebody's hands.
#[utoipa::path(tag = "Coupons", params(("id" = uuid::Uuid, Path, description = "The customer's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")),
    request_body = NewHeldCouponBody, responses(
        (status = 201, description = "The coupon is the customer's", body = HeldCouponBody),
        (status = 409, description = "The campaign is closed, has too many codes, or is for another customer alone"),
    ))]
#[post("/v1/customers/{id}/coupons")]
pub async fn give_coupon(
    caller: Caller<access::give_coupon>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewHeldCouponBody>,
) -> Result<Created<HeldCouponBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (customer, campaign) = (CustomerId::new(id.0), CouponCampaignId::new(body.value.campaign_id));
    let (environment, calendar) = (caller.environment(&application), caller.facts().calendar);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let held = give(tx, &environment, campaign, customer).await?;
            let coupon = std::slice::from_ref(&held.coupon);
            let refusals = refusals_anywhere(tx, customer, coupon, (&calendar, environment.now())).await?;
            let refusal = refusals.into_iter().next().flatten();
            let location = format!("/v1/customers/{customer}/coupons");
            Created::at(location, &HeldCouponBody::from((held, refusal)))
        })
    })
    .await
}
