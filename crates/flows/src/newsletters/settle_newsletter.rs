//! Settles with the quota what a newsletter's deliveries have come to.

use regulars_kernel::{Environment, NewsletterId};
use regulars_newsletters::QuotaSettlementStore;
use regulars_quota::{QuotaStore, SettleError, Settled, Settlement, Spender, settle};

/// What settling needs: how far the newsletter is settled, and the quota.
pub trait NewsletterSettlementStore: QuotaSettlementStore + QuotaStore {}
impl<T: QuotaSettlementStore + QuotaStore> NewsletterSettlementStore for T {}

/// Settles what the newsletter has counted since this was last done: sent and unknown messages use their units, failed,
/// excluded and cancelled ones give them back. Whoever counts calls this afterwards, then or later: what was counted
/// before a crash is settled by the next one who calls.
pub async fn settle_newsletter(
    store: &mut dyn NewsletterSettlementStore,
    environment: &Environment,
    newsletter: NewsletterId,
) -> Result<Settled, SettleError> {
    let unsettled = store.take_unsettled(newsletter).await?;
    let settlement = Settlement { used: unsettled.used, returned: unsettled.returned };
    settle(store, environment, Spender::Newsletter(newsletter), settlement).await
}
