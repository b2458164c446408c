//! A refund takes back what its lines earned, and gives back what points paid for them.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{Actor, Environment, Instant, PointAccountId, PointLotId, RefundId, StoreError};
use regulars_loyalty::{
    AccountWithLots, Cause, EarningTrigger, KeptEarning, Lot, LotMove, OpenAccount, OperationKind,
    PointOperation, PointType, RuleUse, TakenBack, due_to_take_back,
};
use regulars_purchases::{Purchase, Refund};

use super::budgets_of_rules::BudgetCounts;
use super::points_of_purchase::points_of_refund;
use super::points_of_sale::PointsOfRefund;
use super::store::SaleStore;

/// What was given back just now.
pub(super) struct GivenBack {
    /// Who recorded it.
    pub actor: Actor,
    /// The refund.
    pub refund: RefundId,
    /// When it was.
    pub occurred_at: Instant,
    /// How much of which line, in thousandths.
    pub lines: BTreeMap<u32, i64>,
}

impl GivenBack {
    /// What a refund gave back that was recorded by them.
    pub fn by(refund: &Refund, actor: Actor) -> Self {
        let lines = refund.lines.iter().map(|line| (line.line, line.quantity.thousandths()));
        Self { actor, refund: refund.id, occurred_at: refund.occurred_at, lines: lines.collect() }
    }
}

/// Brings the points of a purchase to what is left of its lines. The purchase is held, as it stands after the refund.
pub(super) async fn take_back_points(
    store: &mut dyn SaleStore,
    environment: &Environment,
    purchase: &Purchase,
    back: &GivenBack,
) -> Result<Vec<PointsOfRefund>, StoreError> {
    let kept = store.kept_earnings_of(purchase.id).await?;
    let operations = store.point_operations_of_purchase(purchase.id).await?;
    // Whoever recorded the receipt meanwhile has found the refund waiting, and has done this.
    if operations.iter().any(|operation| operation.cause.refund == Some(back.refund)) {
        return points_of_refund(store, environment, purchase.id, back.refund).await;
    }
    let mut accounts: BTreeSet<PointAccountId> = kept.iter().map(|one| one.account).collect();
    accounts.extend(operations.iter().map(|operation| operation.account));
    // Several are held together before any of them is held by itself, in the order in which everybody holds them.
    if accounts.len() > 1 {
        let all: Vec<PointAccountId> = accounts.iter().copied().collect();
        store.hold_point_accounts(&all).await?;
    }
    // Of accounts that were merged the points lie where they went: what is about one of them is about all.
    let mut by_holder: BTreeMap<PointAccountId, (AccountWithLots, BTreeSet<PointAccountId>)> =
        BTreeMap::new();
    for id in accounts {
        let Some(held) = store.hold_point_accounts(&[id]).await?.into_iter().next() else { continue };
        by_holder.entry(held.account.id).or_insert_with(|| (held, BTreeSet::new())).1.insert(id);
    }
    let (mut told, mut budgets) = (Vec::new(), BudgetCounts::default());
    for (held, ids) in by_holder.into_values() {
        let programme = store.find_programme(held.account.programme).await?;
        let Some(programme) = programme else { continue };
        let Some(kind) = programme.configuration.point_type(&held.account.point_type).cloned() else {
            continue;
        };
        let mut account = OpenAccount::of(held);
        account.settle(environment, programme.version);
        let cause = Cause {
            actor: back.actor,
            purchase: Some(purchase.id),
            refund: Some(back.refund),
            programme_version: programme.version,
            reason: None,
            accrual: None,
        };
        let own: Vec<&KeptEarning> = kept.iter().filter(|one| ids.contains(&one.account)).collect();
        let of_account: Vec<&PointOperation> =
            operations.iter().filter(|operation| ids.contains(&operation.account)).collect();
        let most = most_to_take(store, environment, &ids, &own, &of_account).await?;
        let taking = Taking { kind: &kind, purchase, back, most };
        let (TakenBack { taken: taken_back, owed, waived: _ }, of_lines) =
            take(environment, &mut account, &taking, &own, &cause);
        let earned_at = |trigger| earned_at(trigger, &of_account, purchase);
        budgets.give_back(&programme.configuration, &of_lines, earned_at);
        let spent = Spent::of(&of_account);
        let due = spent.due(purchase);
        let given_back = if due > 0 {
            let lots = store.lots_of_moves(&spent.moves()).await?;
            let out = spent.still_out(lots, environment.now());
            account.give_back(environment, due, &out, kind.spent_and_expired, back.occurred_at, cause)
        } else {
            0
        };
        if (taken_back, given_back, owed) != (0, 0, 0) {
            told.push(PointsOfRefund {
                programme: programme.id,
                account: account.account().id,
                point_type: kind.code.clone(),
                taken_back,
                given_back,
                owed,
                balance: account.account().balance,
            });
        }
        let postings: Vec<_> = account.into_posting().into_iter().collect();
        store.post_points(&postings).await?;
    }
    budgets.write(store).await?;
    Ok(told)
}

/// When rules of that trigger gave what they gave for a purchase: of an invoice that has earned twice, those for its payment did later.
fn earned_at(trigger: EarningTrigger, operations: &[&PointOperation], purchase: &Purchase) -> Instant {
    let is_earning = |operation: &&&PointOperation| {
        matches!(operation.kind, OperationKind::Earn | OperationKind::EarnPending)
    };
    let earned = operations.iter().filter(is_earning).map(|operation| operation.recorded_at);
    let at = if trigger == EarningTrigger::InvoicePaid { earned.max() } else { earned.min() };
    at.unwrap_or(purchase.recorded_at)
}

/// How much of what a purchase earned can be taken back yet: what has expired of it is gone already. None where nothing has.
async fn most_to_take(
    store: &mut dyn SaleStore,
    environment: &Environment,
    accounts: &BTreeSet<PointAccountId>,
    kept: &[&KeptEarning],
    operations: &[&PointOperation],
) -> Result<Option<i64>, StoreError> {
    let earning = operations
        .iter()
        .filter(|operation| matches!(operation.kind, OperationKind::Earn | OperationKind::EarnPending));
    let moves: Vec<LotMove> = earning.flat_map(|operation| &operation.moves).copied().collect();
    if moves.is_empty() {
        return Ok(None);
    }
    let now = environment.now();
    let lots = store.lots_of_moves(&moves).await?;
    let over: Vec<Lot> = lots.into_iter().filter(|lot| lot.expires_at.is_some_and(|at| at <= now)).collect();
    if over.is_empty() {
        return Ok(None);
    }
    // What is left in them has expired too, and is written as such before anything is taken.
    let left: i64 = over.iter().map(|lot| lot.remaining).sum();
    let lots: Vec<PointLotId> = over.iter().map(|lot| lot.id).collect();
    let accounts: Vec<PointAccountId> = accounts.iter().copied().collect();
    let expired = store.expired_of_lots(&accounts, &lots).await? + left;
    let earned: i64 = kept.iter().map(|one| one.points.max(0)).sum();
    let clawbacks = operations.iter().filter(|operation| operation.kind == OperationKind::Clawback);
    let taken: i64 = clawbacks.map(|operation| operation.entry.counter).sum();
    Ok(Some((earned - expired - taken).max(0)))
}

/// What is to be taken back.
struct Taking<'a> {
    kind: &'a PointType,
    purchase: &'a Purchase,
    back: &'a GivenBack,
    /// No more than that.
    most: Option<i64>,
}

/// Takes back what is due of what lines earned: what became of it, and how much of it was taken or is owed of what each line earned by
/// each rule.
fn take(
    environment: &Environment,
    account: &mut OpenAccount,
    taking: &Taking<'_>,
    kept: &[&KeptEarning],
    cause: &Cause,
) -> (TakenBack, Vec<(KeptEarning, i64)>) {
    let Taking { kind, purchase, back, most } = *taking;
    let mut dues: Vec<(KeptEarning, i64)> = Vec::new();
    let mut whole = BTreeMap::new();
    for earning in kept {
        let Some(line) = purchase.lines.iter().find(|line| line.number == earning.line) else { continue };
        let (bought, refunded) = (line.line.quantity.thousandths(), line.refunded_thousandths);
        let due = due_to_take_back(earning, bought, refunded);
        let gone: &mut bool = whole.entry(earning.rule).or_insert(true);
        *gone &= line.is_fully_refunded();
        let now = back.lines.get(&earning.line).copied().unwrap_or_default();
        if now == 0 || bought <= 0 {
            continue;
        }
        dues.push((**earning, due));
        account.keep_taken_back(KeptEarning { taken_back: earning.taken_back + due, ..**earning });
        let share = |of: i64| share(of, refunded, bought) - share(of, refunded - now, bought);
        account.keep_use(RuleUse {
            rule: earning.rule,
            store: earning.store,
            day: earning.day,
            times: 0,
            points: -due,
            quantity: -share(earning.quantity),
            amount: -share(earning.amount),
        });
    }
    for (rule, _) in whole.into_iter().filter(|(_, gone)| *gone) {
        // The last line went back just now: whoever came before has found another one left.
        let own = || kept.iter().filter(|one| one.rule == rule);
        let gave = own().map(|one| one.points).sum::<i64>() > 0;
        if let (Some(first), true) = (own().next(), gave) {
            let (store, day) = (first.store, first.day);
            let freed = RuleUse { rule, store, day, times: -1, points: 0, quantity: 0, amount: 0 };
            account.keep_use(freed);
        }
    }
    let due_in_all: i64 = dues.iter().map(|(_, due)| due).sum();
    let due_in_all = most.map_or(due_in_all, |most| due_in_all.min(most));
    if due_in_all <= 0 {
        return (TakenBack::default(), Vec::new());
    }
    let taken = account.take_back(
        environment,
        due_in_all,
        purchase.id,
        kind.shortfall,
        back.occurred_at,
        cause.clone(),
    );
    let each: Vec<i64> = dues.iter().map(|(_, due)| *due).collect();
    let really = shares(taken.taken + taken.owed, &each);
    (taken, dues.into_iter().zip(really).map(|((earning, _), points)| (earning, points)).collect())
}

/// The part of `of` that belongs to `part` of `whole`, rounded towards zero.
pub(super) fn share(of: i64, part: i64, whole: i64) -> i64 {
    let share = i128::from(of) * i128::from(part) / i128::from(whole.max(1));
    i64::try_from(share).unwrap_or_default()
}

/// `of` in shares that are as the parts, and together all of it. The parts have one sign.
pub(super) fn shares(of: i64, parts: &[i64]) -> Vec<i64> {
    let whole: i64 = parts.iter().map(|part| part.abs()).sum();
    let (mut behind, mut given) = (0, 0);
    let shares = parts.iter().map(|part| {
        behind += part.abs();
        let until = share(of, behind, whole);
        let own = until - given;
        given = until;
        own
    });
    shares.collect()
}

/// What points of an account paid of a purchase.
struct Spent {
    /// All that they paid.
    points: i64,
    /// What refunds gave back.
    given_back: i64,
    /// What was taken from each lot and is not back in it.
    out: Vec<LotMove>,
}

impl Spent {
    fn of(operations: &[&PointOperation]) -> Self {
        let mut spent = Self { points: 0, given_back: 0, out: Vec::new() };
        for operation in operations {
            match operation.kind {
                OperationKind::Spend => spent.points += operation.entry.counter,
                OperationKind::RefundSpend => spent.given_back -= operation.entry.counter,
                _ => continue,
            }
            for moved in &operation.moves {
                match spent.out.iter_mut().find(|out| out.lot == moved.lot) {
                    Some(out) => out.amount -= moved.amount,
                    None => spent.out.push(LotMove { lot: moved.lot, amount: -moved.amount }),
                }
            }
        }
        spent
    }

    /// What is to be given back by now: the share of what was paid back of the receipt, and all of it in the end.
    fn due(&self, purchase: &Purchase) -> i64 {
        let by_now = if purchase.fully_refunded {
            self.points
        } else {
            share(self.points, purchase.refunded_total.clamp(0, purchase.total.max(0)), purchase.total)
        };
        (by_now - self.given_back).max(0)
    }

    fn moves(&self) -> Vec<LotMove> {
        self.out.iter().copied().filter(|out| out.amount != 0).collect()
    }

    /// The lots with what of them is still out, the last taken first. What refunds gave back in lots of grace is not out of
    /// those that have expired any more; which of them it came from makes no difference.
    fn still_out(&self, lots: Vec<Lot>, now: Instant) -> Vec<(Lot, i64)> {
        let by_id: BTreeMap<PointLotId, Lot> = lots.into_iter().map(|lot| (lot.id, lot)).collect();
        let of_lots = self.out.iter().rev().filter_map(|out| Some((by_id.get(&out.lot)?, out.amount)));
        let (taken, given): (Vec<_>, Vec<_>) = of_lots.partition(|(_, out)| *out > 0);
        let of_grace = given.into_iter().filter(|(lot, _)| lot.expires_at.is_some());
        let mut elsewhere: i64 = of_grace.map(|(_, out)| out.saturating_neg()).sum();
        let mut still_out = Vec::new();
        for (lot, out) in taken {
            let has_expired = lot.expires_at.is_some_and(|at| at <= now);
            let back = if has_expired { elsewhere.min(out) } else { 0 };
            elsewhere -= back;
            if out > back {
                still_out.push((lot.clone(), out - back));
            }
        }
        still_out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_as_the_parts_and_together_all_of_it() {
        for (of, parts, expected) in [
            (10, vec![5, 5], vec![5, 5]),
            (7, vec![5, 5], vec![3, 4]),
            (3, vec![10, 0, 20], vec![1, 0, 2]),
            (4, vec![-8, 0], vec![4, 0]),
            (0, vec![3, 4], vec![0, 0]),
            (0, vec![0, 0], vec![0, 0]),
            (5, vec![], vec![]),
        ] {
            assert_eq!(shares(of, &parts), expected, "{of} of {parts:?}");
        }
    }
}
