//! A receipt earns points.

use std::collections::BTreeMap;

use regulars_kernel::{Currency, Environment, Instant, MerchantCalendar, ProgrammeId, PurchaseId};
use regulars_loyalty::{
    Cause, Configuration, CouponGift, Earned, EarningEffect, EarningRule, EarningTrigger, Evaluation,
    KeptEarning, OpenAccount, OperationKind, PassedOver, PointType, ReceiptView, RuleUse, ToldRules,
    evaluate,
};

use super::given_back_before::GivenBackBefore;
use super::points_of_sale::{PointsOfCoupon, PointsOfSale, RulePassedOver};
use super::standing_of_buyer::MemberStanding;

/// The receipt that earns.
pub(super) struct EarningReceipt<'a> {
    /// The purchase.
    pub purchase: PurchaseId,
    /// As rules see it.
    pub facts: &'a ReceiptView,
    /// Its currency.
    pub currency: Currency,
    /// When it was.
    pub occurred_at: Instant,
    /// The instant as of which it counts.
    pub counted_at: Instant,
    /// The merchant's.
    pub calendar: &'a MerchantCalendar,
    /// What was given back of it before it earns.
    pub given_back: &'a GivenBackBefore,
    /// What coupons that were used with it give in points.
    pub gifts: &'a [CouponGift],
}

/// Evaluates the rules of a programme, credits what they give, and tells it account by account.
pub(super) fn earn_points(
    environment: &Environment,
    standing: &mut MemberStanding,
    receipt: &EarningReceipt<'_>,
    cause: &Cause,
) -> Vec<PointsOfSale> {
    let configuration = standing.by_tier.as_ref().unwrap_or(&standing.programme.configuration);
    let evaluation = evaluate(configuration, receipt.currency, receipt.facts, &standing.uses);
    let mut told = Vec::new();
    for kind in &configuration.point_types {
        let Some(account) = standing.accounts.get_mut(&kind.code) else { continue };
        let (earnings, passed_over) = of_type(configuration.earning_rules.iter(), &evaluation, kind);
        let coupons = of_coupons(account, receipt, (configuration, kind), &earnings, standing.programme.id);
        let earnings: Vec<Earned> = earnings.iter().map(|one| keep(account, receipt, one)).collect();
        let by_rules: i64 = earnings.iter().map(|one| one.points).sum();
        let earned = by_rules + coupons.iter().map(|one| one.points).sum::<i64>();
        credit(environment, account, receipt, kind, earned, cause);
        let of_sale = (receipt.purchase, account.account().id);
        let version = (standing.programme.version, configuration);
        // Only receipts come once more. An invoice may earn twice: by some rules as it is issued, and by others as it is paid.
        if receipt.facts.trigger == EarningTrigger::Purchase
            && let Some(told) = ToldRules::of(of_sale, version, &earnings, &passed_over)
        {
            account.keep_told_rules(told);
        }
        let spent = account
            .last_operations()
            .iter()
            .filter(|operation| operation.kind == OperationKind::Spend)
            .map(|operation| operation.entry.counter)
            .sum();
        told.push(PointsOfSale {
            programme: standing.programme.id,
            account: account.account().id,
            point_type: kind.code.clone(),
            name: kind.name.clone(),
            scale: kind.scale,
            earned,
            spent,
            balance: account.account().balance,
            earnings,
            coupons,
            passed_over: passed_over.into_iter().map(RulePassedOver::from).collect(),
        });
    }
    told
}

/// Keeps what coupons give in points of a type, and tells it.
fn of_coupons(
    account: &mut OpenAccount,
    receipt: &EarningReceipt<'_>,
    (configuration, kind): (&Configuration, &PointType),
    earnings: &[Earned],
    programme: ProgrammeId,
) -> Vec<PointsOfCoupon> {
    let is_meant =
        |gift: &&CouponGift| gift.points.programme == programme && gift.points.point_type == kind.code;
    let by_line = by_line(configuration, earnings);
    let mut told = Vec::new();
    for gift in receipt.gifts.iter().filter(is_meant) {
        let lines = gift.of_lines(kind, &by_line, receipt.facts);
        let (rule, id) = (gift.as_rule(), account.account().id);
        let (day, store) = (receipt.facts.at.date(), receipt.facts.store);
        let points: i64 = lines.iter().map(|line| line.points).sum();
        for line in &lines {
            account.keep_earning(KeptEarning {
                purchase: receipt.purchase,
                account: id,
                rule,
                line: line.line,
                points: line.points,
                quantity: 0,
                amount: 0,
                day,
                store,
                taken_back: 0,
            });
        }
        if points > 0 {
            account.keep_use(RuleUse { rule, store, day, times: 1, points, quantity: 0, amount: 0 });
        }
        told.push(PointsOfCoupon { campaign: gift.campaign, name: gift.name.clone(), points });
    }
    told
}

/// What rules that are no multipliers gave for each line, by its number.
fn by_line(configuration: &Configuration, earnings: &[Earned]) -> BTreeMap<u32, i128> {
    let multiplies = |earned: &Earned| {
        let rule = configuration.rule(earned.rule);
        rule.is_some_and(|rule| matches!(rule.effect, EarningEffect::Multiplier { .. }))
    };
    let mut points = BTreeMap::new();
    for line in earnings.iter().filter(|earned| !multiplies(earned)).flat_map(|earned| &earned.lines) {
        *points.entry(line.line).or_default() += i128::from(line.points);
    }
    points
}

fn of_type<'a>(
    rules: impl Iterator<Item = &'a EarningRule>,
    evaluation: &Evaluation,
    kind: &PointType,
) -> (Vec<Earned>, Vec<PassedOver>) {
    let own: Vec<_> = rules.filter(|rule| rule.point_type == kind.code).map(|rule| rule.id).collect();
    let earned = evaluation.earned.iter().filter(|one| one.point_type == kind.code).cloned().collect();
    let passed = evaluation.passed_over.iter().filter(|one| own.contains(&one.rule)).cloned().collect();
    (earned, passed)
}

fn credit(
    environment: &Environment,
    account: &mut OpenAccount,
    receipt: &EarningReceipt<'_>,
    kind: &PointType,
    earned: i64,
    cause: &Cause,
) {
    let EarningReceipt { purchase, occurred_at, counted_at, calendar, .. } = *receipt;
    if earned > 0 {
        account.earn(environment, earned, kind, calendar, counted_at, occurred_at, cause.clone());
    } else if earned < 0 {
        account.take_back(environment, -earned, purchase, kind.shortfall, occurred_at, cause.clone());
    }
}

/// Keeps what lines earned by a rule, and tells what it gives for what is left of them.
fn keep(account: &mut OpenAccount, receipt: &EarningReceipt<'_>, earned: &Earned) -> Earned {
    let (day, store) = (receipt.facts.at.date(), receipt.facts.store);
    let id = account.account().id;
    let of_lines = earned.lines.iter().map(|line| {
        receipt.given_back.noted(KeptEarning {
            purchase: receipt.purchase,
            account: id,
            rule: earned.rule,
            line: line.line,
            points: line.points,
            quantity: line.quantity,
            amount: line.amount,
            day,
            store,
            taken_back: 0,
        })
    });
    let kept: Vec<KeptEarning> = of_lines.collect();
    let left = receipt.given_back.left_of(earned, &kept);
    for earning in kept {
        account.keep_earning(earning);
    }
    account.keep_use(RuleUse {
        rule: left.rule,
        store,
        day,
        times: i64::from(left.points > 0),
        points: left.points,
        quantity: left.quantity,
        amount: left.amount,
    });
    left
}
