//! Where members stand, and their moves from tier to tier, as rows.

use regulars_kernel::{CustomerId, Date, Instant, ProgrammeId, StoreError};
use regulars_loyalty::{DaySpan, MemberTier, TierBase, TierCode, TierLock, TierMove};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const TABLE: &str = "member_tiers";

/// The columns of `member_tiers AS t`, under names that no other table has.
macro_rules! tier_columns {
    () => {
        "t.tier AS held_tier, t.since AS held_since, t.base_tier AS held_base_tier,
             t.base_kept_before AS held_kept_before, t.base_on AS held_base_on, t.lock_tier AS held_lock_tier,
             t.lock_reason AS held_lock_reason, t.lock_until AS held_lock_until, t.locked_at AS held_locked_at,
             t.locked_by AS held_locked_by, t.revision AS held_revision, t.last_move AS held_last_move,
             t.counted_since AS held_counted_since, t.due_at AS held_due_at"
    };
}
pub(super) use tier_columns;

/// Where somebody stands who may stand nowhere yet.
#[derive(FromRow)]
pub(super) struct HeldTierRow {
    held_tier: Option<String>,
    held_since: Option<Instant>,
    held_base_tier: Option<String>,
    held_kept_before: Option<Date>,
    held_base_on: Option<Date>,
    held_lock_tier: Option<String>,
    held_lock_reason: Option<String>,
    held_lock_until: Option<Instant>,
    held_locked_at: Option<Instant>,
    held_locked_by: Option<String>,
    held_revision: Option<i64>,
    held_last_move: Option<i64>,
    held_counted_since: Option<Instant>,
    held_due_at: Option<Instant>,
}

impl HeldTierRow {
    /// Where the member stands, if that was ever written.
    pub(super) fn of(
        self,
        programme: ProgrammeId,
        customer: CustomerId,
    ) -> Result<Option<MemberTier>, StoreError> {
        let (Some(since), Some(on), Some(revision)) =
            (self.held_since, self.held_base_on, self.held_revision)
        else {
            return Ok(None);
        };
        let (tier, reason) = (self.held_lock_tier, self.held_lock_reason);
        let lock = match (tier, reason, self.held_locked_at, self.held_locked_by) {
            (Some(tier), Some(reason), Some(locked_at), Some(by)) => Some(TierLock {
                tier: tier.parse().map_err(wrong)?,
                reason: reason.parse().map_err(wrong)?,
                until: self.held_lock_until,
                locked_at,
                locked_by: actor_of(TABLE, &by)?,
            }),
            _ => None,
        };
        Ok(Some(MemberTier {
            programme,
            customer,
            tier: code(self.held_tier)?,
            since,
            base: TierBase { tier: code(self.held_base_tier)?, kept_before: self.held_kept_before, on },
            lock,
            revision,
            last_move: self.held_last_move.unwrap_or_default(),
            counted_since: self.held_counted_since,
            due_at: self.held_due_at,
        }))
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

fn code(text: Option<String>) -> Result<Option<TierCode>, StoreError> {
    text.map(|text| text.parse().map_err(wrong)).transpose()
}

fn text(code: Option<&TierCode>) -> Option<String> {
    code.map(|code| code.as_str().to_owned())
}

/// The columns of `member_tiers`.
#[derive(RowColumns)]
pub(super) struct MemberTierRow {
    programme_id: Uuid,
    customer_id: Uuid,
    tier: Option<String>,
    since: Instant,
    base_tier: Option<String>,
    base_kept_before: Option<Date>,
    base_on: Date,
    lock_tier: Option<String>,
    lock_reason: Option<String>,
    lock_until: Option<Instant>,
    locked_at: Option<Instant>,
    locked_by: Option<String>,
    revision: i64,
    last_move: i64,
    due_at: Option<Instant>,
    counted_since: Option<Instant>,
}

impl From<&MemberTier> for MemberTierRow {
    fn from(member: &MemberTier) -> Self {
        let MemberTier { programme, customer, tier, since, base, lock, .. } = member;
        let MemberTier { revision, last_move, counted_since, due_at, .. } = member;
        let lock = lock.as_ref();
        Self {
            programme_id: programme.value(),
            customer_id: customer.value(),
            tier: text(tier.as_ref()),
            since: *since,
            base_tier: text(base.tier.as_ref()),
            base_kept_before: base.kept_before,
            base_on: base.on,
            lock_tier: text(lock.map(|lock| &lock.tier)),
            lock_reason: lock.map(|lock| lock.reason.name().to_owned()),
            lock_until: lock.and_then(|lock| lock.until),
            locked_at: lock.map(|lock| lock.locked_at),
            locked_by: lock.map(|lock| actor_text(lock.locked_by)),
            revision: *revision,
            last_move: *last_move,
            due_at: *due_at,
            counted_since: *counted_since,
        }
    }
}

/// The columns of `tier_moves`.
#[derive(FromRow, RowColumns)]
pub(super) struct TierMoveRow {
    programme_id: Uuid,
    customer_id: Uuid,
    number: i64,
    from_tier: Option<String>,
    to_tier: Option<String>,
    cause: String,
    counted: i64,
    window_from: Date,
    window_behind: Date,
    programme_version: i64,
    moved_at: Instant,
}

impl TierMoveRow {
    /// A move of a member.
    pub(super) fn new(member: &MemberTier, moved: &TierMove) -> Self {
        let TierMove { number, from, to, cause, counted, window, programme_version, at } = moved;
        Self {
            programme_id: member.programme.value(),
            customer_id: member.customer.value(),
            number: *number,
            from_tier: text(from.as_ref()),
            to_tier: text(to.as_ref()),
            cause: cause.name().to_owned(),
            counted: *counted,
            window_from: window.from,
            window_behind: window.behind,
            programme_version: i64::from(*programme_version),
            moved_at: *at,
        }
    }
}

impl TryFrom<TierMoveRow> for TierMove {
    type Error = StoreError;

    fn try_from(row: TierMoveRow) -> Result<Self, StoreError> {
        Ok(Self {
            number: row.number,
            from: code(row.from_tier)?,
            to: code(row.to_tier)?,
            cause: row.cause.parse().map_err(|error| inconsistent("tier_moves", error))?,
            counted: row.counted,
            window: DaySpan { from: row.window_from, behind: row.window_behind },
            programme_version: super::programme_row::version_of(row.programme_version)?,
            at: row.moved_at,
        })
    }
}
