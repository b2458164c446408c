//! The job that a confirmation message becomes.

use regulars_consent::ConfirmationId;
use regulars_jobs::{JobStore, NewJob, ServiceMail};
use regulars_kernel::{Environment, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A confirmation message, as the payload of the service mail that it becomes. The secret in its link is derived when
/// the mail is written, and waits nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationMail {
    confirmation: Uuid,
}

impl ConfirmationMail {
    /// The name of the service mail.
    pub const TEMPLATE: &str = "confirmation";

    /// What is to be confirmed.
    pub const fn confirmation(self) -> ConfirmationId {
        ConfirmationId(self.confirmation)
    }

    /// Keeps the message to be written and sent.
    pub(super) async fn enqueue<Store: JobStore + ?Sized>(
        store: &mut Store,
        environment: &Environment,
        id: ConfirmationId,
    ) -> Result<(), StoreError> {
        let failed = |error: &dyn std::fmt::Display| StoreError::Failed(error.to_string());
        let ids = serde_json::to_value(Self { confirmation: id.0 }).map_err(|error| failed(&error))?;
        let mail = ServiceMail { template: Self::TEMPLATE.to_owned(), ids };
        let job = NewJob::now(environment, &mail).map_err(|error| failed(&error))?;
        store.enqueue(&job).await
    }
}
