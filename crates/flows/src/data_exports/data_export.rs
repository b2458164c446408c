//! An export of what is known of a customer.

use chrono::Duration;
use regulars_kernel::{CustomerId, DataExportId, Instant, JobId, named};

named! {
    /// Where an export stands.
    DataExportState {
        /// It is being made.
        Making = "making",
        /// It can be fetched.
        Ready = "ready",
    }
}

named! {
    /// In which form the data is.
    DataExportForm {
        /// JSON, for programs.
        Json = "json",
        /// HTML, to be read.
        Html = "html",
    }
}

/// An export of what is known of a customer. Its parts are sealed with the customer's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataExport {
    /// Its id.
    pub id: DataExportId,
    /// Whose data it is.
    pub customer: CustomerId,
    /// The job that makes it.
    pub job: JobId,
    /// Where it stands.
    pub state: DataExportState,
    /// When it was asked for.
    pub created_at: Instant,
    /// Until when it can be fetched.
    pub expires_at: Instant,
}

impl DataExport {
    /// How long an export can be fetched.
    pub const KEPT_FOR: Duration = Duration::days(7);

    /// What a part is sealed with besides the customer's key: it opens in its own place only.
    pub fn surroundings(id: DataExportId, form: DataExportForm, number: u32) -> Vec<u8> {
        [id.value().as_bytes(), form.name().as_bytes(), &number.to_be_bytes()[..]].concat()
    }

    /// Whether it can be fetched.
    pub fn is_there(&self, now: Instant) -> bool {
        self.state == DataExportState::Ready && now < self.expires_at
    }
}
