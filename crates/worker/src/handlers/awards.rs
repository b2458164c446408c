//! Gives members what the days have brought them, in chunks that leave the database to others in between.

use regulars_flows::{end_daily_awards, give_some_daily_awards, plan_daily_awards};
use regulars_identity::IdentityReads;
use regulars_kernel::StoreError;

use crate::engine::{Engine, MerchantWork};

/// Asks every rule that looks at days. It stays due until it has ended, so one that breaks off begins anew, and whoever had their
/// turn has none again.
pub(crate) async fn give_daily_awards(engine: &Engine, work: &MerchantWork) -> Result<u64, StoreError> {
    let (database, scope) = (&engine.database, work.scope);
    let begun = work.environment.now();
    let (calendar, planned) = database
        .read(scope, async move |tx| {
            let calendar = tx.merchant_facts().await?.calendar;
            Ok::<_, StoreError>((calendar, plan_daily_awards(tx, &calendar, begun).await?))
        })
        .await?;
    for asked in planned {
        let mut after = None;
        loop {
            if engine.is_stopping() {
                return Ok(0);
            }
            let (environment, actor) = (work.environment.clone(), scope.actor());
            let given = database.write(scope, move |tx| {
                Box::pin(async move {
                    give_some_daily_awards(tx, &environment, &calendar, actor, asked, after).await
                })
            });
            after = given.await?;
            if after.is_none() {
                break;
            }
        }
    }
    let ended = database
        .write(scope, move |tx| Box::pin(async move { end_daily_awards(tx, &calendar, begun).await }));
    ended.await.map(|()| 1)
}
