//! A coupon is looked at, reserved, used or released by itself: by shops that ask before there is a receipt.

use chrono::Duration;
use regulars_kernel::{CouponUseId, CustomerId, Environment, Instant, StoreError};
use regulars_loyalty::{
    AppliedCoupon, CouponBasket, CouponCode, CouponRefusal, CouponSolution, CouponUse, CouponUseState,
    FoundCoupon,
};
use regulars_purchases::{Identify, NewPurchase, ReceiptProblem, Till, check_receipt};

use super::basket::coupon_basket;
use super::redeem_on_sale::{own_reservations, settle_reservations};
use super::store::{CouponUseStore, CouponWeighingReads};
use super::weigh_coupons::{CouponQuestion, weigh_coupons};

/// A coupon that somebody asks about.
#[derive(Clone, Debug)]
pub struct CouponAsked {
    /// The code.
    pub code: CouponCode,
    /// The receipt as it would be without coupons. Those that it names are weighed beside it.
    pub receipt: NewPurchase,
    /// Who buys, if that is known.
    pub customer: Option<CustomerId>,
}

/// Why a coupon was not looked at, reserved, used or released.
#[derive(Debug, thiserror::Error)]
pub enum UseCouponError {
    /// The merchant has no such code.
    #[error("there is no such coupon")]
    UnknownCoupon,
    /// The merchant has no such store.
    #[error("there is no such store")]
    UnknownStore,
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The receipt breaks rules.
    #[error("the receipt breaks {} rules", .0.len())]
    Problems(Vec<ReceiptProblem>),
    /// It may not be used.
    #[error("the coupon {}", .0.words())]
    Refused(CouponRefusal),
    /// The code has no such use, or it is released.
    #[error("there is no such use of the coupon")]
    UnknownUse,
    /// It was used with a purchase: what refunds do says its campaign.
    #[error("it was used with a purchase, and is released by a refund")]
    OfPurchase,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The receipt as it is weighed.
struct Weighed {
    basket: CouponBasket,
    customer: Option<CustomerId>,
    /// The code that is asked about, and those that the receipt names.
    codes: Vec<CouponCode>,
}

/// What the coupon, and those that the receipt names, take off each line, and why some are not used.
///
/// # Errors
///
/// The receipt breaks rules, or there is no such coupon, customer or store.
pub async fn validate_coupon(
    store: &mut dyn CouponWeighingReads,
    environment: &Environment,
    till: &Till,
    asked: &CouponAsked,
) -> Result<CouponSolution, UseCouponError> {
    let weighed = weighed(store, environment, till, asked).await?;
    let found = store.find_coupons(&weighed.codes).await?;
    require_known(&found, asked)?;
    let own = own_reservations(store, &found, environment.now(), weighed.customer, till.actor).await?;
    Ok(solve(store, environment, till, &weighed, &found, &own).await?)
}

/// Holds a code for somebody until then, so that nobody else has its use.
pub async fn reserve_coupon(
    store: &mut dyn CouponUseStore,
    environment: &Environment,
    till: &Till,
    asked: &CouponAsked,
    lasting: Duration,
) -> Result<(CouponUse, AppliedCoupon), UseCouponError> {
    let until = environment.now() + lasting;
    take(store, environment, till, asked, Some(until)).await
}

/// Uses a code. Where it was reserved for that customer, or by this caller for nobody in particular, that is its use.
pub async fn redeem_coupon(
    store: &mut dyn CouponUseStore,
    environment: &Environment,
    till: &Till,
    asked: &CouponAsked,
) -> Result<(CouponUse, AppliedCoupon), UseCouponError> {
    take(store, environment, till, asked, None).await
}

/// Releases a reservation, or a use without a purchase.
pub async fn release_coupon_use(
    store: &mut dyn CouponUseStore,
    environment: &Environment,
    code: &CouponCode,
    id: CouponUseId,
) -> Result<(), UseCouponError> {
    store.hold_coupons(std::slice::from_ref(code)).await?;
    let found = store.find_coupon_use(id).await?.filter(|one| one.code == *code);
    let found = found.ok_or(UseCouponError::UnknownUse)?;
    if found.purchase.is_some() {
        return Err(UseCouponError::OfPurchase);
    }
    let is_released = store.release_coupon(&found, environment.now()).await?;
    if is_released { Ok(()) } else { Err(UseCouponError::UnknownUse) }
}

async fn take(
    store: &mut dyn CouponUseStore,
    environment: &Environment,
    till: &Till,
    asked: &CouponAsked,
    reserved_until: Option<Instant>,
) -> Result<(CouponUse, AppliedCoupon), UseCouponError> {
    let weighed = weighed(store, environment, till, asked).await?;
    let now = environment.now();
    let mut found = store.hold_coupons(&weighed.codes).await?;
    require_known(&found, asked)?;
    let own = settle_reservations(store, &mut found, now, weighed.customer, till.actor).await?;
    // Who reserves twice has two reservations.
    let own: Vec<CouponUse> =
        own.into_iter().filter(|own| reserved_until.is_none() && own.code == asked.code).collect();
    let solution = solve(store, environment, till, &weighed, &found, &own).await?;
    let refusal = solution.passed_over.iter().find(|(code, _)| *code == asked.code);
    if let Some((_, refusal)) = refusal {
        return Err(UseCouponError::Refused(*refusal));
    }
    let mut applied = solution.applied.into_iter();
    let applied = applied.find(|one| one.code == asked.code).ok_or(UseCouponError::UnknownCoupon)?;
    let coupon = found.iter().find(|coupon| coupon.code == asked.code);
    let campaign = &coupon.ok_or(UseCouponError::UnknownCoupon)?.campaign;
    let reserved = own.first();
    let state = if reserved_until.is_some() { CouponUseState::Reserved } else { CouponUseState::Redeemed };
    let taken = CouponUse {
        id: reserved.map_or_else(|| CouponUseId::new(environment.new_id()), |reserved| reserved.id),
        campaign: applied.campaign,
        code: applied.code.clone(),
        customer: weighed.customer,
        purchase: None,
        state,
        amount: applied.discount,
        day: weighed.basket.at.date(),
        actor: till.actor,
        reserved_until,
        created_at: reserved.map_or(now, |reserved| reserved.created_at),
        settled_at: reserved_until.is_none().then_some(now),
    };
    match reserved {
        Some(reserved) => store.capture_coupon(reserved, &taken, campaign).await?,
        None => store.take_coupon(&taken, campaign).await?,
    }
    Ok((taken, applied))
}

fn require_known(found: &[FoundCoupon], asked: &CouponAsked) -> Result<(), UseCouponError> {
    let is_known = found.iter().any(|coupon| coupon.code == asked.code);
    if is_known { Ok(()) } else { Err(UseCouponError::UnknownCoupon) }
}

async fn weighed(
    store: &mut dyn CouponWeighingReads,
    environment: &Environment,
    till: &Till,
    asked: &CouponAsked,
) -> Result<Weighed, UseCouponError> {
    let checked =
        check_receipt(environment, till, asked.receipt.clone()).map_err(UseCouponError::Problems)?;
    let named = match &asked.receipt.identify {
        Some(Identify::Customer(customer)) => Some(*customer),
        _ => None,
    };
    let customer = match asked.customer.or(named) {
        Some(named) => Some(store.customer_meant_by(named).await?.ok_or(UseCouponError::UnknownCustomer)?),
        None => None,
    };
    if let Some(place) = asked.receipt.store
        && !store.unknown_stores(&[place]).await?.is_empty()
    {
        return Err(UseCouponError::UnknownStore);
    }
    let at = checked.counted_at();
    let basket = coupon_basket(&asked.receipt, asked.receipt.store, at, &till.calendar);
    let mut codes = vec![asked.code.clone()];
    for other in asked.receipt.coupons.iter().filter_map(|text| text.as_str().parse::<CouponCode>().ok()) {
        if !codes.contains(&other) {
            codes.push(other);
        }
    }
    Ok(Weighed { basket, customer, codes })
}

/// Coupons that the receipt names and that there are not are told as such.
async fn solve(
    store: &mut dyn CouponWeighingReads,
    environment: &Environment,
    till: &Till,
    weighed: &Weighed,
    found: &[FoundCoupon],
    own: &[CouponUse],
) -> Result<CouponSolution, StoreError> {
    let question = CouponQuestion {
        basket: &weighed.basket,
        paying: None,
        customer: weighed.customer,
        own,
        calendar: &till.calendar,
        now: environment.now(),
    };
    let mut solution = weigh_coupons(store, &question, found.to_vec()).await?;
    let unknown = weighed.codes.iter().filter(|code| !found.iter().any(|coupon| coupon.code == **code));
    solution.passed_over.extend(unknown.map(|code| (code.clone(), CouponRefusal::Unknown)));
    Ok(solution)
}
