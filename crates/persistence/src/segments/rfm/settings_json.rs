//! How a merchant scores, as JSON.

use regulars_kernel::{RfmScore, StoreError};
use regulars_segments::{Bounds, Cuts, Grid, GridCell, GridClass, RfmMethod, RfmSettings};
use serde_json::{Value, json};

use crate::error::inconsistent;

/// Writes settings: `{"thresholds": {…} or null, "grid": [{"class": …, "cells": [[recency, frequency and value], …]}]}`.
pub(super) fn settings_to_json(settings: &RfmSettings) -> Value {
    let thresholds = match settings.method {
        RfmMethod::Quantiles => Value::Null,
        RfmMethod::Fixed(cuts) => cuts_to_json(&cuts),
    };
    let grid = settings.grid.classes().iter().map(|GridClass { class, cells }| {
        let cells: Vec<_> =
            cells.iter().map(|cell| json!([cell.recency.get(), cell.frequency_value.get()])).collect();
        json!({"class": class.as_str(), "cells": cells})
    });
    json!({"thresholds": thresholds, "grid": grid.collect::<Vec<_>>()})
}

/// Reads what [`settings_to_json`] has written.
pub(super) fn settings_from_json(json: &Value) -> Result<RfmSettings, StoreError> {
    let method = match &json["thresholds"] {
        Value::Null => RfmMethod::Quantiles,
        cuts => RfmMethod::Fixed(cuts_from_json(cuts)?),
    };
    let classes = json["grid"].as_array().ok_or_else(|| wrong("there is no grid"))?;
    let classes = classes.iter().map(|class| {
        let cells = class["cells"].as_array().ok_or_else(|| wrong("a class without cells"))?;
        let cells = cells
            .iter()
            .map(|cell| Ok(GridCell { recency: score(&cell[0])?, frequency_value: score(&cell[1])? }));
        let class = class["class"].as_str().unwrap_or_default().parse().map_err(wrong)?;
        Ok(GridClass { class, cells: cells.collect::<Result<_, StoreError>>()? })
    });
    let grid = Grid::new(classes.collect::<Result<_, StoreError>>()?).map_err(wrong)?;
    Ok(RfmSettings { method, grid })
}

/// Writes bounds.
pub(super) fn cuts_to_json(cuts: &Cuts) -> Value {
    json!({"recency_days": cuts.recency_days.0, "frequency": cuts.frequency.0, "monetary": cuts.monetary.0})
}

/// Reads what [`cuts_to_json`] has written.
pub(super) fn cuts_from_json(json: &Value) -> Result<Cuts, StoreError> {
    let bounds = |name: &str| {
        let values: [i64; 4] = serde_json::from_value(json[name].clone()).map_err(wrong)?;
        Ok::<_, StoreError>(Bounds(values))
    };
    Ok(Cuts {
        recency_days: bounds("recency_days")?,
        frequency: bounds("frequency")?,
        monetary: bounds("monetary")?,
    })
}

fn score(json: &Value) -> Result<RfmScore, StoreError> {
    json.as_i64().and_then(RfmScore::new).ok_or_else(|| wrong("no score"))
}

fn wrong(error: impl std::fmt::Display) -> StoreError {
    inconsistent("rfm_settings", error)
}
