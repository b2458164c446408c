//! How a merchant scores, on the wire.

use regulars_kernel::RfmScore;
use regulars_segments::{Bounds, Cuts, Grid, GridCell, GridClass, InvalidGrid, RfmMethod, RfmSettings};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};

/// Fixed bounds between the scores.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RfmThresholds)]
pub struct ThresholdsBody {
    /// The most days since the last purchase for the scores 5, 4, 3 and 2; who waits longer has 1.
    #[schema(min_items = 4, max_items = 4, example = json!([30, 90, 180, 365]))]
    recency_days: Vec<i64>,
    /// The fewest purchases for the scores 2, 3, 4 and 5.
    #[schema(min_items = 4, max_items = 4, example = json!([2, 4, 7, 12]))]
    frequency: Vec<i64>,
    /// The least sum for the scores 2, 3, 4 and 5, in minor units of the merchant's currency.
    #[schema(min_items = 4, max_items = 4, example = json!([200_000, 500_000, 1_000_000, 3_000_000]))]
    monetary: Vec<i64>,
}

/// One cell of the grid.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RfmCell)]
pub struct CellBody {
    /// The score of recency.
    #[schema(minimum = 1, maximum = 5, example = 5)]
    recency: i64,
    /// The mean of the scores of frequency and value, a half rounded up.
    #[schema(minimum = 1, maximum = 5, example = 4)]
    frequency_value: i64,
}

/// One class of the grid.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RfmGridClass)]
pub struct GridClassBody {
    /// Its name: a lower-case letter, then lower-case letters, digits and underscores.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "champions")]
    class: String,
    /// Its cells.
    #[schema(min_items = 1, max_items = 25)]
    cells: Vec<CellBody>,
}

/// How customers are scored.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = RfmSettings, example = json!({"thresholds": {"recency_days": [30, 90, 180, 365], "frequency": [2, 4, 7, 12],
    "monetary": [200_000, 500_000, 1_000_000, 3_000_000]}, "grid": null}))]
pub struct RfmSettingsBody {
    /// Fixed bounds. Without them each score is a fifth of the merchant's own customers, and equal values have equal scores.
    pub thresholds: Option<ThresholdsBody>,
    /// The classes, which have each of the 25 cells once. Left out, it is the usual one of eleven classes.
    #[schema(min_items = 1, max_items = 25)]
    pub grid: Option<Vec<GridClassBody>>,
}

impl ThresholdsBody {
    fn check(&self, invalid: &mut Invalid) -> Option<Cuts> {
        let mut bounds = |pointer: &str, values: &[i64]| {
            let values: [i64; 4] = values.try_into().ok()?;
            let sorted = Bounds::new(values);
            let told = sorted.ok_or("must not fall");
            invalid.check(pointer, told)
        };
        let recency_days = bounds("/thresholds/recency_days", &self.recency_days);
        let frequency = bounds("/thresholds/frequency", &self.frequency);
        let monetary = bounds("/thresholds/monetary", &self.monetary);
        Some(Cuts { recency_days: recency_days?, frequency: frequency?, monetary: monetary? })
    }
}

impl From<Cuts> for ThresholdsBody {
    fn from(cuts: Cuts) -> Self {
        Self {
            recency_days: cuts.recency_days.0.to_vec(),
            frequency: cuts.frequency.0.to_vec(),
            monetary: cuts.monetary.0.to_vec(),
        }
    }
}

impl RfmSettingsBody {
    /// The settings.
    pub fn check(self) -> Result<RfmSettings, ApiError> {
        let mut invalid = Invalid::default();
        let method = match &self.thresholds {
            None => Some(RfmMethod::Quantiles),
            Some(thresholds) => thresholds.check(&mut invalid).map(RfmMethod::Fixed),
        };
        let grid = match self.grid {
            None => Some(Grid::default()),
            Some(classes) => grid(&mut invalid, classes),
        };
        match (method, grid) {
            (Some(method), Some(grid)) => Ok(RfmSettings { method, grid }),
            _ => Err(invalid.into()),
        }
    }
}

fn grid(invalid: &mut Invalid, classes: Vec<GridClassBody>) -> Option<Grid> {
    let mut checked = Vec::new();
    for (index, GridClassBody { class, cells }) in classes.into_iter().enumerate() {
        let class = invalid.check(&format!("/grid/{index}/class"), class.parse())?;
        let cell = |cell: CellBody| {
            Some(GridCell {
                recency: RfmScore::new(cell.recency)?,
                frequency_value: RfmScore::new(cell.frequency_value)?,
            })
        };
        checked.push(GridClass { class, cells: cells.into_iter().filter_map(cell).collect() });
    }
    invalid.check("/grid", Grid::new(checked).map_err(|error: InvalidGrid| error.to_string()))
}

impl From<RfmSettings> for RfmSettingsBody {
    fn from(RfmSettings { method, grid }: RfmSettings) -> Self {
        let thresholds = match method {
            RfmMethod::Quantiles => None,
            RfmMethod::Fixed(cuts) => Some(cuts.into()),
        };
        let grid = grid.classes().iter().map(|GridClass { class, cells }| GridClassBody {
            class: class.as_str().to_owned(),
            cells: cells
                .iter()
                .map(|cell| CellBody {
                    recency: cell.recency.get(),
                    frequency_value: cell.frequency_value.get(),
                })
                .collect(),
        });
        Self { thresholds, grid: Some(grid.collect()) }
    }
}
