//! That a customer was invited by another one.

use regulars_kernel::{
    CustomerId, Instant, MerchantCalendar, PointOperationId, ProgrammeId, PurchaseId, ReferralId, named,
};

use super::code::ReferralCode;
use super::scheme::ReferralScheme;
use crate::ledger::credit::days_later;
use crate::programme::point_type::PointTypeCode;

named! {
    /// Where a referral stands.
    ReferralState {
        /// The referred has bought nothing yet that is enough.
        Waiting = "waiting",
        /// They have. Both are paid when the goods cannot come back any more.
        Qualified = "qualified",
        /// Both are paid.
        Rewarded = "rewarded",
        /// Nobody is paid.
        Refused = "refused",
    }
}

named! {
    /// Why nobody is paid.
    ReferralRefusal {
        /// The referred bought nothing in time that is enough.
        TooLate = "too_late",
        /// What qualified came back as far as it was not enough any more, or is not a receipt of the referred.
        Refunded = "refunded",
        /// Both have the same e-mail address or phone number, or are the same customer by now.
        SelfReferral = "self_referral",
        /// The referred turned out to be a customer from before.
        AlreadyRegistered = "already_registered",
        /// The referred has invited the referrer, or whoever has.
        Cycle = "cycle",
        /// The referrer was paid for as many as they are paid for in that time.
        CapReached = "cap_reached",
        /// The referrer is not in the programme any more.
        ReferrerLeft = "referrer_left",
        /// The referred is not in the programme.
        NotMember = "not_member",
        /// The programme is closed, or has no such points any more.
        ProgrammeEnded = "programme_ended",
        /// One of the two was erased.
        Erased = "erased",
    }
}

named! {
    /// Which of the two somebody is.
    ReferralRole {
        /// Who has invited.
        Referrer = "referrer",
        /// Who was invited.
        Referred = "referred",
    }
}

/// What a referral was promised when the code was used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReferralTerms {
    /// The version of the programme that says it.
    pub programme_version: u32,
    /// What both get.
    pub point_type: PointTypeCode,
    /// How many points the referrer gets, in the smallest part.
    pub referrer_points: i64,
    /// How many the referred gets.
    pub referred_points: i64,
    /// How much a receipt must come to at least, in minor units.
    pub minimum: i64,
    /// How many days behind that receipt both are paid.
    pub return_days: u16,
}

/// That a customer was invited by another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referral {
    /// Its id.
    pub id: ReferralId,
    /// The programme.
    pub programme: ProgrammeId,
    /// The code that was used.
    pub code: ReferralCode,
    /// Whose code that is.
    pub referrer: CustomerId,
    /// Who has used it.
    pub referred: CustomerId,
    /// What was promised.
    pub terms: ReferralTerms,
    /// When the referred was registered.
    pub created_at: Instant,
    /// By when they must have bought enough.
    pub until: Instant,
    /// Where it stands, by what was written.
    pub state: ReferralState,
    /// Why nobody is paid.
    pub refusal: Option<ReferralRefusal>,
    /// The purchase that qualified.
    pub purchase: Option<PurchaseId>,
    /// As of when that counts.
    pub qualified_at: Option<Instant>,
    /// When both are paid.
    pub due_at: Option<Instant>,
    /// When both were paid, or it was refused.
    pub settled_at: Option<Instant>,
    /// The line of the ledger that pays the referrer.
    pub referrer_operation: Option<PointOperationId>,
    /// The line that pays the referred.
    pub referred_operation: Option<PointOperationId>,
}

/// Where a referral stands at an instant of which that was written, and why nobody is paid: one that waits for too long is refused,
/// whether anybody has noticed it or not.
pub fn standing_of_referral(
    state: ReferralState,
    refusal: Option<ReferralRefusal>,
    until: Instant,
    now: Instant,
) -> (ReferralState, Option<ReferralRefusal>) {
    if state == ReferralState::Waiting && until < now {
        return (ReferralState::Refused, Some(ReferralRefusal::TooLate));
    }
    (state, refusal)
}

impl Referral {
    /// That somebody was invited who was registered at that instant, by the scheme as it is in a version of the programme.
    pub fn new(
        id: ReferralId,
        (programme, version): (ProgrammeId, u32),
        scheme: &ReferralScheme,
        (code, referrer): (ReferralCode, CustomerId),
        (referred, registered_at): (CustomerId, Instant),
        calendar: &MerchantCalendar,
    ) -> Self {
        Self {
            id,
            programme,
            code,
            referrer,
            referred,
            terms: ReferralTerms {
                programme_version: version,
                point_type: scheme.point_type.clone(),
                referrer_points: scheme.referrer_points,
                referred_points: scheme.referred_points,
                minimum: scheme.minimum,
                return_days: scheme.return_days,
            },
            created_at: registered_at,
            until: days_later(scheme.within_days, calendar, registered_at),
            state: ReferralState::Waiting,
            refusal: None,
            purchase: None,
            qualified_at: None,
            due_at: None,
            settled_at: None,
            referrer_operation: None,
            referred_operation: None,
        }
    }

    /// Where it stands at that instant, whether that was written or not, and why nobody is paid.
    pub fn standing_at(&self, now: Instant) -> (ReferralState, Option<ReferralRefusal>) {
        standing_of_referral(self.state, self.refusal, self.until, now)
    }

    /// The same, refused.
    #[must_use]
    pub fn refused(&self, refusal: ReferralRefusal, now: Instant) -> Self {
        Self {
            state: ReferralState::Refused,
            refusal: Some(refusal),
            due_at: None,
            settled_at: Some(now),
            ..self.clone()
        }
    }

    /// The same, with who was paid by which line of the ledger.
    #[must_use]
    pub fn rewarded(
        &self,
        referrer: Option<PointOperationId>,
        referred: Option<PointOperationId>,
        now: Instant,
    ) -> Self {
        Self {
            state: ReferralState::Rewarded,
            due_at: None,
            settled_at: Some(now),
            referrer_operation: referrer,
            referred_operation: referred,
            ..self.clone()
        }
    }
}

/// A referral for which the referred has not bought enough yet, as a receipt sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingReferral {
    /// Its id.
    pub id: ReferralId,
    /// When the referred was registered.
    pub created_at: Instant,
    /// By when they must have bought enough.
    pub until: Instant,
    /// How much a receipt must come to at least, in minor units.
    pub minimum: i64,
    /// How many days behind that receipt both are paid.
    pub return_days: u16,
}

/// A referral that a receipt qualifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QualifiedReferral {
    /// Its id.
    pub id: ReferralId,
    /// The receipt.
    pub purchase: PurchaseId,
    /// As of when that counts.
    pub qualified_at: Instant,
    /// When both are paid.
    pub due_at: Instant,
}

impl WaitingReferral {
    /// The referral with a receipt of the referred, if that is enough and in time. The clock of a till may be some hours behind: what
    /// counts as of the day of the registration is not from before it.
    pub fn qualified_by(
        &self,
        purchase: PurchaseId,
        total: i64,
        counted_at: Instant,
        calendar: &MerchantCalendar,
    ) -> Option<QualifiedReferral> {
        let is_enough = total > 0 && total >= self.minimum;
        let is_since = calendar.date_of(counted_at) >= calendar.date_of(self.created_at);
        (is_enough && is_since && counted_at <= self.until).then(|| QualifiedReferral {
            id: self.id,
            purchase,
            qualified_at: counted_at,
            due_at: days_later(self.return_days, calendar, counted_at),
        })
    }
}
