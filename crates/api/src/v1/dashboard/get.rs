//! `GET /v1/dashboard`.

use actix_web::{get, web};
use regulars_flows::merchant_dashboard;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;
use crate::v1::dashboard::body::DashboardBody;

/// Show the dashboard.
///
/// The newest customers, those who have bought for the most, the latest purchases, the birthdays of the next 28 days by
/// the merchant's calendar, ten items each, and how many customers there are of each kind.
#[utoipa::path(tag = "Dashboard", responses(
    (status = 200, description = "The dashboard", body = DashboardBody)
))]
#[get("/v1/dashboard")]
pub async fn get_dashboard(
    caller: Caller<access::get_dashboard>,
    application: web::Data<Application>,
) -> Result<Single<DashboardBody>, ApiError> {
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    let (calendar, role) = (facts.calendar, caller.identity().role);
    let shown = application
        .database
        .read(caller.scope(), async move |tx| merchant_dashboard(tx, &calendar, now).await)
        .await?;
    Ok(Single(DashboardBody::new(shown, facts.currency, role)))
}
