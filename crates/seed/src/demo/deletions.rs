//! An erasure of many customers that was called off before anybody was erased.

use regulars_flows::{ErasureGrounds, ErasureReason, WhoToErase, begin_deletion, cancel_deletion};
use regulars_kernel::{Actor, CustomerId};
use uuid::{Uuid, uuid};

use super::fixed_id::environment_of;
use super::invalid;
use super::known_customers::MILICA;
use super::merchant::scope;
use super::past::Ground;
use crate::SeedError;

/// The one that the examples of the document name.
const DELETION: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe9");

/// Makes it.
pub async fn make_deletions(ground: &Ground<'_>) -> Result<(), SeedError> {
    let environment = environment_of(DELETION)?;
    let calendar = ground.calendar;
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                let who = WhoToErase::Customers(vec![CustomerId::new(MILICA)]);
                let grounds = ErasureGrounds { reason: ErasureReason::Other, requested_by_person: false };
                let begun = begin_deletion(tx, &environment, &calendar, Actor::System, who, grounds)
                    .await
                    .map_err(invalid)?;
                cancel_deletion(tx, &environment, begun.id).await.map_err(invalid)?;
                Ok::<_, SeedError>(())
            })
        })
        .await
}
