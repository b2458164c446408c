//! `GET /v1/programmes/{id}/liability`.

use actix_web::{get, web};
use chrono::NaiveDate;
use regulars_kernel::{Currency, Money, ProgrammeId};
use regulars_loyalty::{LiabilityMonth, PointLiability, liability_of};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::money::MoneyBody;

/// What expires in a month.
#[derive(Serialize, ToSchema)]
pub struct LiabilityMonthBody {
    /// The first day of the month in which it is there for the last time, in the merchant's time zone; `null` for what never
    /// expires.
    month: Option<NaiveDate>,
    /// What of it can be spent.
    available: i64,
    /// What of it can be spent later.
    pending: i64,
    /// What both are worth, rounded down; `null` for points that cannot be spent.
    value: Option<MoneyBody>,
}

/// What is owed to members in points of one type, in the smallest part: with one decimal, 45 is 4.5 points.
#[derive(Serialize, ToSchema)]
pub struct PointLiabilityBody {
    /// The code of the type.
    #[schema(example = "points", max_length = 40)]
    point_type: String,
    /// What it is called.
    #[schema(example = "Poeni", max_length = 200)]
    name: String,
    /// How many decimals it has.
    #[schema(example = 0, maximum = 4)]
    scale: u8,
    /// What expires when: the next month first, and what never does last.
    #[schema(max_items = 100_000)]
    months: Vec<LiabilityMonthBody>,
    /// What is there that can be spent.
    #[schema(example = 620)]
    available: i64,
    /// What is there that can be spent later.
    pending: i64,
    /// What is held for something.
    reserved: i64,
    /// What all three are worth, rounded down; `null` for points that cannot be spent.
    value: Option<MoneyBody>,
    /// What members owe: the next points pay it.
    owed: i64,
    /// What receipts earned and rewards gave, less what refunds took back.
    #[schema(minimum = -9_007_199_254_740_991_i64)]
    issued: i64,
    /// What paid, less what refunds gave back.
    #[schema(minimum = -9_007_199_254_740_991_i64)]
    redeemed: i64,
    /// What expired: the breakage so far.
    expired: i64,
    /// What staff credited, less what they debited.
    #[schema(minimum = -9_007_199_254_740_991_i64)]
    adjusted: i64,
}

/// What is owed to the members of a programme.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeLiabilityBody {
    /// Of each of its point types.
    #[schema(max_items = 20)]
    items: Vec<PointLiabilityBody>,
}

fn month(of: &LiabilityMonth, currency: Currency) -> LiabilityMonthBody {
    LiabilityMonthBody {
        month: of.month,
        available: of.available,
        pending: of.pending,
        value: of.value.map(|value| Money::new(value, currency).into()),
    }
}

impl PointLiabilityBody {
    /// What a merchant with that currency owes.
    fn new(told: &PointLiability, currency: Currency) -> Self {
        Self {
            point_type: told.point_type.to_string(),
            name: told.name.as_str().to_owned(),
            scale: told.scale.decimals(),
            months: told.months.iter().map(|of| month(of, currency)).collect(),
            available: told.available,
            pending: told.pending,
            reserved: told.reserved,
            value: told.value.map(|value| Money::new(value, currency).into()),
            owed: told.owed,
            issued: told.issued,
            redeemed: told.redeemed,
            expired: told.expired,
            adjusted: told.adjusted,
        }
    }
}

/// Show what is owed in points.
///
/// What members have now, by the month in which it expires and with what it is worth where it pays, and what has become of all
/// that was given out. What has expired by now counts as expired, whether or not that stands in the ledger already.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    responses(
        (status = 200, description = "What is owed", body = ProgrammeLiabilityBody),
        (status = 409, description = "There are more points, or they are worth more, than a number can tell exactly"),
    ))]
#[get("/v1/programmes/{id}/liability")]
pub async fn get_programme_liability(
    caller: Caller<access::get_programme_liability>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<ProgrammeLiabilityBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let (calendar, currency) = (caller.facts().calendar, caller.facts().currency);
    let now = caller.environment(&application).now();
    let told = application
        .database
        .read_heavily(caller.scope(), async move |tx| liability_of(tx, now, &calendar, id).await)
        .await?;
    let items = told.iter().map(|one| PointLiabilityBody::new(one, currency)).collect();
    Ok(Single(ProgrammeLiabilityBody { items }))
}
