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
        /// It cannot be made.
        Failed = "failed",
        /// It could be fetched, and its files are gone.
        Expired = "expired",
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
    /// How often it was begun. Only what the last run writes is kept.
    pub run: i64,
    /// How many of the sections are written.
    pub sections_done: u16,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was ready.
    pub ready_at: Option<Instant>,
    /// Until when it can be fetched.
    pub expires_at: Instant,
}

impl DataExport {
    /// How long an export can be fetched.
    pub const KEPT_FOR: Duration = Duration::days(7);
    /// How many exports of one customer can be there, or be made, at a time.
    pub const MOST_AT_A_TIME: i64 = 5;

    /// What a part is sealed with besides the customer's key: it opens in its own place only.
    pub fn surroundings(id: DataExportId, form: DataExportForm, number: u32) -> Vec<u8> {
        [id.value().as_bytes(), form.name().as_bytes(), &number.to_be_bytes()[..]].concat()
    }

    /// Where it stands at an instant, whether its files were thrown away yet or not.
    pub fn state_at(&self, now: Instant) -> DataExportState {
        if now < self.expires_at { self.state } else { DataExportState::Expired }
    }

    /// Whether it can be fetched.
    pub fn is_there(&self, now: Instant) -> bool {
        self.state_at(now) == DataExportState::Ready
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn it_can_be_fetched_from_when_it_is_ready_until_it_expires() {
        let now = Instant::UNIX_EPOCH;
        let export = DataExport {
            id: DataExportId::new(Uuid::from_u128(1)),
            customer: CustomerId::new(Uuid::from_u128(2)),
            job: JobId::new(Uuid::from_u128(3)),
            state: DataExportState::Making,
            run: 1,
            sections_done: 0,
            created_at: now,
            ready_at: None,
            expires_at: now + DataExport::KEPT_FOR,
        };
        assert!(!export.is_there(now));
        let ready = DataExport { state: DataExportState::Ready, ..export };
        assert!(ready.is_there(now) && ready.is_there(ready.expires_at - Duration::seconds(1)));
        assert!(!ready.is_there(ready.expires_at));
        assert_eq!(ready.state_at(ready.expires_at), DataExportState::Expired);
    }

    #[test]
    fn no_two_parts_have_the_same_surroundings() {
        let id = DataExportId::new(Uuid::from_u128(1));
        let of = |form, number| DataExport::surroundings(id, form, number);
        assert_ne!(of(DataExportForm::Json, 0), of(DataExportForm::Html, 0));
        assert_ne!(of(DataExportForm::Json, 0), of(DataExportForm::Json, 1));
    }
}
