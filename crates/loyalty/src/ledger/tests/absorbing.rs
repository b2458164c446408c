//! Two accounts become one.

use std::collections::BTreeMap;

use proptest::prelude::*;
use regulars_kernel::{Instant, PointLotId};

use super::sequences::{Step, kind, run, step};
use super::trial::{Trial, available, cause, points};
use crate::{OperationKind, Overdraft, PointBalance, Shortfall};

/// Both accounts, after the second one went into the first.
fn absorb(first: &mut Trial, second: &mut Trial) {
    let now = first.now().max(second.now());
    first.clock.set(now);
    second.clock.set(now);
    // What was held too long there comes back to its own account before all of it goes.
    second.with(|open, trial| open.settle(&trial.environment, 1));
    let mut one = first.open();
    let mut other = second.open();
    one.absorb(&first.environment, &mut other, cause(None));
    assert_eq!(other.account().merged_into, Some(one.account().id));
    first.reservations.append(&mut second.reservations);
    first.post(one);
    second.lots.retain(|id, _| !first.lots.contains_key(id));
    second.post(other);
}

fn expiries(of: [&Trial; 2]) -> BTreeMap<PointLotId, Option<Instant>> {
    of.into_iter().flat_map(|trial| trial.lots.values()).map(|lot| (lot.id, lot.expires_at)).collect()
}

/// Odoo zeroes the cards that are merged and sums their points, and leaves the history and the dates behind.
#[test]
fn a_merge_moves_lots_with_their_expiry() {
    let mut first = Trial::of(points(0, Some(100)), 1);
    let mut second = Trial::of(points(0, Some(10)), 2);
    first.earn(100, 1);
    second.earn(40, 2);
    second.kind = points(5, None);
    second.earn(7, 3);
    absorb(&mut first, &mut second);
    assert_eq!(first.balance(), PointBalance { available: 140, pending: 7, ..PointBalance::default() });
    assert_eq!(second.balance(), PointBalance::default());
    assert_eq!((first.last_kind(), second.last_kind()), (OperationKind::Merge, OperationKind::Merge));
    first.spend(30, Overdraft::Refused).unwrap();
    first.wait_days(11);
    assert_eq!(first.balance(), available(107), "what came in expires in its time, and opens in its time");
}

#[test]
fn what_one_owes_the_other_one_pays() {
    for the_first_owes in [true, false] {
        let (mut first, mut second) = (Trial::of(points(0, None), 1), Trial::of(points(0, None), 2));
        let (debtor, payer) =
            if the_first_owes { (&mut first, &mut second) } else { (&mut second, &mut first) };
        debtor.take_back(30, 1, Shortfall::Owed);
        payer.earn(100, 2);
        absorb(&mut first, &mut second);
        assert_eq!((first.balance(), second.balance()), (available(70), PointBalance::default()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_merge_loses_nothing(
        kind in kind(),
        steps in prop::array::uniform2(prop::collection::vec(step(), 1..8)),
    ) {
        let [mut first, mut second] = [1, 2].map(|seed| Trial::of(kind.clone(), seed));
        let [of_first, of_second]: [Vec<Step>; 2] = steps;
        run(&mut first, &of_first);
        run(&mut second, &of_second);
        let now = first.now().max(second.now());
        first.clock.set(now);
        second.clock.set(now);
        let (before, expired_at) = (first.balance().plus(second.balance()), expiries([&first, &second]));
        absorb(&mut first, &mut second);
        prop_assert_eq!(first.balance().total(), before.total());
        prop_assert_eq!(first.balance().pending, before.pending);
        prop_assert_eq!(second.balance(), PointBalance::default());
        prop_assert_eq!(expiries([&first, &second]), expired_at);
    }
}
