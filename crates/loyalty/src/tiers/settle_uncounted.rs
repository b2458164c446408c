//! Writes how members stand whom nobody has looked at since it is counted as it is, chunk by chunk: so that filters find them.

use regulars_kernel::{Environment, MerchantCalendar, PageRequest, PageSize, ProgrammeId, StoreError};

use super::store::TierStore;
use super::tiers_of_members::tiers_of_members;
use crate::programme::store::{MembershipPosition, ProgrammeReads};

/// The programmes that have tiers.
pub async fn programmes_with_tiers<Store: ProgrammeReads + ?Sized>(
    store: &mut Store,
) -> Result<Vec<ProgrammeId>, StoreError> {
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.list_programmes(PageRequest { size: PageSize::LARGEST, after }).await?;
        let with_tiers = page.items.iter().filter(|programme| programme.configuration.tiers.is_some());
        found.extend(with_tiers.map(|programme| programme.id));
        after = page.next;
        if after.is_none() {
            return Ok(found);
        }
    }
}

/// Writes the tiers of a chunk of members behind that one who came in since the tiers were set, or were not looked at since. Tells
/// who was the last one: none, and all are written.
pub async fn settle_uncounted_tiers<Store: ProgrammeReads + TierStore + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
    programme: ProgrammeId,
    after: Option<MembershipPosition>,
) -> Result<Option<MembershipPosition>, StoreError> {
    let Some(programme) = store.find_programme(programme).await? else { return Ok(None) };
    let Some(scheme) = &programme.configuration.tiers else { return Ok(None) };
    let Some(since) = scheme.since else { return Ok(None) };
    let page = PageRequest { size: PageSize::LARGEST, after };
    let members = store.members_not_counted(programme.id, since, page).await?;
    let now = environment.now();
    for reckoned in tiers_of_members(store, &programme, scheme, &members, calendar, now).await? {
        if let Some(change) = &reckoned.change {
            store.write_member_tier(change).await?;
        }
    }
    Ok(members.last().map(|last| MembershipPosition { joined_at: last.joined_at, id: last.id }))
}
