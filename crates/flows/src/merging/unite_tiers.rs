//! Tiers of customers who become one: the survivor has the better one.

use regulars_consent::LedgerAccess;
use regulars_kernel::{CustomerId, StoreError};
use regulars_loyalty::{TierDays, TierDaysQuery, TierMember};

use super::store::MergingStore;

/// Puts the survivor into the better tier of both in each programme in which somebody who is merged stands in one. What counts for
/// tiers has moved with the receipts already.
pub(super) async fn unite_tiers(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    merged: CustomerId,
    survivor: CustomerId,
) -> Result<(), StoreError> {
    let others = store.member_tiers_of(merged).await?;
    if others.is_empty() {
        return Ok(());
    }
    let (calendar, now) = (store.merchant_facts().await?.calendar, recording.environment.now());
    let own = store.member_tiers_of(survivor).await?;
    for other in others {
        let Some(programme) = store.find_programme(other.programme).await? else { continue };
        let Some(scheme) = &programme.configuration.tiers else { continue };
        let membership = store.find_programme_membership_of(programme.id, survivor).await?;
        let Some(membership) = membership else { continue };
        let member = TierMember {
            programme: programme.id,
            version: programme.version,
            scheme,
            customer: survivor,
            joined_at: membership.joined_at,
            kept: own.iter().find(|own| own.programme == programme.id),
            calendar: &calendar,
            now,
            had: None,
        };
        let query = TierDaysQuery {
            programme: programme.id,
            basis: scheme.basis.clone(),
            stores: programme.configuration.stores.clone(),
            customers: vec![survivor],
            from: member.counts_from(),
            recording: None,
            calendar,
            now,
        };
        let mut days = TierDays::default();
        for day in store.tier_days(&query).await? {
            days.add(day.day, day.amount);
        }
        if let Some(change) = member.united_with(&other, &days) {
            store.write_member_tier(&change).await?;
        }
    }
    Ok(())
}
