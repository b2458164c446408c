//! What is looked at when a referral is due.

use regulars_kernel::{Instant, PointAccountId};

use super::referral::{Referral, ReferralRefusal};
use crate::programme::programme::{Programme, ProgrammeState};

/// A referral that is due, with how both stand now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueReferral {
    /// The referral.
    pub referral: Referral,
    /// Whether the referrer is there: not once they are erased.
    pub has_referrer: bool,
    /// When the referred was registered first, under whichever of their records. None where nobody is.
    pub referred_since: Option<Instant>,
    /// Whether the referred became part of somebody who was referred by another member.
    pub referred_was_merged: bool,
    /// Whether both have the same e-mail address or the same phone number.
    pub shares_contact: bool,
    /// Whether the referrer is in the programme.
    pub referrer_is_member: bool,
    /// Whether the referred is.
    pub referred_is_member: bool,
    /// What is left of the purchase that qualified, in minor units. None where the referred has no such purchase.
    pub left_of_purchase: Option<i64>,
    /// Whether the referrer was referred by somebody before.
    pub referrer_was_referred: bool,
    /// For how many others the referrer was paid in the time of the cap.
    pub rewarded: u64,
    /// The account of the referrer.
    pub referrer_account: Option<PointAccountId>,
    /// The account of the referred.
    pub referred_account: Option<PointAccountId>,
}

impl DueReferral {
    /// Why nobody is paid, where that is so. `is_cycle` says whether the referred has invited the referrer, or whoever has, and
    /// `rewarded` for how many others the referrer was paid in the time of the cap.
    pub fn refusal(&self, programme: &Programme, is_cycle: bool, rewarded: u64) -> Option<ReferralRefusal> {
        let Referral { terms, referrer, referred, created_at, .. } = &self.referral;
        let configuration = &programme.configuration;
        let cap = configuration.referrals.as_ref().and_then(|scheme| scheme.cap);
        let has_ended = programme.state == ProgrammeState::Closed
            || configuration.point_type(&terms.point_type).is_none();
        let is_too_little = |left: i64| left <= 0 || left < terms.minimum;
        let reasons = [
            (self.referred_was_merged, ReferralRefusal::AlreadyRegistered),
            (!self.has_referrer || self.referred_since.is_none(), ReferralRefusal::Erased),
            (referrer == referred || self.shares_contact, ReferralRefusal::SelfReferral),
            (is_cycle, ReferralRefusal::Cycle),
            (
                self.referred_since.is_some_and(|since| since < *created_at),
                ReferralRefusal::AlreadyRegistered,
            ),
            (self.left_of_purchase.is_none_or(is_too_little), ReferralRefusal::Refunded),
            (has_ended, ReferralRefusal::ProgrammeEnded),
            (!self.referrer_is_member, ReferralRefusal::ReferrerLeft),
            (!self.referred_is_member, ReferralRefusal::NotMember),
            (cap.is_some_and(|cap| rewarded >= u64::from(cap.most)), ReferralRefusal::CapReached),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, refusal)| refusal)
    }
}
