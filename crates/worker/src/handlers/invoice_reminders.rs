//! Reminds the customers of a merchant of what they owe, in chunks that leave the database to others in between.

use regulars_flows::remind_of_due_invoices;
use regulars_identity::IdentityReads;
use regulars_kernel::StoreError;

use crate::engine::{Engine, MerchantWork};

/// Keeps every reminder whose day it is. It stays due until it has ended, so one that breaks off goes on where it was.
pub(crate) async fn remind_customers(engine: &Engine, work: &MerchantWork) -> Result<u64, StoreError> {
    while !engine.is_stopping() {
        let (environment, actor) = (work.environment.clone(), work.scope.actor());
        let kept = engine.database.write(work.scope, move |tx| {
            Box::pin(async move {
                let calendar = tx.merchant_facts().await?.calendar;
                remind_of_due_invoices(tx, &environment, &calendar, actor).await
            })
        });
        if !kept.await? {
            return Ok(1);
        }
    }
    Ok(0)
}
