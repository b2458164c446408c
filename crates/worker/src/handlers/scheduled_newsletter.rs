//! Starts newsletters whose scheduled instant has come, and puts back those that cannot be sent.

use regulars_flows::{
    SendNewsletterError, SendingTerms, StartScheduledError, put_back_scheduled, start_scheduled,
};
use regulars_kernel::{Environment, NewsletterId, Scope, StoreError};
use regulars_persistence::Database;

/// Sends scheduled newsletters as if somebody had done it by hand; one that cannot be sent, or is too late, is ready again.
pub struct ScheduledNewsletters {
    /// Where they are.
    pub database: Database,
    /// What sending depends on besides the store.
    pub terms: SendingTerms,
}

/// Why a scheduled newsletter was not started. It is still scheduled, and tried again in a minute.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartScheduledNewsletterError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It cannot be sent as things stand, and was not to be put back.
    #[error("{0}")]
    Refused(String),
}

impl ScheduledNewsletters {
    /// Starts a newsletter whose instant has come, on the merchant's clock. It moves out of `scheduled` in the transaction
    /// that freezes the audience, and only if it is still there, so that it starts once however many workers ask.
    pub(crate) async fn start(
        &self,
        scope: Scope,
        environment: &Environment,
        newsletter: NewsletterId,
    ) -> Result<(), StartScheduledNewsletterError> {
        let (terms, clock) = (self.terms, environment.clone());
        let started = self.database.write(scope, move |tx| {
            Box::pin(async move { start_scheduled(tx, &clock, terms, newsletter).await })
        });
        let refused = match started.await {
            Ok(()) => return Ok(()),
            Err(StartScheduledError::Send(SendNewsletterError::Store(error))) => {
                return Err(StartScheduledNewsletterError::Store(error));
            }
            Err(refused) => refused,
        };
        let (clock, why) = (environment.clone(), refused.to_string());
        let put_back = self.database.write(scope, move |tx| {
            Box::pin(async move { put_back_scheduled(tx, &clock, newsletter, &refused).await })
        });
        match put_back.await {
            Ok(Some(_)) => {
                tracing::warn!(%newsletter, why, "a scheduled newsletter was not sent and is ready again");
                Ok(())
            }
            Ok(None) => Err(StartScheduledNewsletterError::Refused(why)),
            Err(error) => Err(StartScheduledNewsletterError::Store(error)),
        }
    }
}
