//! The tiers of several members of a programme: two statements, however many members there are.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, Instant, MerchantCalendar, StoreError};

use super::member_tier::MemberTier;
use super::reckon::{ReckonedTier, TierMember};
use super::scheme::TierScheme;
use super::store::TierReads;
use super::tier_days::{TierDays, TierDaysQuery};
use super::tier_move::TierMoveCause;
use crate::programme::membership::ProgrammeMembership;
use crate::programme::programme::Programme;

/// The tiers of these members, in their order, as the scheme has them. Nothing is written.
pub async fn tiers_of_members<Store: TierReads + ?Sized>(
    store: &mut Store,
    programme: &Programme,
    scheme: &TierScheme,
    members: &[ProgrammeMembership],
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<ReckonedTier>, StoreError> {
    if members.is_empty() {
        return Ok(Vec::new());
    }
    let customers: Vec<CustomerId> = members.iter().map(|member| member.customer).collect();
    let kept = store.member_tiers(programme.id, &customers).await?;
    let kept: BTreeMap<CustomerId, MemberTier> = kept.into_iter().map(|one| (one.customer, one)).collect();
    let asked: Vec<TierMember<'_>> = members
        .iter()
        .map(|member| TierMember {
            programme: programme.id,
            version: programme.version,
            scheme,
            customer: member.customer,
            joined_at: member.joined_at,
            kept: kept.get(&member.customer),
            calendar,
            now,
            had: None,
        })
        .collect();
    let Some(from) = asked.iter().map(TierMember::counts_from).min() else { return Ok(Vec::new()) };
    let query = TierDaysQuery {
        programme: programme.id,
        basis: scheme.basis.clone(),
        stores: programme.configuration.stores.clone(),
        customers,
        from,
        recording: None,
        calendar: *calendar,
        now,
    };
    let mut days: BTreeMap<CustomerId, TierDays> = BTreeMap::new();
    for day in store.tier_days(&query).await? {
        days.entry(day.customer).or_default().add(day.day, day.amount);
    }
    let nothing = TierDays::default();
    let reckoned = asked.iter().map(|member| {
        let days = days.get(&member.customer).unwrap_or(&nothing);
        member.reckon(days, TierMoveCause::Recount)
    });
    Ok(reckoned.collect())
}
