//! Which purchases are wanted as a file.

use chrono::{DateTime, Utc};
use regulars_flows::{ExportRequest, MeantPurchases, NewExport};
use regulars_interchange::PurchaseColumn;
use regulars_kernel::{CustomerId, Language, StoreId};
use regulars_purchases::ReceiptNumber;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::ExportFormatBody;
use crate::error::{ApiError, Invalid};
use crate::extract::require_order;

/// What a row stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseRowsBody {
    /// A receipt.
    #[default]
    Receipts,
    /// A line of a receipt.
    Lines,
}

/// Which purchases, and which kind of file. The filters are those of `GET /v1/purchases`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z", "rows": "lines", "format": "csv"
}))]
pub struct NewPurchaseExportBody {
    /// Purchases of this customer only.
    #[serde(default)]
    customer_id: Option<Uuid>,
    /// Purchases in this store only.
    #[serde(default)]
    store_id: Option<Uuid>,
    /// Purchases whose receipt has this number.
    #[schema(min_length = 1, max_length = 64)]
    #[serde(default)]
    receipt_number: Option<String>,
    /// Purchases that count as of this instant or later.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Purchases that count as of an instant before this one.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    until: Option<DateTime<Utc>>,
    /// What a row stands for; a receipt when it is left out.
    #[schema(inline)]
    #[serde(default)]
    rows: Option<PurchaseRowsBody>,
    /// The kind of file.
    format: ExportFormatBody,
}

impl NewPurchaseExportBody {
    /// The customer and the store that are named.
    pub fn named(&self) -> (Option<CustomerId>, Option<StoreId>) {
        (self.customer_id.map(CustomerId::new), self.store_id.map(StoreId::new))
    }

    /// The file, with headings in that language.
    pub fn check(self, language: Language) -> Result<NewExport, ApiError> {
        let Self { customer_id, store_id, receipt_number, from, until, rows, format } = self;
        require_order(from, until, "/until")?;
        let mut invalid = Invalid::default();
        if let Some(number) = &receipt_number {
            invalid.check("/receipt_number", number.parse::<ReceiptNumber>());
        }
        invalid.finish()?;
        let by_line = rows == Some(PurchaseRowsBody::Lines);
        let meant =
            MeantPurchases { customer: customer_id, store: store_id, receipt_number, from, until, by_line };
        Ok(NewExport {
            request: ExportRequest::Purchases(meant),
            format: format.into(),
            headings: PurchaseColumn::of_rows(by_line).map(|column| column.heading(language)).collect(),
        })
    }
}
