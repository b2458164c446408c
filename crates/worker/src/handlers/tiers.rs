//! Writes which members of programmes have come into another tier by time, in chunks that leave the database to others in between.

use regulars_identity::IdentityReads;
use regulars_kernel::StoreError;
use regulars_loyalty::{end_of_due_tiers, settle_due_tiers};

use crate::engine::{Engine, MerchantWork};

/// Settles every member who is due. It stays due until it has ended, so one that breaks off goes on where it was.
pub(crate) async fn settle_tiers(engine: &Engine, work: &MerchantWork) -> Result<u64, StoreError> {
    let (database, scope) = (&engine.database, work.scope);
    let facts = database.read(scope, async move |tx| tx.merchant_facts().await).await?;
    let calendar = facts.calendar;
    while !engine.is_stopping() {
        let environment = work.environment.clone();
        let settled = database
            .write(scope, move |tx| {
                Box::pin(async move { settle_due_tiers(tx, &environment, &calendar).await })
            })
            .await?;
        if settled == 0 {
            let environment = work.environment.clone();
            let ended = database.write(scope, move |tx| {
                Box::pin(async move { end_of_due_tiers(tx, &environment, &calendar).await })
            });
            return ended.await.map(|()| 1);
        }
    }
    Ok(0)
}
