//! Staff fix the tier of a member, or let it be reckoned again.

use regulars_audit::AuditNote;
use regulars_kernel::{Actor, Environment, Instant, StoreError};

use super::member_tier::{MemberTier, TierLock, TierLockReason};
use super::reckon::{ReckonedTier, TierChange, TierMember};
use super::recorded::LockedMember;
use super::store::TierStore;
use super::tier_code::TierCode;
use super::tier_days::{TierDays, TierDaysQuery};
use super::tier_move::TierMoveCause;
use crate::programme::configuration::Configuration;
use crate::programme::membership::ProgrammeMembership;
use crate::programme::programme::Programme;

/// What staff fix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTierLock {
    /// The tier.
    pub tier: TierCode,
    /// Why.
    pub reason: TierLockReason,
    /// Until when. None for as long as nobody ends it.
    pub until: Option<Instant>,
}

/// Why a tier was not fixed or let go.
#[derive(Debug, thiserror::Error)]
pub enum LockTierError {
    /// The programme has no such tier.
    #[error("the programme has no such tier")]
    UnknownTier,
    /// It would be over already.
    #[error("must be in the future")]
    Over,
    /// Nothing is fixed.
    #[error("the tier is not locked")]
    NotLocked,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Whose tier is fixed or let go, at which merchant's.
pub struct LockedTierOf<'a> {
    /// The programme.
    pub programme: &'a Programme,
    /// The membership, which has not ended.
    pub membership: &'a ProgrammeMembership,
    /// What "day" means for the merchant.
    pub calendar: &'a regulars_kernel::MerchantCalendar,
    /// Who does it.
    pub actor: Actor,
}

/// Fixes the tier of a member. Whatever was fixed before is so no longer.
pub async fn lock_tier(
    store: &mut dyn TierStore,
    environment: &Environment,
    of: &LockedTierOf<'_>,
    new: NewTierLock,
) -> Result<ReckonedTier, LockTierError> {
    let tiers = of.programme.configuration.tiers.as_ref();
    tiers.and_then(|scheme| scheme.tier(&new.tier)).ok_or(LockTierError::UnknownTier)?;
    let now = environment.now();
    if new.until.is_some_and(|until| until <= now) {
        return Err(LockTierError::Over);
    }
    let NewTierLock { tier, reason, until } = new;
    let lock = TierLock { tier, reason, until, locked_at: now, locked_by: of.actor };
    set_lock(store, environment, of, Some(lock), TierMoveCause::Locked).await
}

/// Lets the tier of a member be reckoned again.
pub async fn unlock_tier(
    store: &mut dyn TierStore,
    environment: &Environment,
    of: &LockedTierOf<'_>,
) -> Result<ReckonedTier, LockTierError> {
    set_lock(store, environment, of, None, TierMoveCause::Unlocked).await
}

async fn set_lock(
    store: &mut dyn TierStore,
    environment: &Environment,
    of: &LockedTierOf<'_>,
    lock: Option<TierLock>,
    why: TierMoveCause,
) -> Result<ReckonedTier, LockTierError> {
    let Configuration { tiers, stores, .. } = &of.programme.configuration;
    let scheme = tiers.as_ref().ok_or(LockTierError::NotLocked)?;
    let (customer, now) = (of.membership.customer, environment.now());
    let kept = store.member_tiers(of.programme.id, &[customer]).await?.into_iter().next();
    let held = kept.as_ref().and_then(|kept| kept.lock.as_ref()).filter(|lock| lock.holds_at(now));
    if lock.is_none() && held.is_none() {
        return Err(LockTierError::NotLocked);
    }
    let member = TierMember {
        programme: of.programme.id,
        version: of.programme.version,
        scheme,
        customer,
        joined_at: of.membership.joined_at,
        kept: kept.as_ref(),
        calendar: of.calendar,
        now,
        had: None,
    };
    let query = TierDaysQuery {
        programme: of.programme.id,
        basis: scheme.basis.clone(),
        stores: stores.clone(),
        customers: vec![customer],
        from: member.counts_from(),
        recording: None,
        calendar: *of.calendar,
        now,
    };
    let mut days = TierDays::default();
    for day in store.tier_days(&query).await? {
        days.add(day.day, day.amount);
    }
    let (was_at, before) = (kept.as_ref().map(|kept| kept.revision), member.standing());
    let with_lock = MemberTier { lock, ..before.clone() };
    let reckoned = TierMember { kept: Some(&with_lock), ..member }.reckon(&days, why);
    let change = match reckoned.change.clone() {
        Some(change) => TierChange { was_at, ..change },
        None => {
            let member = MemberTier { revision: before.revision.saturating_add(1), ..with_lock.clone() };
            TierChange { member, was_at, moves: Vec::new() }
        }
    };
    store.write_member_tier(&change).await?;
    let note = AuditNote::updated(
        &LockedMember { membership: of.membership, tier: &before },
        &LockedMember { membership: of.membership, tier: &change.member },
    );
    store.note_if(environment, note.map(|note| note.about(customer))).await?;
    Ok(reckoned)
}

impl TierMember<'_> {
    /// Where the member stands, as it was written or as it would be for somebody of whom nothing was.
    fn standing(&self) -> MemberTier {
        self.kept.cloned().unwrap_or_else(|| MemberTier {
            programme: self.programme,
            customer: self.customer,
            tier: None,
            since: self.began_at(),
            base: self.base(),
            lock: None,
            revision: 0,
            last_move: 0,
            counted_since: None,
            due_at: None,
        })
    }
}
