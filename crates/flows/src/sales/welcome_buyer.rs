//! Whoever comes into a programme by a receipt is welcomed by what its rules give for that.

use regulars_kernel::{CustomerId, Environment, ProgrammeId, StoreError};
use regulars_loyalty::EarningTrigger;
use regulars_purchases::Till;

use super::points_of_sale::PointsOfSale;
use super::standing_of_buyer::MemberStanding;
use super::store::SaleStore;
use crate::awards::join_and_welcome::welcome;

/// Somebody who comes into a programme that welcomes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Newcomer {
    programme: ProgrammeId,
    customer: CustomerId,
}

impl Newcomer {
    /// Those of these who are welcomed.
    pub fn of(standings: &[MemberStanding]) -> Vec<Self> {
        let welcomes = |standing: &&MemberStanding| {
            let mut rules = standing.programme.configuration.earning_rules.iter();
            standing.comes_in && rules.any(|rule| rule.trigger == EarningTrigger::Welcome)
        };
        let newcomers = standings.iter().filter(welcomes);
        newcomers
            .map(|standing| Self { programme: standing.programme.id, customer: standing.customer })
            .collect()
    }
}

/// Welcomes them, and lets the accounts that are told of be what they are then.
pub(super) async fn welcome_buyer(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    newcomers: &[Newcomer],
    points: &mut [PointsOfSale],
) -> Result<(), StoreError> {
    for Newcomer { programme, customer } in newcomers.iter().copied() {
        let given = welcome(store, environment, &till.calendar, till.actor, (programme, customer));
        // Receipts that welcome nobody carry nothing of it.
        let given = Box::pin(given).await?;
        for given in given {
            let Some((account, balance)) = given.account else { continue };
            let is_its = |told: &&mut PointsOfSale| {
                told.programme == programme && told.point_type == given.award.point_type
            };
            for told in points.iter_mut().filter(is_its) {
                told.account = account;
                told.balance = balance;
            }
        }
    }
    Ok(())
}
