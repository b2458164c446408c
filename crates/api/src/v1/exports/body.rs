//! An export on the wire.

use chrono::{DateTime, Utc};
use regulars_interchange::{Export, ExportContent, ExportFormat, ExportState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// What a file is a list of.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "customers")]
pub enum ExportContentBody {
    /// Customers, a row for each.
    Customers,
    /// Purchases, a row for each receipt.
    Purchases,
    /// Purchases, a row for each line of a receipt.
    PurchaseLines,
    /// Operations of an account of points, a row for each.
    PointOperations,
}

/// What kind of file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "xlsx")]
pub enum ExportFormatBody {
    /// A workbook of Excel. Past 1,048,575 rows it goes on on a further sheet.
    Xlsx,
    /// A text with commas (RFC 4180), in UTF-8 with a byte order mark. A cell that a spreadsheet would calculate, or take
    /// for a number and change, begins with an apostrophe, which an import takes away again.
    Csv,
}

/// Where an export stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(example = "ready")]
pub enum ExportStateBody {
    /// Its rows are being written.
    Writing,
    /// Its file is there.
    Ready,
    /// It refers to what is gone, or its file would be too large.
    Failed,
    /// Its file was deleted, or taken away because a customer was erased.
    Withdrawn,
    /// Its time is over, and the file is gone.
    Expired,
}

/// A list as a file.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExportBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fea")]
    pub id: Uuid,
    /// What it is a list of.
    pub content: ExportContentBody,
    /// What kind of file it is.
    pub format: ExportFormatBody,
    /// Where it stands.
    pub state: ExportStateBody,
    /// How many rows are written so far.
    #[schema(example = 500, minimum = 0)]
    pub rows: u64,
    /// How many bytes the file has; `null` until it is there.
    #[schema(example = 48_211, minimum = 0)]
    pub size: Option<u64>,
    /// What stands above the columns, in the language of the merchant.
    #[schema(example = json!(["Ime", "Prezime", "E-mail"]))]
    pub headings: Vec<String>,
    /// The job that writes it.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fea")]
    pub job_id: Uuid,
    /// When it was asked for.
    #[schema(example = "2026-11-21T10:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When it last moved on.
    #[schema(example = "2026-11-21T10:00:02Z")]
    pub updated_at: DateTime<Utc>,
    /// When the file is gone: 24 hours after it was asked for, because it holds personal data.
    #[schema(example = "2026-11-22T10:00:00Z")]
    pub expires_at: DateTime<Utc>,
}

impl From<ExportFormatBody> for ExportFormat {
    fn from(body: ExportFormatBody) -> Self {
        match body {
            ExportFormatBody::Xlsx => Self::Xlsx,
            ExportFormatBody::Csv => Self::Csv,
        }
    }
}

impl From<Export> for ExportBody {
    fn from(export: Export) -> Self {
        Self {
            id: export.id.value(),
            content: match export.content {
                ExportContent::Customers => ExportContentBody::Customers,
                ExportContent::Purchases => ExportContentBody::Purchases,
                ExportContent::PurchaseLines => ExportContentBody::PurchaseLines,
                ExportContent::PointOperations => ExportContentBody::PointOperations,
            },
            format: match export.format {
                ExportFormat::Xlsx => ExportFormatBody::Xlsx,
                ExportFormat::Csv => ExportFormatBody::Csv,
            },
            state: match export.state {
                ExportState::Writing => ExportStateBody::Writing,
                ExportState::Ready => ExportStateBody::Ready,
                ExportState::Failed => ExportStateBody::Failed,
                ExportState::Withdrawn => ExportStateBody::Withdrawn,
                ExportState::Expired => ExportStateBody::Expired,
            },
            rows: export.rows,
            size: export.size,
            headings: export.headings.into_iter().map(|heading| heading.text).collect(),
            job_id: export.job.value(),
            created_at: export.created_at,
            updated_at: export.updated_at,
            expires_at: export.expires_at,
        }
    }
}
