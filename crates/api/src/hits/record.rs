//! Writes down what was gathered.

use regulars_flows::record_reactions;
use regulars_identity::IdentityReads;
use regulars_kernel::{Channel, CustomerId, Environment, Instant, MerchantId, NewsletterId, StoreError};
use regulars_newsletters::{ArrivedHit, HitKind, HitLook};

use super::collector::HitBatch;
use crate::application::Application;
use crate::pages::scope_of_link;

impl Application {
    /// Counts an open or a click that arrives now.
    pub(crate) fn count_hit(
        &self,
        merchant: MerchantId,
        newsletter: NewsletterId,
        customer: Option<CustomerId>,
        (kind, look): (HitKind, HitLook),
    ) {
        let arrived_at = self.environment.now();
        // These links stand in mails alone, and their tokens name no channel.
        let channel = Channel::Email;
        self.hits.add(merchant, ArrivedHit { newsletter, channel, customer, kind, look, arrived_at });
    }

    /// Writes down the opens and clicks that arrived until then. What cannot be written now is tried again at the next
    /// call.
    pub async fn record_hits_until(&self, until: Instant) {
        let refused = self.hits.take_refused();
        if refused > 0 {
            tracing::warn!(
                refused,
                "too many opens and clicks of the same links, or in all: some are not counted"
            );
        }
        for batch in self.hits.take(until) {
            let Err(error) = self.record(&batch).await else { continue };
            let (merchant, count) = (batch.merchant, batch.hits.len());
            if self.hits.put_back(batch) {
                tracing::warn!(%merchant, count, %error, "opens and clicks wait to be written");
            } else {
                tracing::error!(%merchant, count, %error, "opens and clicks are lost");
            }
        }
    }

    async fn record(&self, batch: &HitBatch) -> Result<(), StoreError> {
        let (environment, hits): (Environment, _) = (self.environment.clone(), batch.hits.clone());
        let write = self.database.write(scope_of_link(batch.merchant), move |tx| {
            Box::pin(async move {
                let ahead = tx.merchant_facts().await?.clock_shift;
                record_reactions(tx, &environment, ahead, &hits).await
            })
        });
        write.await
    }
}
