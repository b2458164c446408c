//! Writes which members of programmes have come into another tier by time, and how those stand whom nobody has looked at yet, in
//! chunks that leave the database to others in between.

use regulars_identity::IdentityReads;
use regulars_kernel::{MerchantCalendar, StoreError};
use regulars_loyalty::{end_of_due_tiers, programmes_with_tiers, settle_due_tiers, settle_uncounted_tiers};

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
            if !settle_uncounted(engine, work, calendar).await? {
                return Ok(0);
            }
            let environment = work.environment.clone();
            let ended = database.write(scope, move |tx| {
                Box::pin(async move { end_of_due_tiers(tx, &environment, &calendar).await })
            });
            return ended.await.map(|()| 1);
        }
    }
    Ok(0)
}

/// Settles every member of whom nothing is written yet as it is counted now. False where the worker stops before.
async fn settle_uncounted(
    engine: &Engine,
    work: &MerchantWork,
    calendar: MerchantCalendar,
) -> Result<bool, StoreError> {
    let (database, scope) = (&engine.database, work.scope);
    let programmes = database.read(scope, async move |tx| programmes_with_tiers(tx).await).await?;
    for programme in programmes {
        let mut after = None;
        loop {
            if engine.is_stopping() {
                return Ok(false);
            }
            let environment = work.environment.clone();
            after = database
                .write(scope, move |tx| {
                    Box::pin(async move {
                        settle_uncounted_tiers(tx, &environment, &calendar, programme, after).await
                    })
                })
                .await?;
            if after.is_none() {
                break;
            }
        }
    }
    Ok(true)
}
