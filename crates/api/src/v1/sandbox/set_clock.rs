//! `PUT /v1/test-clock`.

use actix_web::{put, web};
use chrono::{DateTime, Utc};
use regulars_identity::{IdentityReads, MerchantMode};
use regulars_newsletters::SandboxStore;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Code};
use crate::extract::Body;
use crate::respond::Single;

/// What time it is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"now": "2026-12-01T08:00:00Z"}))]
pub struct TestClockRequestBody {
    /// The present instant of the sandbox, in the years 2000 to 2099; `null` for the time of day.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    now: Option<DateTime<Utc>>,
}

/// What time it is.
#[derive(Serialize, ToSchema)]
pub struct TestClockBody {
    /// The present instant of the sandbox. Its clock goes on from there.
    #[schema(example = "2026-12-01T08:00:00Z")]
    now: DateTime<Utc>,
    /// How many seconds it is ahead of the time of day.
    #[schema(example = 857_000)]
    ahead_by_seconds: i64,
}

impl TestClockRequestBody {
    /// How many microseconds the clock is to be ahead of `time_of_day`.
    fn shift(&self, time_of_day: DateTime<Utc>) -> Result<i64, ApiError> {
        let Some(now) = self.now else { return Ok(0) };
        let shift = (now - time_of_day).num_microseconds();
        let in_range = (946_684_800..4_102_444_800).contains(&now.timestamp());
        shift
            .filter(|_| in_range)
            .ok_or_else(|| ApiError::invalid_field("/now", "invalid", "must lie in the years 2000 to 2099"))
    }
}

/// Move the clock of a sandbox.
///
/// Every rule that goes by time follows: schedules, birthdays, target groups, months of the quota. Sign-ins and keys go by
/// the time of day. The clock goes on from the given instant.
#[utoipa::path(tag = "Sandbox", request_body = TestClockRequestBody, responses(
    (status = 200, description = "What time it is now", body = TestClockBody),
    (status = 409, description = "The merchant is not a sandbox"),
))]
#[put("/v1/test-clock")]
pub async fn set_test_clock(
    caller: Caller<access::set_test_clock>,
    application: web::Data<Application>,
    body: Body<TestClockRequestBody>,
) -> Result<Single<TestClockBody>, ApiError> {
    let time_of_day = application.environment.now();
    let shift = body.value.shift(time_of_day)?;
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if tx.own_merchant().await?.mode != MerchantMode::Sandbox {
                    return Err(ApiError::new(Code::Conflict, "only a sandbox has a clock of its own"));
                }
                tx.shift_test_clock(shift).await.map_err(ApiError::from)
            })
        })
        .await?;
    // What was remembered with each credential holds the clock as it was.
    application.credentials.forget_merchant(caller.scope().merchant());
    let shift = chrono::Duration::microseconds(shift);
    Ok(Single(TestClockBody { now: time_of_day + shift, ahead_by_seconds: shift.num_seconds() }))
}
