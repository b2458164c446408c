//! The tiers of two customers who become one.

use super::member_tier::{MemberTier, TierBase};
use super::reckon::{TierChange, TierMember};
use super::tier_days::TierDays;
use super::tier_move::TierMoveCause;

impl TierMember<'_> {
    /// Where the member stands once somebody else has become part of them: in the better of both tiers at least, kept as long as
    /// the one that is kept longer. What fixes the other one's tier fixes theirs, unless something does already.
    ///
    /// `days` are what counts for both together.
    pub fn united_with(&self, other: &MemberTier, days: &TierDays) -> Option<TierChange> {
        let own = self.base();
        let present = self.scheme.window.period_behind(self.joined(), self.today(), self.scheme.keep_periods);
        let brought = self.scheme.place(other.tier.as_ref());
        let place = self.scheme.place(own.tier.as_ref()).max(brought);
        let kept_before = match brought {
            Some(_) if brought == place => {
                Some(present.behind).max(own.kept_before).max(other.base.kept_before)
            }
            _ => own.kept_before,
        };
        let base = TierBase { tier: self.scheme.code_at(place), kept_before, ..own };
        let with_base = match self.kept {
            Some(kept) => {
                let lock = kept.lock.clone().or_else(|| other.lock.clone());
                MemberTier { base, lock, ..kept.clone() }
            }
            None => MemberTier {
                programme: self.programme,
                customer: self.customer,
                tier: None,
                since: self.began_at(),
                base,
                lock: other.lock.clone(),
                revision: 0,
                last_move: 0,
                counted_since: None,
                due_at: None,
            },
        };
        let was_at = self.kept.map(|kept| kept.revision);
        let reckoned = TierMember { kept: Some(&with_base), ..*self }.reckon(days, TierMoveCause::Merge);
        let changed = reckoned.change.map(|change| TierChange { was_at, ..change });
        changed.or_else(|| {
            let is_new = self.kept != Some(&with_base);
            let member = MemberTier { revision: with_base.revision.saturating_add(1), ..with_base };
            is_new.then(|| TierChange { member, was_at, moves: Vec::new() })
        })
    }
}
