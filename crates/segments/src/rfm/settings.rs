//! How a merchant's customers are scored.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::MerchantId;
use serde_json::json;

use crate::rfm::cuts::Cuts;
use crate::rfm::grid::Grid;

/// By what scores are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RfmMethod {
    /// By fifths of the merchant's own customers.
    Quantiles,
    /// By bounds that the merchant has set.
    Fixed(Cuts),
}

/// How a merchant's customers are scored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RfmSettings {
    /// By what.
    pub method: RfmMethod,
    /// What the scores mean.
    pub grid: Grid,
}

impl Default for RfmSettings {
    fn default() -> Self {
        Self { method: RfmMethod::Quantiles, grid: Grid::default() }
    }
}

/// Settings as the audit trail notes them, which are the merchant's.
pub struct SettingsOf<'s>(pub MerchantId, pub &'s RfmSettings);

impl Recorded for SettingsOf<'_> {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Merchant, id: self.0.value() }
    }

    fn fields(&self) -> Fields {
        let RfmSettings { method, grid } = self.1;
        let fixed = match method {
            RfmMethod::Quantiles => None,
            RfmMethod::Fixed(cuts) => Some(json!({
                "recency_days": cuts.recency_days.0, "frequency": cuts.frequency.0, "monetary": cuts.monetary.0,
            })),
        };
        let mut list = FieldList::default().value("rfm.thresholds", fixed);
        for class in grid.classes() {
            let cells: Vec<_> = class
                .cells
                .iter()
                .map(|cell| json!([cell.recency.get(), cell.frequency_value.get()]))
                .collect();
            list = list.value(format!("rfm.grid.{}", class.class.as_str()), cells);
        }
        list.into_fields()
    }
}
