//! `PATCH /v1/merchants/{id}`.

use actix_web::{patch, web};
use regulars_identity::{
    MerchantPlanPatch, MerchantStatus, MerchantStore, PlanMultiplier, Supervision, TestsPerMonth,
    supervise_merchant,
};
use regulars_kernel::MerchantId;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::OperatorCaller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch};
use crate::respond::Single;
use crate::v1::merchant::body::{MerchantBody, StatusBody};

/// What the operator can change of a merchant. What is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "active", "plan": {"multiplier": 2, "tests_per_month": 10}}))]
pub struct PlatformMerchantPatchBody {
    /// Lets the merchant work, or stops it.
    #[serde(default)]
    status: Option<StatusBody>,
    /// Gives the merchant another plan.
    #[serde(default)]
    plan: Option<PlanPatchBody>,
}

/// What the operator can change of a merchant's plan. What is absent stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanPatchBody {
    /// Monthly quota = this times the number of regulars at the end of the month before. It goes into the next grant
    /// that is taken: one that was taken before stays as it is.
    #[schema(minimum = 0, maximum = 100)]
    #[serde(default)]
    multiplier: Option<i64>,
    /// Test sends a month. It applies at once.
    #[schema(minimum = 0, maximum = 1000)]
    #[serde(default)]
    tests_per_month: Option<i64>,
}

impl PlanPatchBody {
    fn check(&self) -> Result<MerchantPlanPatch, ApiError> {
        let mut invalid = Invalid::default();
        let multiplier = invalid.check_option("/plan/multiplier", self.multiplier.map(PlanMultiplier::new));
        let tests =
            invalid.check_option("/plan/tests_per_month", self.tests_per_month.map(TestsPerMonth::new));
        match (multiplier, tests) {
            (Some(multiplier), Some(tests_per_month)) => {
                Ok(MerchantPlanPatch { multiplier, tests_per_month })
            }
            _ => Err(invalid.into()),
        }
    }
}

/// Suspend a merchant or let it work again, or give it another plan.
///
/// Nobody of a suspended merchant can sign in, its keys do not hold, and nothing of it is sent. A new multiplier goes into
/// the next grant that is taken, usually that of the next month; a grant that was taken stays, save that in a merchant's
/// first month it still follows the regulars upwards. A new number of tests applies at once.
#[utoipa::path(tag = "Platform", params(("id" = uuid::Uuid, Path, description = "The merchant's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b")),
    request_body = PlatformMerchantPatchBody,
    responses((status = 200, description = "The merchant as it is now", body = MerchantBody)))]
#[patch("/v1/merchants/{id}")]
pub async fn update_merchant_of_platform(
    caller: OperatorCaller<access::update_merchant_of_platform>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<PlatformMerchantPatchBody>,
) -> Result<Single<MerchantBody>, ApiError> {
    let id = MerchantId::new(id.0);
    let (environment, by) = (application.environment.clone(), caller.actor());
    let status = body.value.status.map(|status| match status {
        StatusBody::Active => MerchantStatus::Active,
        StatusBody::Suspended => MerchantStatus::Suspended,
    });
    let plan = body.value.plan.as_ref().map(PlanPatchBody::check).transpose()?;
    let change = Supervision { status, plan };
    let merchant = application
        .database
        .write_platform(move |system| {
            Box::pin(async move {
                let before = system.find_merchant_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("merchant"))?;
                if_match.check(&MerchantBody::from(before.clone()))?;
                let merchant = supervise_merchant(system, &environment, by, &before, change).await?;
                merchant.ok_or_else(|| ApiError::not_found("merchant"))
            })
        })
        .await?;
    application.credentials.forget_merchant(id);
    Ok(Single(merchant.into()))
}
