//! The job that a confirmation message becomes.

use regulars_consent::{ConfirmationId, ConfirmationPurpose, IssuedConfirmation};
use regulars_jobs::JobStore;
use regulars_kernel::{CustomerId, Environment, JobId, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::service_mails::job::service_mail_job;

/// A confirmation message, as the payload of the service mail that it becomes. The secret in its link is derived when
/// the mail is written, and waits nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConfirmationMail {
    confirmation: Uuid,
    /// Who is asked, and what; jobs that were kept before told neither.
    #[serde(default)]
    customer: Option<Uuid>,
    #[serde(default)]
    asks_regular: bool,
}

impl ConfirmationMail {
    /// The name of the service mail.
    pub const TEMPLATE: &str = "confirmation";

    /// What is to be confirmed.
    pub const fn confirmation(self) -> ConfirmationId {
        ConfirmationId(self.confirmation)
    }

    /// Who is asked.
    pub fn customer(self) -> Option<CustomerId> {
        self.customer.map(CustomerId::new)
    }

    /// What is asked.
    pub const fn purpose(self) -> ConfirmationPurpose {
        if self.asks_regular { ConfirmationPurpose::BecomeRegular } else { ConfirmationPurpose::OptIn }
    }

    /// Keeps the message to be written and sent, and tells the job that does it.
    pub(super) async fn enqueue<Store: JobStore + ?Sized>(
        store: &mut Store,
        environment: &Environment,
        issued: &IssuedConfirmation,
    ) -> Result<JobId, StoreError> {
        let asked = Self {
            confirmation: issued.id.0,
            customer: Some(issued.confirmation.customer.value()),
            asks_regular: issued.confirmation.purpose == ConfirmationPurpose::BecomeRegular,
        };
        let job = service_mail_job(environment, Self::TEMPLATE, &asked)?;
        store.enqueue(&job).await?;
        Ok(job.id)
    }
}
