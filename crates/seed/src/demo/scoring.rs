//! Scores the demo's customers by what they have bought.

use regulars_kernel::{CustomerId, StoreError};
use regulars_segments::{end_rfm, plan_rfm, score_chunk};

use super::merchant::scope;
use super::past::Ground;
use crate::SeedError;

/// Scores everybody once, as the program does every morning.
pub async fn score_customers(ground: &Ground<'_>) -> Result<(), SeedError> {
    let (database, calendar) = (&ground.database, ground.calendar);
    let environment = ground.environment.clone();
    let plan = database.read(scope(), async move |tx| plan_rfm(tx, &environment, &calendar).await).await?;
    let mut after: Option<CustomerId> = None;
    loop {
        let (environment, plan) = (ground.environment.clone(), plan.clone());
        let last: Result<_, StoreError> = database
            .write(scope(), move |tx| {
                Box::pin(async move { score_chunk(tx, &environment, &calendar, &plan, after).await })
            })
            .await;
        match last? {
            Some(last) => after = Some(last),
            None => break,
        }
    }
    let environment = ground.environment.clone();
    let ended: Result<(), StoreError> = database
        .write(scope(), move |tx| Box::pin(async move { end_rfm(tx, &environment, &calendar, &plan).await }))
        .await;
    Ok(ended?)
}
