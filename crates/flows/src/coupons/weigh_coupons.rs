//! What of these coupons a customer may use for a receipt, and which together are best.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{
    CouponCampaignId, CustomerId, Instant, MerchantCalendar, ProgrammeId, SegmentId, StoreError,
};
use regulars_loyalty::{
    Configuration, CouponAsker, CouponAudience, CouponBasket, CouponCode, CouponSolution, CouponUse,
    CouponUseState, FoundCoupon, Joining, ProgrammeState, best_for_customer, best_of_taken_off,
    refusal_of_coupon,
};
use regulars_segments::{ResolveFilterError, segments_that_hold};

use super::store::CouponWeighingReads;

/// What is asked.
pub(super) struct CouponQuestion<'a> {
    /// The receipt.
    pub basket: &'a CouponBasket,
    /// Of a receipt whose lines have the discounts of the coupons already: those that pay, and took nothing off. None where the coupons
    /// are asked for.
    pub paying: Option<&'a BTreeSet<CouponCode>>,
    /// Who buys, if that is known.
    pub customer: Option<CustomerId>,
    /// Reservations that are used now, and do not count against themselves.
    pub own: &'a [CouponUse],
    /// The merchant's.
    pub calendar: &'a MerchantCalendar,
    /// The present instant.
    pub now: Instant,
}

/// Which of the coupons are used, and why others are not.
pub(super) async fn weigh_coupons(
    store: &mut dyn CouponWeighingReads,
    question: &CouponQuestion<'_>,
    mut found: Vec<FoundCoupon>,
) -> Result<CouponSolution, StoreError> {
    let asker = asker_of(store, question, &found).await?;
    without_what_is_over(store, question, &mut found).await?;
    let (mut fit, mut refused) = (Vec::new(), Vec::new());
    for coupon in found {
        match refusal_of_coupon(&coupon, question.basket, &asker) {
            Some(refusal) => refused.push((coupon.code, refusal)),
            None => fit.push(coupon),
        }
    }
    let mut solution = match question.paying {
        Some(paying) => best_of_taken_off(question.basket, &fit, paying),
        None => best_for_customer(question.basket, &fit),
    };
    solution.passed_over.extend(refused);
    Ok(solution)
}

/// Who asks: two statements at most, and none where no limit and no audience asks for the customer. Coupons that give points are two
/// more for each of their programmes.
pub(super) async fn asker_of(
    store: &mut dyn CouponWeighingReads,
    question: &CouponQuestion<'_>,
    found: &[FoundCoupon],
) -> Result<CouponAsker, StoreError> {
    let Some(customer) = question.customer else { return Ok(CouponAsker::default()) };
    let limited = found.iter().map(|coupon| &coupon.campaign).filter(|campaign| {
        campaign.terms.limits.per_customer.is_some() || campaign.terms.limits.per_period.is_some()
    });
    let limited: Vec<CouponCampaignId> = limited.map(|campaign| campaign.id).collect();
    let mut uses = store.coupon_uses_by(customer, &limited).await?;
    uses.retain(|one| {
        let is_own = question.own.iter().any(|own| own.id == one.id);
        let is_over = one.reserved_until.is_some_and(|until| until <= question.now)
            && one.state == CouponUseState::Reserved;
        !is_own && !is_over
    });
    let audiences = found.iter().filter_map(|coupon| match coupon.campaign.terms.audience {
        CouponAudience::Segment(segment) => Some(segment),
        CouponAudience::Everybody | CouponAudience::Customer(_) => None,
    });
    let asked: BTreeSet<SegmentId> = audiences.collect();
    let segments = segments_of(store, question, &asked, customer).await?;
    let giving = found.iter().filter_map(|coupon| coupon.campaign.terms.effect.points());
    let programmes: BTreeSet<ProgrammeId> = giving.map(|points| points.programme).collect();
    let mut earns_in = BTreeMap::new();
    for programme in programmes {
        if let Some(configuration) = earning_in(store, programme, customer).await? {
            earns_in.insert(programme, configuration);
        }
    }
    Ok(CouponAsker { customer: Some(customer), segments, uses, earns_in })
}

/// What a programme does, where a receipt of the customer earns in it: who is in none of those that take everybody comes in with it.
async fn earning_in(
    store: &mut dyn CouponWeighingReads,
    programme: ProgrammeId,
    customer: CustomerId,
) -> Result<Option<Configuration>, StoreError> {
    let found = store.find_programme(programme).await?;
    let Some(found) = found.filter(|found| found.state == ProgrammeState::Active) else { return Ok(None) };
    let (is_in, has_left) = store.was_in_programme(programme, customer).await?;
    let comes_in = !has_left && found.configuration.joining == Joining::Automatic;
    Ok((is_in || comes_in).then_some(found.configuration))
}

/// A segment that cannot be evaluated holds nobody: no receipt is lost for it.
async fn segments_of(
    store: &mut dyn CouponWeighingReads,
    question: &CouponQuestion<'_>,
    asked: &BTreeSet<SegmentId>,
    customer: CustomerId,
) -> Result<BTreeSet<SegmentId>, StoreError> {
    if asked.is_empty() {
        return Ok(BTreeSet::new());
    }
    match segments_that_hold(store, asked, customer, question.calendar, question.now).await {
        Ok(segments) => Ok(segments),
        Err(ResolveFilterError::Store(error)) => Err(error),
        Err(ResolveFilterError::Filter(_) | ResolveFilterError::NotReady(_)) => Ok(BTreeSet::new()),
    }
}

/// Takes reservations that are over, and those that are used now, out of the counts.
pub(super) async fn without_what_is_over(
    store: &mut dyn CouponWeighingReads,
    question: &CouponQuestion<'_>,
    found: &mut [FoundCoupon],
) -> Result<(), StoreError> {
    let with_reservations: Vec<CouponCampaignId> =
        found.iter().filter(|coupon| coupon.campaign.reserved > 0).map(|coupon| coupon.campaign.id).collect();
    let over = store.expired_coupons(&with_reservations, question.now).await?;
    for coupon in found {
        for one in over.iter().filter(|one| one.campaign == coupon.campaign.id) {
            coupon.campaign.used -= one.times;
            coupon.campaign.spent -= one.amount;
            if one.code == coupon.code {
                coupon.used -= one.times;
            }
        }
        for own in question.own.iter().filter(|own| own.campaign == coupon.campaign.id) {
            coupon.campaign.used -= 1;
            coupon.campaign.spent -= own.amount;
            if own.code == coupon.code {
                coupon.used -= 1;
            }
        }
    }
    Ok(())
}
