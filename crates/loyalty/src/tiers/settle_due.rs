//! Writes what time alone has brought about, chunk by chunk.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{
    CustomerId, Environment, MerchantCalendar, PageRequest, PageSize, ProgrammeId, StoreError,
};

use super::period::next_day;
use super::store::TierStore;
use super::tiers_of_members::tiers_of_members;
use crate::programme::programme::Programme;
use crate::programme::store::ProgrammeReads;

/// Writes the tiers of a chunk of members who are due, and tells how many these were: none, and all are done.
pub async fn settle_due_tiers<Store: ProgrammeReads + TierStore + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
) -> Result<u64, StoreError> {
    let due = store.due_member_tiers(environment.now(), PageSize::LARGEST).await?;
    let count = u64::try_from(due.len()).unwrap_or(u64::MAX);
    let mut by_programme: BTreeMap<ProgrammeId, Vec<CustomerId>> = BTreeMap::new();
    for (programme, customer) in due {
        by_programme.entry(programme).or_default().push(customer);
    }
    for (id, customers) in by_programme {
        let mut left: BTreeSet<CustomerId> = customers.iter().copied().collect();
        if let Some(programme) = store.find_programme(id).await? {
            settle(store, environment, calendar, &programme, &customers, &mut left).await?;
        }
        for customer in left {
            store.rest_member_tier(id, customer).await?;
        }
    }
    Ok(count)
}

/// Writes the tiers of members, and takes whoever was written out of `left`.
async fn settle<Store: ProgrammeReads + TierStore + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
    programme: &Programme,
    customers: &[CustomerId],
    left: &mut BTreeSet<CustomerId>,
) -> Result<(), StoreError> {
    let Some(scheme) = &programme.configuration.tiers else { return Ok(()) };
    let members = store.programme_memberships_of(programme.id, customers).await?;
    let now = environment.now();
    for reckoned in tiers_of_members(store, programme, scheme, &members, calendar, now).await? {
        if let Some(change) = &reckoned.change {
            store.write_member_tier(change).await?;
            left.remove(&change.member.customer);
        }
    }
    Ok(())
}

/// Lets the worker look again when the next day of the merchant begins, as long as a programme has tiers.
pub async fn end_of_due_tiers<Store: ProgrammeReads + TierStore + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
) -> Result<(), StoreError> {
    let page = PageRequest { size: PageSize::LARGEST, after: None };
    let programmes = store.list_programmes(page).await?;
    let has_tiers = programmes.items.iter().any(|programme| programme.configuration.tiers.is_some());
    let tomorrow = calendar.start_of_day(next_day(calendar.date_of(environment.now())));
    store.look_for_due_tiers((has_tiers || programmes.next.is_some()).then_some(tomorrow)).await
}
