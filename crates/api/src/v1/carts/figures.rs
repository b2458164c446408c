//! `GET /v1/carts/figures`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{Currency, Money};
use regulars_purchases::{CartFigures, CartReads, CartSum};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Query;
use crate::respond::Single;
use crate::v1::money::MoneyBody;

/// Of which time.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CartFiguresParameters {
    /// Carts that were abandoned at that instant or later.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Carts that were abandoned before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    to: Option<DateTime<Utc>>,
}

/// Some carts.
#[derive(Serialize, ToSchema)]
pub struct CartSumBody {
    /// How many.
    #[schema(example = 4, minimum = 0)]
    count: i64,
    /// What was in them.
    total: MoneyBody,
}

/// How many carts are abandoned, and what comes of them.
#[derive(Serialize, ToSchema)]
pub struct CartFiguresBody {
    /// Carts that were abandoned in that time, whatever came of them.
    abandoned: CartSumBody,
    /// Those of which a purchase came by now, with what was in the carts.
    recovered: CartSumBody,
    /// The share of carts that were recovered, from 0 to 1; `null` where none was abandoned.
    #[schema(example = 0.25, minimum = 0, maximum = 1)]
    rate: Option<f64>,
}

impl CartFiguresBody {
    fn new(figures: CartFigures, currency: Currency) -> Self {
        let sum =
            |sum: CartSum| CartSumBody { count: sum.count, total: Money::new(sum.total, currency).into() };
        Self { abandoned: sum(figures.abandoned), recovered: sum(figures.recovered), rate: figures.rate() }
    }
}

/// Show how many carts are abandoned and recovered.
///
/// Of the carts that were abandoned in that time: how many, what was in them, and of how many a purchase came by now. Carts that
/// became a purchase before they were abandoned are not among them. A refund changes nothing.
#[utoipa::path(tag = "Carts", params(CartFiguresParameters), responses(
    (status = 200, description = "The figures", body = CartFiguresBody)
))]
#[get("/v1/carts/figures")]
pub async fn get_cart_figures(
    caller: Caller<access::get_cart_figures>,
    application: web::Data<Application>,
    parameters: Query<CartFiguresParameters>,
) -> Result<Single<CartFiguresBody>, ApiError> {
    let CartFiguresParameters { from, to } = parameters.0;
    let (now, currency) = (caller.environment(&application).now(), caller.facts().currency);
    let figures = application
        .database
        .read(caller.scope(), async move |tx| tx.cart_figures(from, to, now).await)
        .await?;
    Ok(Single(CartFiguresBody::new(figures, currency)))
}
