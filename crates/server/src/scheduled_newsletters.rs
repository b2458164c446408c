//! Starts newsletters whose scheduled instant has come.

use async_trait::async_trait;
use regulars_flows::{SendNewsletterError, SendingTerms, put_back_scheduled, send_newsletter};
use regulars_kernel::{Environment, NewsletterId, Scope};
use regulars_newsletters::{NewsletterState, NewsletterStore};
use regulars_persistence::Database;
use regulars_worker::{StartError, StartScheduled};

/// Sends scheduled newsletters as if somebody had done it by hand; one that cannot be sent is ready again.
pub struct ScheduledNewsletters {
    /// Where they are.
    pub database: Database,
    /// What sending depends on besides the store.
    pub terms: SendingTerms,
}

#[async_trait]
impl StartScheduled for ScheduledNewsletters {
    async fn start(
        &self,
        scope: Scope,
        environment: &Environment,
        newsletter: NewsletterId,
    ) -> Result<(), StartError> {
        let (terms, clock) = (self.terms, environment.clone());
        let sent = self.database.write(scope, move |tx| {
            Box::pin(async move {
                // Another worker may have started it, or somebody may have taken it off its schedule.
                let state = tx.find_newsletter(newsletter).await?.map(|found| found.state);
                if state == Some(NewsletterState::Scheduled) {
                    send_newsletter(tx, &clock, terms, newsletter).await.map(drop)
                } else {
                    Ok(())
                }
            })
        });
        let refused = match sent.await {
            Ok(()) => return Ok(()),
            Err(SendNewsletterError::Store(error)) => return Err(StartError::Store(error)),
            Err(refused) => refused,
        };
        let (clock, why) = (environment.clone(), refused.to_string());
        let put_back = self.database.write(scope, move |tx| {
            Box::pin(async move { put_back_scheduled(tx, &clock, newsletter, &refused).await })
        });
        match put_back.await {
            Ok(Some(_)) => {
                tracing::warn!(%newsletter, why, "a scheduled newsletter could not be sent and is ready again");
                Ok(())
            }
            Ok(None) => Err(StartError::Refused(why)),
            Err(error) => Err(StartError::Store(error)),
        }
    }
}
