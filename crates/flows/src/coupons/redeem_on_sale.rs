//! Coupons are used with a receipt.

use std::collections::BTreeSet;

use regulars_kernel::{
    Actor, CouponCampaignId, CouponUseId, CustomerId, Environment, Instant, Label, StoreError,
};
use regulars_loyalty::{
    AppliedCoupon, CouponBasket, CouponCampaign, CouponCode, CouponGift, CouponRefusal, CouponSolution,
    CouponUse, CouponUseState, FoundCoupon,
};
use regulars_purchases::{
    NewPurchase, Oddity, ProblemReason, PurchaseAnswer, ReceiptPlace, ReceiptProblem, ReceiptWarning,
    RecordPurchaseError, Tender, Till,
};

use super::basket::coupon_basket;
use super::redeemed::RedeemedCoupon;
use super::store::{CouponUseStore, CouponWeighingReads};
use super::weigh_coupons::{CouponQuestion, weigh_coupons};
use crate::sales::record_sale::{RecordSaleError, SaleMoment};
use crate::sales::store::SaleStore;

/// The receipt with which they are used.
pub(crate) struct CouponSale<'a> {
    /// Time, ids and randomness.
    pub environment: &'a Environment,
    /// Who records it.
    pub till: &'a Till,
    /// The receipt.
    pub new: &'a NewPurchase,
    /// Whether it has happened.
    pub moment: SaleMoment,
}

/// A code that was shown or paid with, and where.
struct Shown {
    place: ReceiptPlace,
    /// None where it is no code.
    code: Option<CouponCode>,
}

impl CouponSale<'_> {
    /// Whether any coupon was shown or paid with.
    pub(crate) fn has_coupons(&self) -> bool {
        !self.new.coupons.is_empty() || coupon_tenders(self.new).next().is_some()
    }

    /// What was shown, each code once.
    fn shown(&self) -> Vec<Shown> {
        let mut seen = BTreeSet::new();
        let shown = self.new.coupons.iter().enumerate();
        let shown = shown.map(|(index, text)| (ReceiptPlace::Coupon { index }, text));
        let paid = coupon_tenders(self.new);
        let paid = paid.map(|(index, _, text)| (ReceiptPlace::Tender { index }, text));
        let all = shown.chain(paid).map(|(place, text)| Shown { place, code: text.as_str().parse().ok() });
        all.filter(|one| one.code.as_ref().is_none_or(|code| seen.insert(code.clone()))).collect()
    }
}

/// The payments with coupons: which payment, how much, and the code.
fn coupon_tenders(new: &NewPurchase) -> impl Iterator<Item = (usize, i64, &Label)> {
    new.tenders.iter().enumerate().filter_map(|(index, tender)| match tender {
        Tender::Coupon { amount, code } => Some((index, *amount, code)),
        Tender::Money { .. } | Tender::Points { .. } => None,
    })
}

/// Uses the coupons of a receipt that is recorded in this transaction, and warns of what is odd about them; or tells what was used
/// with one that came before.
///
/// # Errors
///
/// A coupon may not be used, and the sale can still be put right; or, asked before the sale, there is no such coupon.
pub(crate) async fn redeem_on_sale(
    store: &mut dyn SaleStore,
    sale: &CouponSale<'_>,
    answer: &mut PurchaseAnswer,
) -> Result<Vec<RedeemedCoupon>, RecordSaleError> {
    if answer.replayed {
        return Ok(redeemed_before(store, answer).await?);
    }
    let shown = sale.shown();
    let codes: Vec<CouponCode> = shown.iter().filter_map(|one| one.code.clone()).collect();
    let mut found = store.hold_coupons(&codes).await?;
    let mut warnings = Vec::new();
    for one in &shown {
        let is_known = one.code.as_ref().is_some_and(|code| found.iter().any(|coupon| coupon.code == *code));
        if !is_known {
            warnings.push(unknown(sale.moment, one.place, Oddity::CouponUnknown)?);
        }
    }
    let now = sale.environment.now();
    let customer = answer.customer.as_ref().map(|buyer| buyer.id);
    let own = settle_reservations(store, &mut found, now, customer, sale.till.actor).await?;
    let calendar = &sale.till.calendar;
    let basket = coupon_basket(sale.new, answer.store, answer.counted_at, calendar);
    let paying = coupon_tenders(sale.new).filter_map(|(_, _, text)| text.as_str().parse::<CouponCode>().ok());
    let paying: BTreeSet<CouponCode> = paying.collect();
    let question =
        CouponQuestion { basket: &basket, paying: Some(&paying), customer, own: &own, calendar, now };
    let mut solution = weigh_coupons(store, &question, found.clone()).await?;
    hold_to_reserved(&mut solution, &found, &own);
    for (code, refusal) in solution.passed_over {
        let place = shown.iter().find(|one| one.code.as_ref() == Some(&code)).map(|one| one.place);
        let Some(place) = place else { continue };
        // What belongs to somebody else is as good as unknown.
        if refusal == CouponRefusal::OtherHolder {
            warnings.push(unknown(sale.moment, place, Oddity::CouponOfOther)?);
            continue;
        }
        if sale.moment != SaleMoment::Uploaded {
            return Err(RecordSaleError::CouponRefused { place, refusal });
        }
        warnings.push(ReceiptWarning { pointer: place.to_string(), oddity: Oddity::CouponRefused });
    }
    let mut redeemed = Vec::new();
    for applied in solution.applied {
        let Some(coupon) = found.iter().find(|coupon| coupon.code == applied.code) else { continue };
        let reserved = own.iter().find(|own| own.code == applied.code);
        let taken = CouponUse {
            id: reserved.map_or_else(|| CouponUseId::new(sale.environment.new_id()), |reserved| reserved.id),
            campaign: applied.campaign,
            code: applied.code.clone(),
            customer,
            purchase: Some(answer.id),
            state: CouponUseState::Redeemed,
            amount: applied.discount,
            day: basket.at.date(),
            actor: sale.till.actor,
            reserved_until: None,
            created_at: now,
            settled_at: Some(now),
        };
        match reserved {
            Some(reserved) => store.capture_coupon(reserved, &taken, &coupon.campaign).await?,
            None => store.take_coupon(&taken, &coupon.campaign).await?,
        }
        redeemed.push(told(applied, &coupon.campaign));
    }
    warnings.extend(too_much(sale.new, &basket, &found, &redeemed));
    if !warnings.is_empty() {
        answer.warnings.extend(warnings);
        store.keep_warnings(answer.id, &answer.warnings).await?;
    }
    Ok(redeemed)
}

/// What was reserved is given, also where the budget has no more: which part of the discounts of a receipt is the coupon's the receipt
/// does not tell, so that reckoned anew it may be more.
fn hold_to_reserved(solution: &mut CouponSolution, found: &[FoundCoupon], own: &[CouponUse]) {
    for reserved in own {
        let is_own = |code: &CouponCode, refusal: CouponRefusal| {
            *code == reserved.code && refusal == CouponRefusal::BudgetSpent
        };
        let coupon = found.iter().find(|coupon| coupon.code == reserved.code);
        let Some(coupon) =
            coupon.filter(|_| solution.passed_over.iter().any(|(code, why)| is_own(code, *why)))
        else {
            continue;
        };
        solution.passed_over.retain(|(code, why)| !is_own(code, *why));
        solution.applied.push(AppliedCoupon {
            code: coupon.code.clone(),
            campaign: coupon.campaign.id,
            name: coupon.campaign.name.clone(),
            discount: reserved.amount,
            lines: Vec::new(),
            effect: coupon.campaign.terms.effect.clone(),
        });
    }
}

fn told(applied: AppliedCoupon, of: &CouponCampaign) -> RedeemedCoupon {
    let AppliedCoupon { code, campaign, name, discount, lines: _, effect: _ } = applied;
    RedeemedCoupon { code, campaign, name, discount, gift: gift_of(of) }
}

fn gift_of(campaign: &CouponCampaign) -> Option<CouponGift> {
    let points = campaign.terms.effect.points()?.clone();
    let (name, lines) = (campaign.name.clone(), campaign.terms.lines.clone());
    Some(CouponGift { campaign: campaign.id, name, points, lines })
}

async fn redeemed_before(
    store: &mut dyn SaleStore,
    answer: &PurchaseAnswer,
) -> Result<Vec<RedeemedCoupon>, StoreError> {
    let uses = store.coupon_uses_of_purchase(answer.id).await?;
    let codes: Vec<CouponCode> = uses.iter().map(|one| one.code.clone()).collect();
    let found = store.find_coupons(&codes).await?;
    let told = uses.into_iter().filter_map(|one| {
        let coupon = found.iter().find(|coupon| coupon.code == one.code)?;
        let (name, gift) = (coupon.campaign.name.clone(), gift_of(&coupon.campaign));
        Some(RedeemedCoupon { code: one.code, campaign: one.campaign, name, discount: one.amount, gift })
    });
    Ok(told.collect())
}

/// A coupon that there is not, or that is somebody else's: a warning of a sale that has happened, and a problem of one that has not.
fn unknown(
    moment: SaleMoment,
    place: ReceiptPlace,
    oddity: Oddity,
) -> Result<ReceiptWarning, RecordSaleError> {
    if moment == SaleMoment::Planned {
        let problem = ReceiptProblem { place, reason: ProblemReason::Odd(oddity) };
        return Err(RecordPurchaseError::Problems(vec![problem]).into());
    }
    Ok(ReceiptWarning { pointer: place.to_string(), oddity })
}

/// Releases the reservations of held codes that are over, and finds for each code the one that was made for this customer or by
/// this caller.
pub(super) async fn settle_reservations(
    store: &mut dyn CouponUseStore,
    found: &mut Vec<FoundCoupon>,
    now: Instant,
    customer: Option<CustomerId>,
    actor: Actor,
) -> Result<Vec<CouponUse>, StoreError> {
    let with_reservations = found.iter().filter(|coupon| coupon.campaign.reserved > 0);
    let campaigns: Vec<CouponCampaignId> = with_reservations.map(|coupon| coupon.campaign.id).collect();
    if campaigns.is_empty() {
        return Ok(Vec::new());
    }
    store.release_expired_coupons(&campaigns, now).await?;
    let own = own_reservations(store, found, now, customer, actor).await?;
    let all: Vec<CouponCode> = found.iter().map(|coupon| coupon.code.clone()).collect();
    *found = store.find_coupons(&all).await?;
    Ok(own)
}

/// For each code the reservation that was made for this customer or by this caller, and is not over.
pub(super) async fn own_reservations(
    store: &mut dyn CouponWeighingReads,
    found: &[FoundCoupon],
    now: Instant,
    customer: Option<CustomerId>,
    actor: Actor,
) -> Result<Vec<CouponUse>, StoreError> {
    let mut own = Vec::new();
    for coupon in found.iter().filter(|coupon| coupon.campaign.reserved > 0) {
        let reservations = store.coupon_reservations(&coupon.code).await?.into_iter();
        let mut standing = reservations.filter(|one| one.reserved_until.is_none_or(|until| until > now));
        own.extend(standing.find(|one| match (one.customer, customer) {
            (Some(reserved), Some(buyer)) => reserved == buyer,
            (Some(_), None) => false,
            (None, _) => one.actor == actor,
        }));
    }
    Ok(own)
}

/// What is odd where more was taken off than the coupons give. Of the lines those count that one of the coupons means that take
/// something off: what was taken off others is no coupon's.
fn too_much(
    new: &NewPurchase,
    basket: &CouponBasket,
    found: &[FoundCoupon],
    redeemed: &[RedeemedCoupon],
) -> Option<ReceiptWarning> {
    let used = |code: &CouponCode| redeemed.iter().any(|one| one.code == *code);
    if redeemed.is_empty() {
        return None;
    }
    let taking = |coupon: &&FoundCoupon| coupon.campaign.terms.effect.points().is_none();
    let meaning: Vec<_> = found.iter().filter(|coupon| used(&coupon.code)).filter(taking).collect();
    let meant = basket
        .lines
        .iter()
        .filter(|line| meaning.iter().any(|coupon| coupon.campaign.terms.lines.means(&line.facts)));
    let off_lines: i128 = meant.map(|line| i128::from(line.gross) - i128::from(line.facts.total)).sum();
    let paid = coupon_tenders(new);
    let paid = paid.filter(|(_, _, text)| text.as_str().parse::<CouponCode>().is_ok_and(|code| used(&code)));
    let paid: i128 = paid.map(|(_, amount, _)| i128::from(amount)).sum();
    let given: i128 = redeemed.iter().map(|one| i128::from(one.discount)).sum();
    (off_lines + paid > given).then(|| ReceiptWarning {
        pointer: ReceiptPlace::Coupons.to_string(),
        oddity: Oddity::CouponValueDiffers,
    })
}
