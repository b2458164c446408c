//! Numbers of coupons used and of rewards ordered.

use regulars_filters::{Redeemed, ResolvedRedemptions};

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
                    AND k.state IN ('confirmed', 'picking', 'shipped', 'ready', 'issued', 'return_requested')"],
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
