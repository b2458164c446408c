//! Whether the campaign of a newsletter has a coupon for everybody whom it reaches.

use regulars_kernel::{Environment, MerchantCalendar, StoreError};
use regulars_loyalty::{
    CouponAudience, CouponBatch, CouponCampaign, CouponCampaignState, CouponReads, coupon_campaign_at,
};
use regulars_newsletters::{MergeAttribute, MergePoints, Newsletter, named_attributes};

/// Why the coupons of a newsletter would be of no use to those whom it reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CouponShortfall {
    /// The campaign is not active.
    #[error("the campaign whose coupons it brings is not active")]
    NotActive,
    /// The campaign is over.
    #[error("the campaign whose coupons it brings is over")]
    Over,
    /// The campaign is for one customer alone.
    #[error("the campaign whose coupons it brings is for one customer alone")]
    ForOne,
    /// Its codes may not be used as often as there are recipients.
    #[error("codes of the campaign may be used {left} times more, and {needed} would get one")]
    TooFewUses {
        /// How often.
        left: i64,
        /// By how many.
        needed: i64,
    },
    /// It would have too many codes.
    #[error("the campaign would have too many codes")]
    TooManyCodes,
    /// Nothing is left of what it may cost.
    #[error("nothing is left of what the campaign may cost")]
    BudgetSpent,
}

/// Whether the texts of a newsletter show a coupon.
pub(super) fn shows_coupon(newsletter: &Newsletter) -> bool {
    named_attributes(&newsletter.draft()).contains(&MergeAttribute::of_points(MergePoints::Coupon))
}

/// What a newsletter lacks of coupons for so many recipients. None where it brings none, or enough.
pub(super) async fn coupon_shortfall<Store: CouponReads + ?Sized>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
    newsletter: &Newsletter,
    recipients: i64,
) -> Result<Option<CouponShortfall>, StoreError> {
    let Some(campaign) = newsletter.coupon_campaign.filter(|_| shows_coupon(newsletter)) else {
        return Ok(None);
    };
    let now = environment.now();
    let Some(campaign) = coupon_campaign_at(store, campaign, now).await? else {
        return Ok(Some(CouponShortfall::NotActive));
    };
    let today = calendar.date_of(now);
    let is_over = campaign.terms.validity.to.is_some_and(|last| last < today);
    Ok(shortfall(&campaign, is_over, recipients))
}

fn shortfall(campaign: &CouponCampaign, is_over: bool, recipients: i64) -> Option<CouponShortfall> {
    let CouponCampaign { state, terms, codes, coming, used, spent, .. } = campaign;
    let left = terms.limits.in_all.map(|most| (i64::from(most) - used).max(0));
    let will_have = codes.saturating_add(*coming).saturating_add(recipients);
    if *state != CouponCampaignState::Active {
        Some(CouponShortfall::NotActive)
    } else if is_over {
        Some(CouponShortfall::Over)
    } else if matches!(terms.audience, CouponAudience::Customer(_)) {
        Some(CouponShortfall::ForOne)
    } else if let Some(left) = left.filter(|left| *left < recipients) {
        Some(CouponShortfall::TooFewUses { left, needed: recipients })
    } else if will_have > CouponBatch::MOST_OF_CAMPAIGN {
        Some(CouponShortfall::TooManyCodes)
    } else if terms.budget.is_some_and(|budget| *spent >= budget) {
        Some(CouponShortfall::BudgetSpent)
    } else {
        None
    }
}
