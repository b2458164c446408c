//! A refund takes back what its lines earned, and gives back what points paid for them.

use std::collections::BTreeMap;

use regulars_kernel::{Actor, Environment, Instant, PointAccountId, PointLotId, RefundId, StoreError};
use regulars_loyalty::{
    Cause, KeptEarning, Lot, LotMove, OpenAccount, OperationKind, PointOperation, PointType, RuleUse,
    due_to_take_back,
};
use regulars_purchases::Purchase;

use super::points_of_sale::PointsOfRefund;
use super::store::SaleStore;

/// What was given back just now.
pub(super) struct GivenBack {
    /// Who recorded it.
    pub actor: Actor,
    /// The refund; none where refunds waited for the receipt.
    pub refund: Option<RefundId>,
    /// When it was.
    pub occurred_at: Instant,
    /// How much of which line, in thousandths.
    pub lines: BTreeMap<u32, i64>,
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
    let mut accounts: Vec<PointAccountId> = kept.iter().map(|one| one.account).collect();
    accounts.extend(operations.iter().map(|operation| operation.account));
    accounts.sort();
    accounts.dedup();
    let mut told = Vec::new();
    let mut postings = Vec::new();
    for id in accounts {
        let held = store.hold_point_accounts(&[id]).await?;
        let Some(held) = held.into_iter().next() else { continue };
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
            refund: back.refund,
            programme_version: programme.version,
            reason: None,
        };
        let own: Vec<&KeptEarning> = kept.iter().filter(|one| one.account == id).collect();
        let (taken_back, owed) = take(environment, &mut account, &kind, purchase, back, &own, &cause);
        let spent = Spent::of(&operations, id);
        let due = spent.due(purchase);
        let given_back = if due > 0 {
            let lots = store.lots_of_moves(&spent.moves()).await?;
            let out = spent.still_out(lots);
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
        // An account into which two went that are about this purchase is held and written one after the other.
        postings.extend(account.into_posting());
        store.post_points(&postings).await?;
        postings.clear();
    }
    Ok(told)
}

/// Takes back what is due of what lines earned: how much, and how much of it is owed.
fn take(
    environment: &Environment,
    account: &mut OpenAccount,
    kind: &PointType,
    purchase: &Purchase,
    back: &GivenBack,
    kept: &[&KeptEarning],
    cause: &Cause,
) -> (i64, i64) {
    let mut due_in_all = 0;
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
        due_in_all += due;
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
        if let Some(first) = kept.iter().find(|one| one.rule == rule) {
            let (store, day) = (first.store, first.day);
            let freed = RuleUse { rule, store, day, times: -1, points: 0, quantity: 0, amount: 0 };
            account.keep_use(freed);
        }
    }
    if due_in_all <= 0 {
        return (0, 0);
    }
    let taken = account.take_back(
        environment,
        due_in_all,
        purchase.id,
        kind.shortfall,
        back.occurred_at,
        cause.clone(),
    );
    (taken.taken, taken.owed)
}

/// The part of `of` that belongs to `part` of `whole`, rounded towards zero.
fn share(of: i64, part: i64, whole: i64) -> i64 {
    let share = i128::from(of) * i128::from(part) / i128::from(whole.max(1));
    i64::try_from(share).unwrap_or_default()
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
    fn of(operations: &[PointOperation], account: PointAccountId) -> Self {
        let mut spent = Self { points: 0, given_back: 0, out: Vec::new() };
        for operation in operations.iter().filter(|operation| operation.account == account) {
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
        self.out.iter().copied().filter(|out| out.amount > 0).collect()
    }

    /// The lots with what of them is still out, the last taken first.
    fn still_out(&self, lots: Vec<Lot>) -> Vec<(Lot, i64)> {
        let by_id: BTreeMap<PointLotId, Lot> = lots.into_iter().map(|lot| (lot.id, lot)).collect();
        let taken = self.out.iter().rev().filter(|out| out.amount > 0);
        taken.filter_map(|out| by_id.get(&out.lot).map(|lot| (lot.clone(), out.amount))).collect()
    }
}
