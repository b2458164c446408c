//! `GET /v1/rfm/matrix`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{Currency, Money, RfmStanding};
use regulars_segments::{Bounds, Cuts, GridCell, RfmCount, RfmReads, cell_of};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;
use crate::v1::money::MoneyBody;

/// How many customers have a class.
#[derive(Serialize, ToSchema)]
#[schema(as = RfmClassCount)]
pub struct ClassCountBody {
    /// The class.
    #[schema(max_length = 40, example = "champions")]
    class: String,
    /// How many customers.
    #[schema(example = 12)]
    customers: i64,
    /// What they have bought for in all.
    total: MoneyBody,
}

/// How many customers a cell of the grid has.
#[derive(Serialize, ToSchema)]
#[schema(as = RfmCellCount)]
pub struct CellCountBody {
    /// The score of recency.
    #[schema(minimum = 1, maximum = 5, example = 5)]
    recency: i64,
    /// The mean of the scores of frequency and value, a half rounded up.
    #[schema(minimum = 1, maximum = 5, example = 4)]
    frequency_value: i64,
    /// How many customers.
    #[schema(example = 12)]
    customers: i64,
}

/// From where on each score was given.
#[derive(Serialize, ToSchema)]
#[schema(as = RfmBounds)]
pub struct BoundsBody {
    /// The most days since the last purchase for the scores 5, 4, 3 and 2; `null` for one that nobody has.
    #[schema(min_items = 4, max_items = 4, example = json!([12, 40, 95, 210]))]
    recency_days: Vec<Option<i64>>,
    /// The fewest purchases for the scores 2, 3, 4 and 5.
    #[schema(min_items = 4, max_items = 4, example = json!([2, 4, 7, null]))]
    frequency: Vec<Option<i64>>,
    /// The least sum for the scores 2, 3, 4 and 5, in minor units of the merchant's currency.
    #[schema(min_items = 4, max_items = 4, example = json!([120_000, 400_000, 900_000, 2_000_000]))]
    monetary: Vec<Option<i64>>,
}

impl From<Cuts> for BoundsBody {
    fn from(cuts: Cuts) -> Self {
        let least =
            |Bounds(values): Bounds| values.map(|value| (value != i64::MAX).then_some(value)).to_vec();
        let Bounds(days) = cuts.recency_days;
        Self {
            recency_days: days.map(|days| (days >= 0).then_some(days)).to_vec(),
            frequency: least(cuts.frequency),
            monetary: least(cuts.monetary),
        }
    }
}

/// Who stands where.
#[derive(Serialize, ToSchema)]
#[schema(as = RfmMatrix)]
pub struct MatrixBody {
    /// When everybody was scored last; `null` before the first time.
    #[schema(example = "2026-11-21T02:00:00Z")]
    scored_at: Option<DateTime<Utc>>,
    /// By which bounds.
    bounds: Option<BoundsBody>,
    /// How many customers have not bought anything yet.
    #[schema(example = 7)]
    prospects: i64,
    /// The classes of the grid, in its order.
    classes: Vec<ClassCountBody>,
    /// The cells that have customers.
    cells: Vec<CellCountBody>,
}

/// Get how many customers stand where.
///
/// By class and by cell of the grid, as everybody was scored last.
#[utoipa::path(tag = "RFM", responses((status = 200, description = "The matrix", body = MatrixBody)))]
#[get("/v1/rfm/matrix")]
pub async fn get_rfm_matrix(
    caller: Caller<access::get_rfm_matrix>,
    application: web::Data<Application>,
) -> Result<Single<MatrixBody>, ApiError> {
    let currency = caller.facts().currency;
    let matrix = application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let (settings, run) = (tx.rfm_settings().await?, tx.last_rfm_run().await?);
            let counts = tx.rfm_counts().await?;
            let classes = settings.grid.classes().iter().map(|class| class.class.as_str().to_owned());
            Ok::<_, ApiError>(MatrixBody {
                scored_at: run.as_ref().map(|run| run.ended_at),
                bounds: run.map(|run| run.cuts.into()),
                prospects: tx.count_prospects().await?,
                classes: by_class(classes, &counts, currency),
                cells: by_cell(&counts),
            })
        })
        .await?;
    Ok(Single(matrix))
}

fn by_class(
    classes: impl Iterator<Item = String>,
    counts: &[RfmCount],
    currency: Currency,
) -> Vec<ClassCountBody> {
    classes
        .map(|class| {
            let of_class = counts.iter().filter(|count| count.class.as_str() == class);
            let (customers, total) = of_class
                .fold((0, 0), |(customers, total), count| (customers + count.customers, total + count.total));
            ClassCountBody { class, customers, total: Money::new(total, currency).into() }
        })
        .collect()
}

fn by_cell(counts: &[RfmCount]) -> Vec<CellCountBody> {
    let mut cells: std::collections::BTreeMap<GridCell, i64> = std::collections::BTreeMap::new();
    for RfmCount { class, scores: (recency, frequency, monetary), customers, .. } in counts {
        let standing = RfmStanding {
            recency: *recency,
            frequency: *frequency,
            monetary: *monetary,
            class: class.clone(),
        };
        *cells.entry(cell_of(&standing)).or_default() += customers;
    }
    let cells = cells.into_iter().map(|(cell, customers)| CellCountBody {
        recency: cell.recency.get(),
        frequency_value: cell.frequency_value.get(),
        customers,
    });
    cells.collect()
}
