//! What an accrual gave is taken back exactly.

use std::collections::BTreeMap;

use proptest::prelude::*;
use regulars_kernel::{PointAccrualId, PointLotId};
use uuid::Uuid;

use super::sequences::{Step, kind, run, step};
use super::trial::{Trial, available, cause, owed, points};
use crate::{AccrualSpent, AccruedPoints, Cause, Overdraft, PointBalance, Shortfall, UndoneAccrual};

fn of_accrual() -> Cause {
    Cause { accrual: Some(PointAccrualId::new(Uuid::from_u128(77))), ..cause(None) }
}

/// Gives points by an accrual.
fn accrue(trial: &mut Trial, given: i64) -> AccruedPoints {
    trial
        .with(|open, trial| open.adjust(&trial.environment, given, None, trial.now(), of_accrual()))
        .unwrap();
    let done = trial.operations.iter().rev().find(|done| done.cause.accrual.is_some()).unwrap();
    let into = done.moves.first();
    AccruedPoints {
        lot: into.map(|into| into.lot),
        points: given,
        in_lot: into.map_or(0, |into| into.amount),
        expires_at: None,
    }
}

fn undo(trial: &mut Trial, accrued: AccruedPoints, spent: AccrualSpent) -> UndoneAccrual {
    trial.with(|open, trial| open.undo_accrual(&trial.environment, accrued, spent, of_accrual()))
}

fn left(trial: &Trial) -> BTreeMap<PointLotId, i64> {
    let lots = trial.lots.values().filter(|lot| lot.remaining > 0);
    lots.map(|lot| (lot.id, lot.remaining)).collect()
}

#[test]
fn what_was_used_is_a_conflict_or_is_owed() {
    for (spent, balance) in [(AccrualSpent::Left, available(20)), (AccrualSpent::Owed, owed(30))] {
        let mut trial = Trial::of(points(0, None), 1);
        let accrued = accrue(&mut trial, 50);
        trial.spend(30, Overdraft::Refused).unwrap();
        let undone = undo(&mut trial, accrued, spent);
        let missing = match undone {
            UndoneAccrual::Taken { missing, .. } | UndoneAccrual::Spent { missing } => missing,
            UndoneAccrual::Expired => 0,
        };
        assert_eq!((missing, trial.balance()), (30, balance));
        assert_eq!(matches!(undone, UndoneAccrual::Taken { .. }), spent == AccrualSpent::Owed);
    }
}

#[test]
fn what_is_held_counts_as_used() {
    let mut trial = Trial::of(points(0, None), 1);
    let accrued = accrue(&mut trial, 50);
    let held = trial.reserve(10, 5).unwrap();
    assert_eq!(undo(&mut trial, accrued, AccrualSpent::Left), UndoneAccrual::Spent { missing: 10 });
    trial.release(held.id).unwrap();
    assert!(matches!(undo(&mut trial, accrued, AccrualSpent::Left), UndoneAccrual::Taken { missing: 0, .. }));
    assert_eq!(trial.balance(), PointBalance::default());
}

#[test]
fn what_has_expired_is_left() {
    let mut trial = Trial::of(points(0, None), 1);
    let accrued = accrue(&mut trial, 50);
    let accrued = AccruedPoints { expires_at: Some(trial.now()), ..accrued };
    assert_eq!(undo(&mut trial, accrued, AccrualSpent::Owed), UndoneAccrual::Expired);
    assert_eq!(trial.balance(), available(50), "nothing is taken");
}

#[test]
fn what_paid_a_debt_is_owed_again() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.take_back(30, 1, Shortfall::Owed);
    let accrued = accrue(&mut trial, 50);
    assert_eq!((accrued.in_lot, trial.balance()), (20, available(20)));
    assert!(matches!(undo(&mut trial, accrued, AccrualSpent::Left), UndoneAccrual::Taken { missing: 0, .. }));
    assert_eq!(trial.balance(), owed(30));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_accrual_that_is_undone_leaves_no_trace(
        kind in kind(),
        steps in prop::collection::vec(step(), 0..10),
        given in 1..700_i64,
    ) {
        let mut trial = Trial::of(kind, 1);
        run(&mut trial, &steps);
        trial.settle();
        let before = (trial.balance(), left(&trial));
        let accrued = accrue(&mut trial, given);
        let undone = undo(&mut trial, accrued, AccrualSpent::Left);
        let is_taken = matches!(undone, UndoneAccrual::Taken { missing: 0, .. });
        prop_assert!(is_taken, "{undone:?}");
        prop_assert_eq!((trial.balance(), left(&trial)), before);
    }

    #[test]
    fn what_comes_in_meanwhile_is_what_it_would_be_without_the_accrual(
        kind in kind(),
        steps in prop::collection::vec(step(), 0..10),
        given in 1..700_i64,
        later in prop::collection::vec((1..400_i64, 10..14_u128), 0..4),
    ) {
        let [mut without, mut with] = [1, 1].map(|seed| Trial::of(kind.clone(), seed));
        let later: Vec<Step> =
            later.into_iter().map(|(points, of)| Step::Earn { points, of, days_ago: 0 }).collect();
        run(&mut without, &steps);
        run(&mut with, &steps);
        let accrued = accrue(&mut with, given);
        run(&mut without, &later);
        run(&mut with, &later);
        let undone = undo(&mut with, accrued, AccrualSpent::Left);
        let is_taken = matches!(undone, UndoneAccrual::Taken { missing: 0, .. });
        prop_assert!(is_taken, "{undone:?}");
        prop_assert_eq!(with.balance(), without.balance());
    }
}
