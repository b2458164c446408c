//! Whether a code may be used.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{CustomerId, ProgrammeId, SegmentId, named};

use super::campaign::{CouponAudience, CouponCampaign, CouponCampaignState};
use super::coupon_use::CouponUse;
use super::effect::CouponPoints;
use super::line::CouponBasket;
use super::store::FoundCoupon;
use crate::earning::cap::CapPeriod;
use crate::earning::left_of_cap::counts;
use crate::programme::configuration::Configuration;

named! {
    /// Why a code is not used.
    CouponRefusal {
        /// The merchant has no such code.
        Unknown = "unknown",
        /// It cannot be used any more.
        Voided = "voided",
        /// It belongs to another customer.
        OtherHolder = "other_holder",
        /// Its campaign is not active.
        NotActive = "not_active",
        /// It does not hold at that time.
        NotThen = "not_then",
        /// It does not hold in that store.
        OtherStore = "other_store",
        /// The receipt costs too little.
        BelowMinimum = "below_minimum",
        /// It has been used as often as it may.
        UsedUp = "used_up",
        /// Codes of its campaign have been used as often as they may.
        CampaignUsedUp = "campaign_used_up",
        /// The customer has used codes of the campaign as often as one may.
        CustomerUsedUp = "customer_used_up",
        /// It is for known customers, and nobody knows who buys.
        NoCustomer = "no_customer",
        /// It is for somebody else.
        OtherCustomer = "other_customer",
        /// It gives points of a programme in which the customer does not earn any.
        NotMember = "not_member",
        /// It takes off more than is left of what its campaign may cost.
        BudgetSpent = "budget_spent",
        /// None of the lines is meant, or nothing is left of them to take off.
        NoLines = "no_lines",
        /// Others are better for the customer, and it does not go with them.
        OutdoneByOthers = "outdone_by_others",
        /// More were shown than are weighed against each other.
        TooMany = "too_many",
    }
}

impl CouponRefusal {
    /// The same in English words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unknown => "there is no such coupon",
            Self::Voided => "was made void",
            Self::OtherHolder => "belongs to another customer",
            Self::NotActive => "its campaign is not active",
            Self::NotThen => "does not hold at that time",
            Self::OtherStore => "does not hold in that store",
            Self::BelowMinimum => "the receipt costs too little",
            Self::UsedUp => "has been used as often as it may",
            Self::CampaignUsedUp => "codes of its campaign have been used as often as they may",
            Self::CustomerUsedUp => "the customer has used codes of its campaign as often as one may",
            Self::NoCustomer => "is for known customers, and nobody knows who buys",
            Self::OtherCustomer => "is for somebody else",
            Self::NotMember => "gives points of a programme in which the customer earns none",
            Self::BudgetSpent => "takes off more than is left of what its campaign may cost",
            Self::NoLines => "means none of the lines, or nothing is left of them",
            Self::OutdoneByOthers => "others are better for the customer, and it does not go with them",
            Self::TooMany => "more coupons were shown than are weighed against each other",
        }
    }
}

/// Who uses codes, and what is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CouponAsker {
    /// The customer, if that is known.
    pub customer: Option<CustomerId>,
    /// Those of the segments that matter in which the customer is.
    pub segments: BTreeSet<SegmentId>,
    /// What the customer has used of the campaigns that matter and still counts.
    pub uses: Vec<CouponUse>,
    /// Those of the programmes that matter in which the customer earns points.
    pub earns_in: BTreeMap<ProgrammeId, Configuration>,
}

/// Why a code may not be used for that receipt by that customer, if it may not. What it takes off is not looked at.
pub fn refusal_of_coupon(
    coupon: &FoundCoupon,
    basket: &CouponBasket,
    asker: &CouponAsker,
) -> Option<CouponRefusal> {
    let CouponCampaign { state, terms, .. } = &coupon.campaign;
    let limits = &terms.limits;
    let is_out = |used: i64, most: Option<u32>| most.is_some_and(|most| used >= i64::from(most));
    if let Some(holder) = coupon.holder {
        match asker.customer {
            None => return Some(CouponRefusal::NoCustomer),
            Some(customer) if customer != holder => return Some(CouponRefusal::OtherHolder),
            Some(_) => {}
        }
    }
    if coupon.voided.is_some() {
        return Some(CouponRefusal::Voided);
    }
    if *state != CouponCampaignState::Active {
        return Some(CouponRefusal::NotActive);
    }
    if !terms.validity.holds_at(basket.at) {
        return Some(CouponRefusal::NotThen);
    }
    let holds_there = |store| terms.stores.contains(&store);
    if !terms.stores.is_empty() && !basket.store.is_some_and(holds_there) {
        return Some(CouponRefusal::OtherStore);
    }
    if let Some(refusal) = refusal_of_asker(&coupon.campaign, basket, asker) {
        return Some(refusal);
    }
    if let Some(refusal) = terms.effect.points().and_then(|points| refusal_of_points(points, basket, asker)) {
        return Some(refusal);
    }
    if is_out(coupon.used, limits.per_code) {
        return Some(CouponRefusal::UsedUp);
    }
    if is_out(coupon.campaign.used, limits.in_all) {
        return Some(CouponRefusal::CampaignUsedUp);
    }
    (basket.gross() < terms.minimum).then_some(CouponRefusal::BelowMinimum)
}

fn refusal_of_points(
    points: &CouponPoints,
    basket: &CouponBasket,
    asker: &CouponAsker,
) -> Option<CouponRefusal> {
    if asker.customer.is_none() {
        return Some(CouponRefusal::NoCustomer);
    }
    let programme = asker.earns_in.get(&points.programme);
    match programme.filter(|programme| programme.point_type(&points.point_type).is_some()) {
        None => Some(CouponRefusal::NotMember),
        Some(programme) if !programme.holds_in(basket.store) => Some(CouponRefusal::OtherStore),
        Some(_) => None,
    }
}

fn refusal_of_asker(
    campaign: &CouponCampaign,
    basket: &CouponBasket,
    asker: &CouponAsker,
) -> Option<CouponRefusal> {
    let (limits, audience) = (&campaign.terms.limits, campaign.terms.audience);
    let asks_customer = limits.per_customer.is_some() || limits.per_period.is_some();
    if asker.customer.is_none() && (asks_customer || audience != CouponAudience::Everybody) {
        return Some(CouponRefusal::NoCustomer);
    }
    let is_meant = match audience {
        CouponAudience::Everybody => true,
        CouponAudience::Customer(customer) => asker.customer == Some(customer),
        CouponAudience::Segment(segment) => asker.segments.contains(&segment),
    };
    if !is_meant {
        return Some(CouponRefusal::OtherCustomer);
    }
    let used_in = |period: CapPeriod| {
        let own = asker.uses.iter().filter(|one| one.campaign == campaign.id);
        own.filter(|one| counts(period, one.day, basket.at.date())).count()
    };
    let is_out =
        |period: CapPeriod, most: u32| usize::try_from(most).is_ok_and(|most| used_in(period) >= most);
    let ever = limits.per_customer.is_some_and(|most| is_out(CapPeriod::Ever, most));
    let in_period = limits.per_period.is_some_and(|limit| is_out(limit.per, limit.most));
    (ever || in_period).then_some(CouponRefusal::CustomerUsedUp)
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{Actor, CouponUseId, StoreId};
    use uuid::Uuid;

    use super::super::campaign::{CouponLimits, CouponPeriodLimit};
    use super::super::coupon_use::CouponUseState;
    use super::super::effect::CouponEffect;
    use super::super::sample::{basket, coupon, terms};
    use super::super::void::{CouponVoid, CouponVoidReason};
    use super::*;

    const ANA: CustomerId = CustomerId::new(Uuid::from_u128(1));

    fn found() -> FoundCoupon {
        coupon(1, terms(CouponEffect::Amount { amount: 100 }))
    }

    fn asked(coupon: &FoundCoupon, asker: &CouponAsker) -> Option<CouponRefusal> {
        refusal_of_coupon(coupon, &basket(&[(1_000, 500)]), asker)
    }

    fn used_on(day: &str) -> CouponUse {
        CouponUse {
            id: CouponUseId::new(Uuid::from_u128(9)),
            campaign: found().campaign.id,
            code: found().code,
            customer: Some(ANA),
            purchase: None,
            state: CouponUseState::Redeemed,
            amount: 100,
            day: day.parse().unwrap(),
            actor: Actor::System,
            reserved_until: None,
            created_at: found().campaign.created_at,
            settled_at: None,
        }
    }

    #[test]
    fn a_code_is_used_where_and_as_often_as_it_may_be() {
        let nobody = CouponAsker::default();
        assert_eq!(asked(&found(), &nobody), None);
        let mut paused = found();
        paused.campaign.state = CouponCampaignState::Paused;
        assert_eq!(asked(&paused, &nobody), Some(CouponRefusal::NotActive));
        let mut dear = found();
        dear.campaign.terms.minimum = 501;
        assert_eq!(asked(&dear, &nobody), Some(CouponRefusal::BelowMinimum));
        let mut elsewhere = found();
        elsewhere.campaign.terms.stores = BTreeSet::from([StoreId::new(Uuid::from_u128(5))]);
        assert_eq!(asked(&elsewhere, &nobody), Some(CouponRefusal::OtherStore));
        let mut late = found();
        late.campaign.terms.validity.to = Some("2026-11-19".parse().unwrap());
        assert_eq!(asked(&late, &nobody), Some(CouponRefusal::NotThen));
        let mut once = found();
        once.campaign.terms.limits.per_code = Some(1);
        assert_eq!(asked(&once, &nobody), None);
        once.used = 1;
        assert_eq!(asked(&once, &nobody), Some(CouponRefusal::UsedUp));
        let mut few = found();
        few.campaign.terms.limits.in_all = Some(3);
        few.campaign.used = 3;
        assert_eq!(asked(&few, &nobody), Some(CouponRefusal::CampaignUsedUp));
    }

    #[test]
    fn limits_of_a_customer_ask_who_buys_and_count_in_their_time() {
        let mut monthly = found();
        let per_period = Some(CouponPeriodLimit { most: 1, per: CapPeriod::Month });
        monthly.campaign.terms.limits =
            CouponLimits { per_customer: Some(2), per_period, ..CouponLimits::default() };
        let ana = |uses: Vec<CouponUse>| CouponAsker { customer: Some(ANA), uses, ..CouponAsker::default() };
        assert_eq!(asked(&monthly, &CouponAsker::default()), Some(CouponRefusal::NoCustomer));
        assert_eq!(asked(&monthly, &ana(Vec::new())), None);
        assert_eq!(asked(&monthly, &ana(vec![used_on("2026-10-31")])), None);
        let used_up = Some(CouponRefusal::CustomerUsedUp);
        assert_eq!(asked(&monthly, &ana(vec![used_on("2026-11-01")])), used_up);
        assert_eq!(asked(&monthly, &ana(vec![used_on("2026-10-31"), used_on("2025-01-01")])), used_up);
    }

    #[test]
    fn a_code_of_somebody_is_of_nobody_else_and_a_void_one_of_nobody() {
        let of = |customer: Option<CustomerId>| CouponAsker { customer, ..CouponAsker::default() };
        let mut held = found();
        held.holder = Some(ANA);
        assert_eq!(asked(&held, &of(None)), Some(CouponRefusal::NoCustomer));
        assert_eq!(asked(&held, &of(Some(ANA))), None);
        let other = CustomerId::new(Uuid::from_u128(2));
        held.campaign.state = CouponCampaignState::Paused;
        assert_eq!(
            asked(&held, &of(Some(other))),
            Some(CouponRefusal::OtherHolder),
            "and nothing more is told"
        );
        held.campaign.state = CouponCampaignState::Active;
        let at = "2026-11-20T10:00:00Z".parse().unwrap();
        held.voided = Some(CouponVoid { at, reason: CouponVoidReason::Leaked });
        assert_eq!(asked(&held, &of(Some(ANA))), Some(CouponRefusal::Voided));
    }

    #[test]
    fn what_is_for_one_is_for_nobody_else() {
        let mut personal = found();
        personal.campaign.terms.audience = CouponAudience::Customer(ANA);
        let of = |customer: Option<CustomerId>| CouponAsker { customer, ..CouponAsker::default() };
        assert_eq!(asked(&personal, &of(None)), Some(CouponRefusal::NoCustomer));
        assert_eq!(asked(&personal, &of(Some(ANA))), None);
        let other = CustomerId::new(Uuid::from_u128(2));
        assert_eq!(asked(&personal, &of(Some(other))), Some(CouponRefusal::OtherCustomer));
        let segment = SegmentId::new(Uuid::from_u128(3));
        personal.campaign.terms.audience = CouponAudience::Segment(segment);
        assert_eq!(asked(&personal, &of(Some(ANA))), Some(CouponRefusal::OtherCustomer));
        let within = CouponAsker { segments: BTreeSet::from([segment]), ..of(Some(ANA)) };
        assert_eq!(asked(&personal, &within), None);
    }
}
