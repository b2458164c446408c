//! One export.

use regulars_kernel::{ExportId, Instant, JobId, named};
use serde_json::Value;

named! {
    /// What an export is a list of.
    ExportContent {
        /// Customers, a row for each.
        Customers = "customers",
        /// Purchases, a row for each receipt.
        Purchases = "purchases",
        /// Purchases, a row for each line of a receipt.
        PurchaseLines = "purchase_lines",
        /// Operations of an account of points, a row for each.
        PointOperations = "point_operations",
    }
}

named! {
    /// What kind of file is written.
    ExportFormat {
        /// A workbook of Excel.
        Xlsx = "xlsx",
        /// A text with commas (RFC 4180), in UTF-8 with a byte order mark.
        Csv = "csv",
    }
}

named! {
    /// Where an export stands.
    ExportState {
        /// Its rows are being written.
        Writing = "writing",
        /// Its file is there.
        Ready = "ready",
        /// It refers to what is gone, or its file would be too large.
        Failed = "failed",
        /// Its file was taken away before its time: by somebody, or because a customer in it was erased.
        Withdrawn = "withdrawn",
        /// Its file is gone, as everything is after its time.
        Expired = "expired",
    }
}

/// A column as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportHeading {
    /// What stands above it.
    pub text: String,
    /// Whether its cells are numbers.
    pub is_number: bool,
}

/// Where writing has come to in the sheet at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SheetPlace {
    /// The sheet, from 0.
    pub sheet: u32,
    /// How many rows it has below the headings.
    pub rows: u64,
    /// How many bytes these take.
    pub length: u64,
}

/// A list that is written into a file.
#[derive(Clone, PartialEq)]
pub struct Export {
    /// Its id.
    pub id: ExportId,
    /// What it is a list of.
    pub content: ExportContent,
    /// What kind of file it is.
    pub format: ExportFormat,
    /// Where it stands.
    pub state: ExportState,
    /// What is in the list, in the words of the flow that writes it. It may hold personal data.
    pub request: Value,
    /// The columns.
    pub headings: Vec<ExportHeading>,
    /// Goes up when writing begins anew; parts of an earlier run are no part of the file.
    pub run: i64,
    /// How many parts there are.
    pub parts: u32,
    /// How many rows they hold.
    pub rows: u64,
    /// Where the next row goes.
    pub place: SheetPlace,
    /// Behind whom writing goes on, in the words of the flow.
    pub reached: Option<Value>,
    /// How many bytes the file has, once it is there.
    pub size: Option<u64>,
    /// The job that writes it.
    pub job: JobId,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it last moved on.
    pub updated_at: Instant,
    /// When its file is gone.
    pub expires_at: Instant,
}

impl Export {
    /// How long a file is kept: it holds personal data.
    pub const KEPT_FOR: chrono::Duration = chrono::Duration::hours(24);
    /// How many exports of a merchant may have files, or be written, at a time.
    pub const MOST_AT_A_TIME: u64 = 50;

    /// Whether its file can be read at `now`.
    pub fn has_file(&self, now: Instant) -> bool {
        self.state == ExportState::Ready && now < self.expires_at
    }

    /// The same, written from its beginning again.
    #[must_use]
    pub fn begun_anew(self, now: Instant) -> Self {
        Self {
            state: ExportState::Writing,
            run: self.run + 1,
            parts: 0,
            rows: 0,
            place: SheetPlace::default(),
            reached: None,
            size: None,
            updated_at: now,
            ..self
        }
    }

    /// The same without its file, and without what was asked for.
    #[must_use]
    pub fn without_file(self, state: ExportState, now: Instant) -> Self {
        Self { state, request: Value::Null, reached: None, updated_at: now, ..self }
    }
}

/// What was asked for may name people.
impl std::fmt::Debug for Export {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Export")
            .field("id", &self.id)
            .field("content", &self.content)
            .field("state", &self.state)
            .field("rows", &self.rows)
            .finish_non_exhaustive()
    }
}
