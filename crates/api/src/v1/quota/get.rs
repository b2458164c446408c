//! `GET /v1/quota`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_quota::{AvailableQuota, MonthlyQuota, TestQuota, available};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;
use crate::v1::merchant::body::PlanBody;

/// How many messages may be sent just now.
#[derive(Serialize, ToSchema)]
pub struct QuotaBody {
    /// The present month.
    #[schema(example = "2026-11")]
    period: String,
    /// The monthly part.
    monthly: MonthlyQuotaBody,
    /// Packs.
    packs: PacksBody,
    /// Units left in all.
    #[schema(example = 10_240)]
    available: i64,
    /// Test sends.
    tests: TestQuotaBody,
    /// The plan as it is now. Grants that were taken before it changed stay as they are.
    plan: PlanBody,
}

/// The monthly part of the quota. It is used first, and what is left of it expires with the month.
#[derive(Serialize, ToSchema)]
pub struct MonthlyQuotaBody {
    /// The grant: the plan's multiplier times the regulars at the end of the month before.
    #[schema(example = 240)]
    granted: i64,
    /// Units that messages have used.
    #[schema(example = 0)]
    used: i64,
    /// Units that are held for messages which have not left yet.
    #[schema(example = 0)]
    reserved: i64,
    /// Units that are left.
    #[schema(example = 240)]
    left: i64,
    /// When they expire.
    #[schema(example = "2026-11-30T23:00:00Z")]
    expires_at: DateTime<Utc>,
}

/// Units bought on top. They never expire.
#[derive(Serialize, ToSchema)]
pub struct PacksBody {
    /// Units that are left in all packs.
    #[schema(example = 10_000)]
    left: i64,
}

/// The test sends of the month.
#[derive(Serialize, ToSchema)]
pub struct TestQuotaBody {
    /// How many there are.
    #[schema(example = 10)]
    pub granted: i64,
    /// How many are used.
    #[schema(example = 0)]
    pub used: i64,
    /// How many are left.
    #[schema(example = 10)]
    pub left: i64,
}

impl From<TestQuota> for TestQuotaBody {
    fn from(tests: TestQuota) -> Self {
        let TestQuota { granted, used, left } = tests;
        Self { granted, used, left }
    }
}

impl From<AvailableQuota> for QuotaBody {
    fn from(quota: AvailableQuota) -> Self {
        let AvailableQuota { period, monthly, packs_left, available, tests, multiplier } = quota;
        let MonthlyQuota { granted, used, reserved, left, expires_at } = monthly;
        Self {
            period: period.format("%Y-%m").to_string(),
            monthly: MonthlyQuotaBody { granted, used, reserved, left, expires_at },
            packs: PacksBody { left: packs_left },
            available,
            plan: PlanBody { multiplier, tests_per_month: tests.granted },
            tests: tests.into(),
        }
    }
}

/// Show the quota.
///
/// How many messages may be sent just now, and how many test sends are left this month.
#[utoipa::path(tag = "Quota", responses((status = 200, description = "The quota", body = QuotaBody)))]
#[get("/v1/quota")]
pub async fn get_quota(
    caller: Caller<access::get_quota>,
    application: web::Data<Application>,
) -> Result<Single<QuotaBody>, ApiError> {
    let environment = caller.environment(&application);
    let quota =
        application.database.read(caller.scope(), async move |tx| available(tx, &environment).await).await?;
    Ok(Single(quota.into()))
}
