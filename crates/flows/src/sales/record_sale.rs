//! Records a receipt with the points that it earns and that pay for it.

use chrono::Days;
use regulars_kernel::{CustomerId, Environment, StoreError};
use regulars_loyalty::{
    Cause, Configuration, CouponGift, CouponRefusal, ProgrammeStanding, ReceiptView, TierMoveCause,
};
use regulars_purchases::{
    NewPurchase, PurchaseAnswer, PurchaseName, ReceiptPlace, ReceiptWarning, RecordPurchaseError,
    ReturnableBy, Till, record_purchase,
};

use super::budgets_of_rules::{count_earned, hold_budgets};
use super::customers_of_rules::rules_for_others;
use super::earn_points::{EarningReceipt, earn_points};
use super::given_back_before::GivenBackBefore;
use super::new_receipt_facts::receipt_facts;
use super::points_of_purchase::points_of_purchase;
use super::points_of_sale::PointsOfSale;
use super::print_points::print_points;
use super::print_tiers::print_tiers;
use super::spend_points::{PaidReceipt, point_payments, spend_points};
use super::standing_of_buyer::MemberStanding;
use super::store::SaleStore;
use super::take_back_points::{GivenBack, take_back_points};
use super::tier_of_buyer::{BuyerInTiers, CountedReceipt, tiers_of_customer};
use super::welcome_buyer::{Newcomer, welcome_buyer};
use crate::coupons::free_on_refund::free_coupons_of;
use crate::coupons::redeem_on_sale::{CouponSale, redeem_on_sale};
use crate::coupons::redeemed::RedeemedCoupon;

/// When a receipt is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaleMoment {
    /// Before the sale: there is time to put everything right.
    Planned,
    /// At the sale: no mistake in who the buyer is loses it, and points pay only where there are as many.
    AtTill,
    /// After the sale, by a till that was off line: whatever is odd, it has happened, and what is missing is owed.
    Uploaded,
}

/// The answer to a receipt, with its points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaleAnswer {
    /// The answer to the receipt. What to print tells the points.
    pub purchase: PurchaseAnswer,
    /// What happened in each account of the buyer. Empty where no programme holds.
    pub points: Vec<PointsOfSale>,
    /// The coupons that were used with it.
    pub coupons: Vec<RedeemedCoupon>,
}

/// Why a sale was not recorded.
#[derive(Debug, thiserror::Error)]
pub enum RecordSaleError {
    /// The receipt was not recorded.
    #[error(transparent)]
    Purchase(#[from] RecordPurchaseError),
    /// More points were to pay than there are.
    #[error("there are only {available} points")]
    InsufficientPoints {
        /// Which of the payments.
        index: usize,
        /// How many there are.
        available: i64,
    },
    /// A coupon that was shown or paid with may not be used.
    #[error("the coupon {}", .refusal.words())]
    CouponRefused {
        /// Which of them.
        place: ReceiptPlace,
        /// Why.
        refusal: CouponRefusal,
    },
}

impl From<StoreError> for RecordSaleError {
    fn from(error: StoreError) -> Self {
        Self::Purchase(error.into())
    }
}

/// Records a receipt once, however often it comes, and credits and debits the points of its buyer with it.
///
/// A merchant without a programme pays nothing for it; with one, where the buyer is known, it is four more round trips, and on PostgreSQL
/// one to hold the accounts. Tiers
/// are one more, and one where they have changed; rules for certain customers are one more, and one where they name segments;
/// budgets of rules that the receipt earns of are two more. Whoever comes in by the receipt is welcomed behind it, which costs nothing
/// where no rule does.
pub async fn record_sale(
    store: &mut dyn SaleStore,
    environment: &Environment,
    till: &Till,
    new: NewPurchase,
    moment: SaleMoment,
) -> Result<SaleAnswer, RecordSaleError> {
    if !till.programmes {
        let mut purchase = record_purchase(store, environment, till, new.clone()).await?;
        let sale = CouponSale { environment, till, new: &new, moment };
        let coupons = coupons_of(store, &sale, &mut purchase).await?;
        return Ok(SaleAnswer { purchase, points: Vec::new(), coupons });
    }
    let mut answer = record_purchase(store, environment, till, new.clone()).await?;
    let coupons = CouponSale { environment, till, new: &new, moment };
    let coupons = coupons_of(store, &coupons, &mut answer).await?;
    if answer.replayed {
        let points = points_of_purchase(store, environment, answer.id).await?;
        answer.print_lines.extend(print_points(&points, till.language));
        if let Some(buyer) = &answer.customer {
            let why = TierMoveCause::Recount;
            let tiers = tiers_of_customer(store, environment, &till.calendar, buyer.id, why).await?;
            answer.print_lines.extend(print_tiers(&tiers, till.currency, till.language));
        }
        return Ok(SaleAnswer { purchase: answer, points, coupons });
    }
    let sale = Sale { environment, till, new: &new, moment };
    let mut standings = match &answer.customer {
        Some(buyer) => sale.standings(store, buyer.id, &answer).await?,
        None => Vec::new(),
    };
    let tiers = sale.tiers(store, &mut standings, &mut answer).await?;
    let warnings = sale.pay(&mut standings, &answer)?;
    if !warnings.is_empty() {
        answer.warnings.extend(warnings);
        store.keep_warnings(answer.id, &answer.warnings).await?;
    }
    let facts = sale.facts(store, &standings, &answer).await?;
    let gifts: Vec<CouponGift> = coupons.iter().filter_map(|coupon| coupon.gift.clone()).collect();
    let mut points = sale.earn(&mut standings, &answer, &facts, &gifts);
    count_earned(store, &standings, &points, facts.at.date()).await?;
    let newcomers = Newcomer::of(&standings);
    let accounts = standings.into_iter().flat_map(|standing| standing.accounts.into_values());
    let postings: Vec<_> = accounts.filter_map(regulars_loyalty::OpenAccount::into_posting).collect();
    if !postings.is_empty() {
        store.post_points(&postings).await?;
    }
    if answer.had_refunds {
        sale.take_back(store, &answer, &mut points).await?;
    }
    let mut settled = Vec::with_capacity(tiers.len());
    for buyer in tiers {
        let counted = CountedReceipt {
            points: &points,
            counted_at: answer.counted_at,
            calendar: &till.calendar,
            had_refunds: answer.had_refunds,
        };
        settled.push(buyer.settle(store, environment, counted).await?);
    }
    welcome_buyer(store, environment, till, &newcomers, &mut points).await?;
    answer.print_lines.extend(print_points(&points, till.language));
    answer.print_lines.extend(print_tiers(&settled, till.currency, till.language));
    Ok(SaleAnswer { purchase: answer, points, coupons })
}

/// Uses the coupons of a receipt that was just recorded, or tells those of one that came before. A merchant without a campaign pays
/// nothing for it, nor does a receipt without coupons.
async fn coupons_of(
    store: &mut dyn SaleStore,
    sale: &CouponSale<'_>,
    answer: &mut PurchaseAnswer,
) -> Result<Vec<RedeemedCoupon>, RecordSaleError> {
    if !sale.till.campaigns || !sale.has_coupons() {
        return Ok(Vec::new());
    }
    let coupons = redeem_on_sale(store, sale, answer).await?;
    if answer.had_refunds && !answer.replayed {
        free_coupons_of(store, sale.environment, answer.id).await?;
    }
    Ok(coupons)
}

struct Sale<'a> {
    environment: &'a Environment,
    till: &'a Till,
    new: &'a NewPurchase,
    moment: SaleMoment,
}

impl Sale<'_> {
    async fn standings(
        &self,
        store: &mut dyn SaleStore,
        customer: CustomerId,
        answer: &PurchaseAnswer,
    ) -> Result<Vec<MemberStanding>, StoreError> {
        let found = store.standings_of(customer, answer.counted_at).await?;
        self.qualify_referral(store, &found, answer).await?;
        let standings = found.into_iter();
        Ok(standings
            .filter_map(|standing| MemberStanding::of(standing, customer, self.environment))
            .collect())
    }

    /// Writes that the receipt is the one for which the buyer was invited, where it is. Who was not invited, or has bought enough
    /// before, costs nothing.
    async fn qualify_referral(
        &self,
        store: &mut dyn SaleStore,
        standings: &[ProgrammeStanding],
        answer: &PurchaseAnswer,
    ) -> Result<(), StoreError> {
        if self.new.currency != self.till.currency {
            return Ok(());
        }
        let (total, calendar) = (answer.total.amount, &self.till.calendar);
        for standing in standings {
            let Some(waiting) = &standing.referral else { continue };
            let qualified = waiting.qualified_by(answer.id, total, answer.counted_at, calendar);
            if let Some(qualified) = qualified {
                store.qualify_referral(&qualified).await?;
            }
        }
        Ok(())
    }

    /// The tiers of the buyer before the receipt, by which it earns and by which its goods may be given back: of several that say how
    /// long, by the one that says the longest.
    async fn tiers(
        &self,
        store: &mut dyn SaleStore,
        standings: &mut [MemberStanding],
        answer: &mut PurchaseAnswer,
    ) -> Result<Vec<BuyerInTiers>, StoreError> {
        let calendar = &self.till.calendar;
        let mut found = Vec::new();
        let mut longest: Option<(u16, ReturnableBy)> = None;
        for standing in standings {
            let buyer = BuyerInTiers::read(store, self.environment, calendar, standing, answer.id).await?;
            let Some(buyer) = buyer else { continue };
            standing.by_tier = Some(buyer.configuration());
            if standing.programme.configuration.holds_in(answer.store) {
                let said = buyer.days_to_return();
                if let Some(days) = said.filter(|days| longest.as_ref().is_none_or(|(most, _)| days > most)) {
                    longest = Some((days, buyer.returnable_by()));
                }
            }
            found.push(buyer);
        }
        if let Some((days, by)) = longest {
            let last = calendar.date_of(answer.counted_at).checked_add_days(Days::new(u64::from(days)));
            let behind = last.and_then(|last| last.succ_opt());
            answer.returnable_until = behind.map(|behind| calendar.start_of_day(behind));
            answer.returnable_by = Some(by);
            let by = answer.returnable_by.as_ref();
            store.keep_returnable(answer.id, answer.returnable_until, by).await?;
        }
        Ok(found)
    }

    fn pay(
        &self,
        standings: &mut [MemberStanding],
        answer: &PurchaseAnswer,
    ) -> Result<Vec<ReceiptWarning>, RecordSaleError> {
        let paid = PaidReceipt {
            purchase: answer.id,
            occurred_at: self.new.occurred_at,
            store: answer.store,
            moment: self.moment,
            till: self.till,
        };
        let mut warnings = Vec::new();
        for payment in point_payments(&self.new.tenders) {
            warnings.extend(spend_points(self.environment, standings, &paid, payment)?);
        }
        Ok(warnings)
    }

    /// The receipt as rules see it, with what they ask beside it. Costs nothing where none asks.
    async fn facts(
        &self,
        store: &mut dyn SaleStore,
        standings: &[MemberStanding],
        answer: &PurchaseAnswer,
    ) -> Result<ReceiptView, StoreError> {
        let configurations: Vec<&Configuration> =
            standings.iter().map(|standing| &standing.programme.configuration).collect();
        let buyer = standings.first().map(|standing| standing.customer);
        let (calendar, now) = (&self.till.calendar, self.environment.now());
        let for_others = rules_for_others(store, &configurations, buyer, calendar, now).await?;
        let terminal = self.till.terminal();
        let mut facts = receipt_facts(self.new, answer.store, terminal, answer.counted_at, calendar);
        facts.circumstances.for_others = for_others;
        let left = hold_budgets(store, standings, &facts, self.new.currency).await?;
        facts.circumstances.left_of_budgets = left;
        Ok(facts)
    }

    fn earn(
        &self,
        standings: &mut [MemberStanding],
        answer: &PurchaseAnswer,
        facts: &ReceiptView,
        gifts: &[CouponGift],
    ) -> Vec<PointsOfSale> {
        let calendar = &self.till.calendar;
        let receipt = EarningReceipt {
            purchase: answer.id,
            facts,
            currency: self.new.currency,
            occurred_at: self.new.occurred_at,
            counted_at: answer.counted_at,
            calendar,
            given_back: &GivenBackBefore::default(),
            gifts,
        };
        let mut told = Vec::new();
        for standing in standings {
            let cause = Cause {
                actor: self.till.actor,
                purchase: Some(answer.id),
                refund: None,
                programme_version: standing.programme.version,
                reason: None,
                accrual: None,
            };
            told.extend(earn_points(self.environment, standing, &receipt, &cause));
        }
        told
    }

    /// Refunds that came before the receipt were taken off it already.
    async fn take_back(
        &self,
        store: &mut dyn SaleStore,
        answer: &PurchaseAnswer,
        points: &mut [PointsOfSale],
    ) -> Result<(), StoreError> {
        let name = PurchaseName::Id(answer.id);
        let purchase = store.find(&name).await?;
        let mut purchase = purchase.ok_or_else(|| StoreError::inconsistent("purchases", "one is gone"))?;
        let is_whole = purchase.fully_refunded;
        // As it was before each of them, so that each tells its own.
        purchase.refunded_total = 0;
        purchase.fully_refunded = false;
        for line in &mut purchase.lines {
            line.refunded_thousandths = 0;
        }
        let refunds = store.refunds_of(purchase.id).await?;
        for (index, refund) in refunds.iter().enumerate() {
            purchase.refunded_total += refund.total;
            purchase.fully_refunded = is_whole && index + 1 == refunds.len();
            for part in &refund.lines {
                let lines = purchase.lines.iter_mut().filter(|line| line.number == part.line);
                lines.for_each(|line| line.refunded_thousandths += part.quantity.thousandths());
            }
            let back = GivenBack::by(refund, self.till.actor);
            for taken in take_back_points(store, self.environment, &purchase, &back).await? {
                for told in points.iter_mut().filter(|told| told.account == taken.account) {
                    told.balance = taken.balance;
                }
            }
        }
        Ok(())
    }
}
