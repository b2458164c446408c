//! How something is taxed, on the wire.

use regulars_invoices::{LineTax, TaxCategory, TaxPercent};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;

/// How a line is taxed, in the words of EN 16931.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TaxCategoryBody {
    /// At a rate above zero (`S`).
    Standard,
    /// At a rate of zero (`Z`).
    ZeroRated,
    /// Exempt, for the reason in `exemption_reason` (`E`).
    Exempt,
    /// The buyer owes the tax: reverse charge (`AE`). The invoice names the buyer's tax number.
    ReverseCharge,
    /// Goods for a business in another country of the Union (`K`). The invoice names the buyer's tax number.
    IntraCommunity,
    /// Goods for a country outside of the Union (`G`).
    Export,
    /// Not under the tax at all (`O`). Then every line is.
    OutsideScope,
}

impl From<TaxCategory> for TaxCategoryBody {
    fn from(category: TaxCategory) -> Self {
        match category {
            TaxCategory::Standard => Self::Standard,
            TaxCategory::ZeroRated => Self::ZeroRated,
            TaxCategory::Exempt => Self::Exempt,
            TaxCategory::ReverseCharge => Self::ReverseCharge,
            TaxCategory::IntraCommunity => Self::IntraCommunity,
            TaxCategory::Export => Self::Export,
            TaxCategory::OutsideScope => Self::OutsideScope,
        }
    }
}

impl From<TaxCategoryBody> for TaxCategory {
    fn from(body: TaxCategoryBody) -> Self {
        match body {
            TaxCategoryBody::Standard => Self::Standard,
            TaxCategoryBody::ZeroRated => Self::ZeroRated,
            TaxCategoryBody::Exempt => Self::Exempt,
            TaxCategoryBody::ReverseCharge => Self::ReverseCharge,
            TaxCategoryBody::IntraCommunity => Self::IntraCommunity,
            TaxCategoryBody::Export => Self::Export,
            TaxCategoryBody::OutsideScope => Self::OutsideScope,
        }
    }
}

/// The tax on a line.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = LineTax, example = json!({"category": "standard", "percent": "20"}))]
pub struct TaxBody {
    /// The category.
    category: TaxCategoryBody,
    /// The rate, a decimal with at most two places. Zero, or left out, for every category but `standard`.
    #[schema(pattern = "^[0-9]{1,3}([.][0-9]{1,2})?$", max_length = 6, example = "20")]
    #[serde(default)]
    percent: Option<String>,
}

impl TaxBody {
    /// The checked tax.
    pub fn check(self, invalid: &mut Invalid, pointer: &str) -> Option<LineTax> {
        let place = format!("{pointer}/percent");
        let percent = match self.percent {
            Some(text) => invalid.check(&place, text.parse::<TaxPercent>())?,
            None => TaxPercent::ZERO,
        };
        invalid.check(&place, LineTax::new(self.category.into(), percent))
    }
}

impl From<LineTax> for TaxBody {
    fn from(tax: LineTax) -> Self {
        Self { category: tax.category().into(), percent: Some(tax.percent().to_string()) }
    }
}
