//! What the tests of coupons are about.

use std::collections::BTreeSet;

use regulars_kernel::CouponCampaignId;
use uuid::Uuid;

use super::campaign::{
    CouponAudience, CouponCampaign, CouponCampaignState, CouponLimits, CouponRefundPolicy, CouponStacking,
    CouponTerms,
};
use super::effect::CouponEffect;
use super::line::{CouponBasket, CouponLine};
use super::store::FoundCoupon;
use crate::earning::receipt_facts::LineFacts;
use crate::earning::selector::LineSelector;
use crate::earning::validity::Validity;

/// Terms for everybody.
pub fn terms(effect: CouponEffect) -> CouponTerms {
    CouponTerms {
        effect,
        minimum: 0,
        lines: LineSelector::default(),
        stores: BTreeSet::new(),
        validity: Validity::default(),
        limits: CouponLimits::default(),
        budget: None,
        stacking: CouponStacking::default(),
        audience: CouponAudience::Everybody,
        on_refund: CouponRefundPolicy::Keep,
    }
}

/// The only code of an active campaign of that number.
pub fn coupon(number: u8, terms: CouponTerms) -> FoundCoupon {
    let at = "2026-11-20T10:00:00Z".parse().unwrap();
    FoundCoupon {
        code: format!("CODE{number:02}").parse().unwrap(),
        used: 0,
        holder: None,
        voided: None,
        campaign: CouponCampaign {
            id: CouponCampaignId::new(Uuid::from_u128(u128::from(number))),
            name: format!("Akcija {number}").parse().unwrap(),
            state: CouponCampaignState::Active,
            terms,
            codes: 1,
            coming: 0,
            used: 0,
            reserved: 0,
            spent: 0,
            created_at: at,
            updated_at: at,
        },
    }
}

/// A receipt of a Friday with lines of so many thousandths that cost so much. The first is coffee, the others are of `food`.
pub fn basket(lines: &[(i64, i64)]) -> CouponBasket {
    let numbered = (1_u32..).zip(lines);
    let lines = numbered.map(|(number, (quantity, total))| CouponLine {
        facts: LineFacts {
            number,
            sku: Some(number.to_string().parse().unwrap()),
            category: Some(if number == 1 { "drinks/coffee" } else { "food" }.parse().unwrap()),
            unit: None,
            quantity: *quantity,
            total: *total,
            tax: 0,
        },
        gross: *total,
        left: *total,
    });
    CouponBasket { store: None, at: "2026-11-20T16:30:00".parse().unwrap(), lines: lines.collect() }
}
