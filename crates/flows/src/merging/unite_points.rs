//! Points of customers who become one: what both have of a type goes into the account of the survivor.

use regulars_consent::{ConsentActor, LedgerAccess};
use regulars_kernel::{Actor, CustomerId, PointAccountId, StoreError};
use regulars_loyalty::{AccountWithLots, Cause, OpenAccount};

use super::store::MergingStore;

/// Puts the points of somebody who is merged into the survivor's accounts of the same types, lot by lot with when they
/// expire. Accounts of types that the survivor does not have have moved already. Gives how many accounts were united.
pub(super) async fn unite_points(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    merged: CustomerId,
    survivor: CustomerId,
) -> Result<u64, StoreError> {
    let left = store.point_accounts_of(merged).await?;
    if left.is_empty() {
        return Ok(0);
    }
    let own = store.point_accounts_of(survivor).await?;
    let (environment, actor) = (recording.environment, actor_of(recording.actor));
    let mut united = 0;
    for other in left {
        let same = own.iter().find(|own| {
            own.account.programme == other.account.programme
                && own.account.point_type == other.account.point_type
        });
        let Some(same) = same else { continue };
        let (into, from) = (same.account.id, other.account.id);
        let held = store.hold_point_accounts(&[into, from]).await?;
        let mut into = open(&held, into)?;
        let mut from = open(&held, from)?;
        let programme = store.find_programme(same.account.programme).await?;
        let programme_version = programme.map_or(1, |programme| programme.version);
        let cause =
            Cause { actor, purchase: None, refund: None, programme_version, reason: None, accrual: None };
        into.absorb(environment, &mut from, cause);
        store.redirect_point_accounts(from.account().id, into.account().id).await?;
        let postings: Vec<_> = [from, into].into_iter().filter_map(OpenAccount::into_posting).collect();
        store.post_points(&postings).await?;
        united += 1;
    }
    Ok(united)
}

fn actor_of(actor: ConsentActor) -> Actor {
    match actor {
        ConsentActor::User(id) => Actor::User(id),
        ConsentActor::Terminal(id) => Actor::Terminal(id),
        ConsentActor::ApiKey(id) => Actor::ApiKey(id),
        ConsentActor::System | ConsentActor::Customer => Actor::System,
    }
}

fn open(held: &[AccountWithLots], id: PointAccountId) -> Result<OpenAccount, StoreError> {
    let found = held.iter().find(|found| found.account.id == id);
    found.cloned().map(OpenAccount::of).ok_or(StoreError::Contended)
}
