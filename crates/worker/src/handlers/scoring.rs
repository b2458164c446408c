//! Scores the customers of a merchant anew, in chunks that leave the database to others in between.

use regulars_identity::IdentityReads;
use regulars_kernel::StoreError;
use regulars_segments::{end_rfm, plan_rfm, score_chunk};

use crate::engine::{Engine, MerchantWork};

/// Scores every customer of the merchant. It stays due until it has ended, so one that breaks off begins again.
pub(crate) async fn score_customers(engine: &Engine, work: &MerchantWork) -> Result<u64, StoreError> {
    let (database, scope) = (&engine.database, work.scope);
    let environment = work.environment.clone();
    let (plan, calendar) = database
        .read_heavily(scope, async move |tx| {
            let calendar = tx.merchant_facts().await?.calendar;
            Ok::<_, StoreError>((plan_rfm(tx, &environment, &calendar).await?, calendar))
        })
        .await?;
    let mut after = None;
    while !engine.is_stopping() {
        let (environment, chunk) = (work.environment.clone(), plan.clone());
        let last = database
            .write(scope, move |tx| {
                Box::pin(async move { score_chunk(tx, &environment, &calendar, &chunk, after).await })
            })
            .await?;
        if last.is_none() {
            let environment = work.environment.clone();
            let ended = database.write(scope, move |tx| {
                Box::pin(async move { end_rfm(tx, &environment, &calendar, &plan).await })
            });
            return ended.await.map(|()| 1);
        }
        after = last;
    }
    Ok(0)
}
