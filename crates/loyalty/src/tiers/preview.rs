//! How many members would go up and down under another scheme.

use regulars_kernel::{Instant, MerchantCalendar, PageRequest, PageSize, StoreError};

use super::scheme::TierScheme;
use super::store::TierReads;
use super::tier_code::TierCode;
use super::tiers_of_members::tiers_of_members;
use crate::programme::programme::Programme;
use crate::programme::store::{MembershipPosition, ProgrammeReads};

/// How many members would go up and down under a scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TierPreview {
    /// How many members the programme has.
    pub members: u64,
    /// How many of them were looked at so far: those who came in first.
    pub counted: u64,
    /// Of those, how many would be in a better tier than now.
    pub up: u64,
    /// How many in the same one.
    pub stay: u64,
    /// How many in a lesser one.
    pub down: u64,
    /// How many would be in each tier, in the order of the tiers.
    pub by_tier: Vec<(TierCode, u64)>,
    /// The last one who was looked at, where there are more behind.
    pub next: Option<MembershipPosition>,
}

impl TierPreview {
    /// The most members that are looked at in one piece.
    pub const MOST_MEMBERS: u64 = 5_000;

    /// One in which nobody was looked at yet.
    pub fn of(scheme: &TierScheme) -> Self {
        let by_tier = scheme.tiers.iter().map(|tier| (tier.code.clone(), 0)).collect();
        Self { by_tier, ..Self::default() }
    }
}

/// Reckons the tiers of members as they are and as they would be, and adds them to what was counted so far: of at most so many
/// members behind those who were looked at, in the order in which they came in. Four statements for each page of them.
///
/// A tier of the present scheme that the other one has too, by its code, is in the other one's order.
pub async fn preview_tiers<Store: ProgrammeReads + TierReads + ?Sized>(
    store: &mut Store,
    programme: &Programme,
    scheme: &TierScheme,
    calendar: &MerchantCalendar,
    now: Instant,
    so_far: TierPreview,
    at_most: u64,
) -> Result<TierPreview, StoreError> {
    let members = store.count_programme_members(programme.id).await?;
    let mut preview = TierPreview { members, ..so_far };
    let mut left = at_most.min(TierPreview::MOST_MEMBERS);
    while let Some(size) = piece(left) {
        let page = PageRequest { size, after: preview.next };
        let page = store.list_programme_memberships(programme.id, page).await?;
        let present: Vec<Option<TierCode>> = match &programme.configuration.tiers {
            Some(present) => {
                let found = tiers_of_members(store, programme, present, &page.items, calendar, now).await?;
                found.into_iter().map(|one| one.tier).collect()
            }
            None => vec![None; page.items.len()],
        };
        let then = tiers_of_members(store, programme, scheme, &page.items, calendar, now).await?;
        left = left.saturating_sub(u64::try_from(then.len()).unwrap_or(u64::MAX));
        for (present, then) in present.into_iter().zip(then) {
            preview.count(scheme, present.as_ref(), then.tier.as_ref());
        }
        preview.next = page.next;
        if preview.next.is_none() {
            break;
        }
    }
    Ok(preview)
}

/// The size of the next page, where so many are left to be looked at.
fn piece(left: u64) -> Option<PageSize> {
    if left >= u64::from(PageSize::LARGEST.get()) {
        return Some(PageSize::LARGEST);
    }
    u16::try_from(left).ok().and_then(PageSize::new)
}

impl TierPreview {
    fn count(&mut self, scheme: &TierScheme, present: Option<&TierCode>, then: Option<&TierCode>) {
        self.counted = self.counted.saturating_add(1);
        let place = match scheme.place(present).cmp(&scheme.place(then)) {
            std::cmp::Ordering::Less => &mut self.up,
            std::cmp::Ordering::Equal => &mut self.stay,
            std::cmp::Ordering::Greater => &mut self.down,
        };
        *place = place.saturating_add(1);
        for (code, count) in &mut self.by_tier {
            *count = count.saturating_add(u64::from(then == Some(&*code)));
        }
    }
}
