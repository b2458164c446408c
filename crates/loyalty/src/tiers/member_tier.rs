//! Where a member stands, as it is kept.

use regulars_kernel::{Actor, CustomerId, Date, Instant, ProgrammeId, named};

use super::tier_code::TierCode;

named! {
    /// Why staff fix a tier.
    TierLockReason {
        /// It was agreed upon with the member.
        Agreement = "agreement",
        /// To make up for something.
        Goodwill = "goodwill",
        /// A mistake is put right.
        Correction = "correction",
        /// The member works for the merchant.
        Employee = "employee",
        /// A better tier was got by deceit.
        Fraud = "fraud",
    }
}

/// That staff have fixed the tier of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierLock {
    /// The tier.
    pub tier: TierCode,
    /// Why.
    pub reason: TierLockReason,
    /// Until when. None for as long as nobody ends it.
    pub until: Option<Instant>,
    /// Since when.
    pub locked_at: Instant,
    /// Who fixed it.
    pub locked_by: Actor,
}

impl TierLock {
    /// Whether it holds then.
    pub fn holds_at(&self, now: Instant) -> bool {
        self.until.is_none_or(|until| now < until)
    }
}

/// How a member stood on a day, whatever staff have fixed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierBase {
    /// In which tier.
    pub tier: Option<TierCode>,
    /// The first day on which the tier is no longer kept, but for the days of grace. None where there is none.
    pub kept_before: Option<Date>,
    /// On which day.
    pub on: Date,
}

/// Where a member stands, as it was last written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberTier {
    /// The programme.
    pub programme: ProgrammeId,
    /// The member.
    pub customer: CustomerId,
    /// The tier that was told last.
    pub tier: Option<TierCode>,
    /// Since when it is that.
    pub since: Instant,
    /// From where it is reckoned on: how they stood when the period before the present one began.
    pub base: TierBase,
    /// What staff have fixed.
    pub lock: Option<TierLock>,
    /// How often it was written, from 1. By it a store knows that nobody else has written meanwhile.
    pub revision: i64,
    /// The number of the last move; 0 before the first.
    pub last_move: i64,
    /// Since when it was counted as it was for this. None where nobody has counted yet.
    pub counted_since: Option<Instant>,
    /// When time alone may move them next. None while nobody looks after them, such as after they have left.
    pub due_at: Option<Instant>,
}
