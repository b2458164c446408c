//! What is offered to one customer.

use chrono::NaiveDateTime;
use regulars_kernel::{CustomerId, Instant, MerchantCalendar, StoreError};
use regulars_loyalty::{
    CouponBasket, CouponTerms, FoundCoupon, PersonalCampaign, Validity, refusal_of_coupon,
};

use super::store::CouponWeighingReads;
use super::weigh_coupons::{CouponQuestion, asker_of, without_what_is_over};

/// How many personal campaigns are looked at, the newest first.
const MOST_LOOKED_AT: u16 = 50;

/// The campaigns that are for this customer, alone or by a segment, of which the customer may use a code these days. In which
/// stores, at which hours and from which amount on they hold is not looked at.
pub async fn offers_for_customer(
    store: &mut dyn CouponWeighingReads,
    customer: CustomerId,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<PersonalCampaign>, StoreError> {
    let offers = store.personal_coupon_campaigns(customer, now, MOST_LOOKED_AT).await?;
    if offers.is_empty() {
        return Ok(offers);
    }
    let mut found: Vec<FoundCoupon> = offers.iter().map(anywhere).collect();
    let at: NaiveDateTime = calendar.wall_clock(now);
    let basket = CouponBasket { store: None, at, lines: Vec::new() };
    let question =
        CouponQuestion { basket: &basket, paying: None, customer: Some(customer), own: &[], calendar, now };
    let asker = asker_of(store, &question, &found).await?;
    without_what_is_over(store, &question, &mut found).await?;
    let usable = offers.into_iter().zip(&found);
    let usable = usable.filter(|(_, coupon)| refusal_of_coupon(coupon, &basket, &asker).is_none());
    Ok(usable.map(|(offer, _)| offer).collect())
}

/// A code that was found free, without what depends on a receipt.
fn anywhere(offer: &PersonalCampaign) -> FoundCoupon {
    let mut campaign = offer.campaign.clone();
    let CouponTerms { minimum, stores, validity, .. } = &mut campaign.terms;
    *minimum = 0;
    stores.clear();
    *validity = Validity { from: validity.from, to: validity.to, ..Validity::default() };
    FoundCoupon { code: offer.code.clone(), used: 0, campaign }
}
