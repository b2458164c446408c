//! `GET /v1/rfm/transitions`.

use actix_web::{get, web};
use chrono::NaiveDate;
use regulars_segments::RfmReads;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::body::class_name;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Query;
use crate::respond::Single;

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TransitionParameters {
    /// The first day, in the merchant's time zone; without it, thirty days before the last.
    pub from: Option<NaiveDate>,
    /// The last day; without it, today.
    pub to: Option<NaiveDate>,
}

/// How many customers moved so.
#[derive(Serialize, ToSchema)]
#[schema(as = RfmTransition)]
pub struct TransitionBody {
    /// The class in which the first of their moves found them; `prospect` is who had bought nothing.
    #[schema(max_length = 40, example = "loyal")]
    from: String,
    /// The class in which the last one left them.
    #[schema(max_length = 40, example = "at_risk")]
    to: String,
    /// How many.
    #[schema(example = 3)]
    customers: i64,
}

/// Who moved between which classes.
#[derive(Serialize, ToSchema)]
#[schema(as = RfmTransitions)]
pub struct TransitionsBody {
    /// The first day.
    from: NaiveDate,
    /// The last day.
    to: NaiveDate,
    /// Each pair of classes between which somebody moved.
    items: Vec<TransitionBody>,
}

/// Get how many customers moved between which classes.
///
/// Over some days, each customer once: from where the first of their moves found them to where the last one left them. Who came
/// back to where they were is counted there.
#[utoipa::path(tag = "RFM", params(TransitionParameters),
    responses((status = 200, description = "The moves", body = TransitionsBody)))]
#[get("/v1/rfm/transitions")]
pub async fn get_rfm_transitions(
    caller: Caller<access::get_rfm_transitions>,
    application: web::Data<Application>,
    parameters: Query<TransitionParameters>,
) -> Result<Single<TransitionsBody>, ApiError> {
    let today = caller.facts().calendar.date_of(caller.environment(&application).now());
    let to = parameters.0.to.unwrap_or(today);
    let from = parameters.0.from.unwrap_or(to - chrono::Days::new(30));
    if from > to {
        return Err(ApiError::invalid_field("?from", "invalid", "must not be after `to`"));
    }
    let moved = application
        .database
        .read_heavily(caller.scope(), async move |tx| tx.rfm_transitions(from, to).await)
        .await?;
    let items = moved.into_iter().map(|moved| TransitionBody {
        from: class_name(moved.from.as_ref()),
        to: class_name(moved.to.as_ref()),
        customers: moved.customers,
    });
    Ok(Single(TransitionsBody { from, to, items: items.collect() }))
}
