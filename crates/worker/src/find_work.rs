//! Finds what is due, and lets no merchant wait for a part of the database that cannot be reached.

use std::sync::Arc;

use futures_util::{StreamExt, stream};
use regulars_jobs::{DueWork, DueWorkStore, OwnDueWorkReads};
use regulars_kernel::{MerchantId, StoreError};

use crate::engine::{Engine, MerchantWork};

/// How many merchants are asked at a time.
const ASKED_AT_ONCE: usize = 4;

/// What is due or will be. The look over all merchants needs every node of a database that is spread over several; when it
/// gets no answer, each merchant is asked by itself and those that cannot be reached are skipped.
pub(crate) async fn find_work(engine: &Arc<Engine>) -> Result<Vec<DueWork>, StoreError> {
    let over_all = engine.database.read_platform(async move |system| system.due_work().await).await;
    match over_all {
        Err(error) if is_no_answer(&error) => merchant_by_merchant(engine, error).await,
        found => found,
    }
}

/// Whether the database might answer a smaller question.
const fn is_no_answer(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable(_) | StoreError::Contended | StoreError::TooExpensive)
}

/// `why` is how the look over all merchants failed; it is the answer when no merchant can be asked either.
async fn merchant_by_merchant(engine: &Arc<Engine>, why: StoreError) -> Result<Vec<DueWork>, StoreError> {
    let listed: Result<Vec<MerchantId>, StoreError> =
        engine.database.read_platform(async move |system| system.all_merchants().await).await;
    let Ok(merchants) = listed else { return Err(why) };
    let asked = merchants.len();
    let mut answers =
        stream::iter(merchants).map(|merchant| own_work(engine, merchant)).buffer_unordered(ASKED_AT_ONCE);
    let mut found = Vec::new();
    let mut unreached = 0_usize;
    while let Some(answer) = answers.next().await {
        match answer {
            Ok(due) => found.extend(due),
            Err(_) => unreached += 1,
        }
    }
    if unreached == asked {
        return Err(why);
    }
    tracing::warn!(error = %why, unreached, asked, "work was looked for merchant by merchant");
    Ok(found)
}

async fn own_work(engine: &Arc<Engine>, merchant: MerchantId) -> Result<Vec<DueWork>, StoreError> {
    let scope = MerchantWork::of(engine, merchant, chrono::Duration::zero()).scope;
    engine.database.read(scope, async move |tx| tx.own_due_work().await).await
}
