//! Errors of a database that is not ready.

use regulars_persistence::NotReady;

use crate::error::{ApiError, Code};

impl From<NotReady> for ApiError {
    fn from(error: NotReady) -> Self {
        let (detail, reason) = match error {
            NotReady::Silent(error) => {
                tracing::error!(%error, "the database does not answer");
                ("the database does not answer".to_owned(), "no_answer")
            }
            NotReady::Writes(fault) => (format!("writes fail: {fault}"), fault.as_str()),
        };
        Self::new(Code::Unavailable, detail).with("reason", reason).retry_after(2)
    }
}
