//! Pays referrals behind the time in which goods may come back, in chunks that leave the database to others in between.

use regulars_identity::IdentityReads;
use regulars_kernel::StoreError;
use regulars_loyalty::settle_due_referrals;

use crate::engine::{Engine, MerchantWork};

/// How often a chunk begins anew.
const MOST_TRIES: u32 = 5;

/// Settles what is due, and tells how much that was. What is not settled stays due, so one that breaks off goes on where it was.
pub(crate) async fn settle_referrals(engine: &Engine, work: &MerchantWork) -> Result<u64, StoreError> {
    let (database, scope) = (&engine.database, work.scope);
    let facts = database.read(scope, async move |tx| tx.merchant_facts().await).await?;
    let calendar = facts.calendar;
    let (mut all, mut tries) = (0, 0);
    while !engine.is_stopping() {
        let environment = work.environment.clone();
        let settled = database.write(scope, move |tx| {
            Box::pin(async move { settle_due_referrals(tx, &environment, &calendar).await })
        });
        match settled.await {
            Ok(0) => break,
            Ok(settled) => {
                all += u64::try_from(settled).unwrap_or(u64::MAX);
                tries = 0;
            }
            // A receipt has touched one of the accounts meanwhile.
            Err(StoreError::Contended) if tries < MOST_TRIES => tries += 1,
            Err(error) => return Err(error),
        }
    }
    Ok(all)
}
