//! Numbers of coupons used and of rewards ordered, and who is in a tier.

use regulars_filters::{Redeemed, ResolvedRedemptions, TierCondition};

use super::Compiler;
use super::instant::within;
use super::number::{compare, passes_zero};
use crate::wall::{Condition, values};

impl Compiler {
    /// Who has none is in no group, and has zero of them.
    pub(super) fn redemptions(&mut self, condition: &ResolvedRedemptions) -> Condition {
        let rows = self.of_the_one(redeemed(condition), "k.customer_id");
        let having = compare("count(*)", condition.comparison).never_unknown();
        if passes_zero(condition.comparison) {
            self.found_in_groups("k.customer_id", rows, having.negated()).negated()
        } else {
            self.found_in_groups("k.customer_id", rows, having)
        }
    }

    /// The customer was told last to be in one of the tiers, and has not left the programme.
    pub(super) fn tier(&mut self, condition: &TierCondition) -> Condition {
        let mut rows = Condition::new(
            &["FROM member_tiers k JOIN programme_members m ON m.merchant_id = $1
                    AND m.programme_id = k.programme_id AND m.customer_id = k.customer_id AND m.left_at IS NULL
                WHERE k.merchant_id = $1 AND k.tier IS NOT NULL"],
            Vec::new(),
        );
        if let Some(programme) = condition.programme {
            rows = rows.then(&[" AND k.programme_id = ?"], values![programme.value()]);
        }
        if !condition.tiers.is_empty() {
            let named = Condition::one_of_texts(self.backend, &["k.tier"], &condition.tiers);
            rows = rows.then(&[" AND "], Vec::new()).then_condition(named);
        }
        self.found_in("c.id", "k.customer_id", self.of_the_one(rows, "k.customer_id")).never_unknown()
    }
}

/// What was redeemed and counts. Orders that count are those that hold what was ordered, or have handed it out.
fn redeemed(condition: &ResolvedRedemptions) -> Condition {
    let (rows, at) = match condition.of {
        Redeemed::Coupons(campaign) => {
            let rows = Condition::new(
                &["FROM coupon_uses k WHERE k.merchant_id = $1 AND k.state = 'redeemed'"],
                Vec::new(),
            );
            let rows = match campaign {
                Some(campaign) => rows.then(&[" AND k.campaign_id = ?"], values![campaign.value()]),
                None => rows,
            };
            (rows, "k.settled_at")
        }
        Redeemed::Rewards(reward) => {
            let rows = Condition::new(
                &["FROM reward_orders k WHERE k.merchant_id = $1
                    AND k.state IN ('confirmed', 'picking', 'shipped', 'ready', 'issued')"],
                Vec::new(),
            );
            let rows = match reward {
                Some(reward) => rows.then(&[" AND k.reward_id = ?"], values![reward.value()]),
                None => rows,
            };
            (rows, "k.created_at")
        }
    };
    match within(at, condition.period) {
        Some(then) => rows.then(&[" AND "], Vec::new()).then_condition(then),
        None => rows,
    }
}
