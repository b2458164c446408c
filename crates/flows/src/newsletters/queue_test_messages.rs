//! Queues test messages of a newsletter: it goes to the merchant's own staff, to be looked at.

use std::collections::BTreeSet;

use regulars_identity::UserStatus;
use regulars_jobs::JobStore;
use regulars_kernel::{Email, Environment, JobId, NewsletterId, StoreError, UserId};
use regulars_quota::{TakeTestSendsError, TestQuota, TestSendsExhausted, take_test_sends};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::cannot_leave::CannotLeave;
use super::send_store::{SendStore, SendingTerms};
use crate::service_mails::job::service_mail_job;

/// What test sends touch.
pub trait TestSendStore: SendStore + JobStore {}
impl<Store: SendStore + JobStore> TestSendStore for Store {}

/// A test send, as the payload of the service mail that it becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewsletterTest {
    /// The newsletter.
    pub newsletter: Uuid,
    /// The person of the staff who gets it.
    pub user: Uuid,
}

impl NewsletterTest {
    /// The name of the service mail.
    pub const TEMPLATE: &str = "newsletter_test";

    /// The newsletter.
    pub const fn newsletter(self) -> NewsletterId {
        NewsletterId::new(self.newsletter)
    }

    /// The person of the staff who gets it.
    pub const fn user(self) -> UserId {
        UserId::new(self.user)
    }
}

/// Test messages that are on their way.
#[derive(Clone, Debug)]
pub struct QueuedTestMessages {
    /// The test sends of the month.
    pub tests: TestQuota,
    /// The jobs that write and send them, one for each address.
    pub mails: Vec<JobId>,
}

/// Why no test message was queued.
#[derive(Debug, thiserror::Error)]
pub enum QueueTestMessagesError {
    /// The merchant has no such newsletter.
    #[error("there is no such newsletter")]
    UnknownNewsletter,
    /// There is nothing to look at yet.
    #[error("the newsletter has no subject or no content yet")]
    Incomplete,
    /// An address is not that of the merchant's staff; by its place in the list.
    #[error("must be the address of somebody of the staff")]
    NotStaff(usize),
    /// Mail of this merchant cannot leave.
    #[error(transparent)]
    CannotLeave(#[from] CannotLeave),
    /// Too few test sends are left this month.
    #[error(transparent)]
    Exhausted(#[from] TestSendsExhausted),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<TakeTestSendsError> for QueueTestMessagesError {
    fn from(error: TakeTestSendsError) -> Self {
        match error {
            TakeTestSendsError::Exhausted(error) => Self::Exhausted(error),
            TakeTestSendsError::Store(error) => Self::Store(error),
        }
    }
}

/// Queues a newsletter to addresses of the merchant's staff, each of which takes one test send of the month and no quota.
/// An address that is named twice gets one.
pub async fn queue_test_messages(
    store: &mut dyn TestSendStore,
    environment: &Environment,
    terms: SendingTerms,
    id: NewsletterId,
    to: &[Email],
) -> Result<QueuedTestMessages, QueueTestMessagesError> {
    let newsletter = store.find_newsletter(id).await?.ok_or(QueueTestMessagesError::UnknownNewsletter)?;
    if !newsletter.draft().is_complete() {
        return Err(QueueTestMessagesError::Incomplete);
    }
    terms.check(&store.own_merchant().await?)?;
    let staff = staff_at(store, to).await?;
    let units = u32::try_from(staff.len()).map_err(|error| StoreError::Defect(error.into()))?;
    let tests = take_test_sends(store, environment, units).await?;
    let mut mails = Vec::with_capacity(staff.len());
    for user in staff {
        let test = NewsletterTest { newsletter: id.value(), user: user.value() };
        let job = service_mail_job(environment, NewsletterTest::TEMPLATE, &test)?;
        store.enqueue(&job).await?;
        mails.push(job.id);
    }
    Ok(QueuedTestMessages { tests, mails })
}

/// The active people of the staff with these addresses, each once.
async fn staff_at(
    store: &mut dyn TestSendStore,
    to: &[Email],
) -> Result<Vec<UserId>, QueueTestMessagesError> {
    let mut staff = BTreeSet::new();
    for (place, email) in to.iter().enumerate() {
        let user = store.find_own_staff_by_email(email).await?;
        let user = user.filter(|user| user.status == UserStatus::Active);
        let user = user.ok_or(QueueTestMessagesError::NotStaff(place))?;
        staff.insert(user.id);
    }
    Ok(staff.into_iter().collect())
}
