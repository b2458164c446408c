//! What is offered to one customer.

use chrono::NaiveDateTime;
use regulars_kernel::{CustomerId, Instant, MerchantCalendar, Page, PageRequest, PageSize, StoreError};
use regulars_loyalty::{
    CouponBasket, CouponRefusal, CouponTerms, FoundCoupon, HeldCoupon, HeldCouponPosition, PersonalCampaign,
    Validity, refusal_of_coupon,
};

use super::store::CouponWeighingReads;
use super::weigh_coupons::{CouponQuestion, asker_of, without_what_is_over};

/// How many personal campaigns are looked at, the newest first.
const MOST_LOOKED_AT: u16 = 50;

/// The codes that belong to this customer, and campaigns that are for this customer, alone or by a segment, of which the customer may
/// use a code these days: first what is theirs. In which stores, at which hours and from which amount on they hold is not looked at.
pub async fn offers_for_customer(
    store: &mut dyn CouponWeighingReads,
    customer: CustomerId,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<PersonalCampaign>, StoreError> {
    // Of those that belong to the customer the 50 newest.
    let newest = PageRequest { size: PageSize::DEFAULT, after: None };
    let held = store.coupons_held_by(customer, true, newest).await?;
    let held = held.items.into_iter().map(|one| one.coupon);
    let offered = store.personal_coupon_campaigns(customer, now, MOST_LOOKED_AT).await?;
    let offered = offered.into_iter().map(|offer| FoundCoupon {
        code: offer.code,
        used: 0,
        holder: None,
        voided: None,
        campaign: offer.campaign,
    });
    let looked_at: Vec<FoundCoupon> = held.chain(offered).collect();
    let refusals = refusals_anywhere(store, customer, &looked_at, (calendar, now)).await?;
    let usable = looked_at.into_iter().zip(refusals).filter(|(_, refusal)| refusal.is_none());
    Ok(usable.map(|(coupon, _)| PersonalCampaign { campaign: coupon.campaign, code: coupon.code }).collect())
}

/// The codes that belong to a customer, the newest first, each with why the customer cannot use it these days, if so.
pub async fn coupons_of_customer(
    store: &mut dyn CouponWeighingReads,
    customer: CustomerId,
    page: PageRequest<HeldCouponPosition>,
    (calendar, now): (&MerchantCalendar, Instant),
) -> Result<Page<(HeldCoupon, Option<CouponRefusal>), HeldCouponPosition>, StoreError> {
    let Page { items, next } = store.coupons_held_by(customer, false, page).await?;
    let coupons: Vec<FoundCoupon> = items.iter().map(|one| one.coupon.clone()).collect();
    let refusals = refusals_anywhere(store, customer, &coupons, (calendar, now)).await?;
    Ok(Page { items: items.into_iter().zip(refusals).collect(), next })
}

/// Why the customer cannot use each of the coupons these days, wherever that is.
pub async fn refusals_anywhere(
    store: &mut dyn CouponWeighingReads,
    customer: CustomerId,
    coupons: &[FoundCoupon],
    (calendar, now): (&MerchantCalendar, Instant),
) -> Result<Vec<Option<CouponRefusal>>, StoreError> {
    if coupons.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<FoundCoupon> = coupons.iter().map(anywhere).collect();
    let at: NaiveDateTime = calendar.wall_clock(now);
    let basket = CouponBasket { store: None, at, lines: Vec::new() };
    let question =
        CouponQuestion { basket: &basket, paying: None, customer: Some(customer), own: &[], calendar, now };
    let mut asker = asker_of(store, &question, &found).await?;
    for programme in asker.earns_in.values_mut() {
        programme.stores.clear();
    }
    without_what_is_over(store, &question, &mut found).await?;
    Ok(found.iter().map(|coupon| refusal_of_coupon(coupon, &basket, &asker)).collect())
}

/// A code without what depends on a receipt.
fn anywhere(coupon: &FoundCoupon) -> FoundCoupon {
    let mut coupon = coupon.clone();
    let CouponTerms { minimum, stores, validity, .. } = &mut coupon.campaign.terms;
    *minimum = 0;
    stores.clear();
    *validity = Validity { from: validity.from, to: validity.to, ..Validity::default() };
    coupon
}
