//! Points that come in: when they can be spent, when they expire, and what they pay.

use super::trial::{Trial, available, owed, points};
use crate::{OperationKind, Overdraft, PointBalance, Shortfall};

fn pending(points: i64) -> PointBalance {
    PointBalance { pending: points, ..PointBalance::default() }
}

#[test]
fn pending_points_are_spent_when_their_days_are_over() {
    let mut trial = Trial::of(points(14, None), 1);
    trial.earn(100, 1);
    assert_eq!((trial.balance(), trial.last_kind()), (pending(100), OperationKind::EarnPending));
    assert_eq!(trial.spend(1, Overdraft::Refused).unwrap_err().available, 0);
    trial.wait_days(13);
    assert_eq!(trial.balance(), pending(100));
    trial.wait_days(1);
    assert_eq!(trial.balance(), available(100));
    trial.spend(30, Overdraft::Refused).unwrap();
    let kinds: Vec<_> = trial.operations.iter().map(|operation| operation.kind).collect();
    assert_eq!(kinds, [OperationKind::EarnPending, OperationKind::Activate, OperationKind::Spend]);
}

#[test]
fn pending_points_pay_what_is_owed_when_their_time_has_come() {
    let mut trial = Trial::of(points(2, None), 1);
    trial.earn(100, 1);
    trial.spend(30, Overdraft::Owed).unwrap();
    assert_eq!(trial.balance(), PointBalance { pending: 100, ..owed(30) });
    trial.wait_days(2);
    assert_eq!(trial.balance(), available(70));
}

#[test]
fn pending_points_that_expire_first_are_never_there() {
    let mut trial = Trial::of(points(5, Some(1)), 1);
    trial.earn(100, 1);
    trial.take_back(30, 2, Shortfall::Owed);
    assert_eq!(trial.balance(), pending(70), "points that are not there yet are taken, before any are owed");
    trial.wait_days(10);
    trial.settle();
    assert_eq!((trial.balance(), trial.last_kind()), (PointBalance::default(), OperationKind::Expire));
}

#[test]
fn points_of_a_receipt_that_came_too_late_expire_with_it() {
    let mut trial = Trial::of(points(0, Some(3)), 1);
    trial.take_back(30, 1, Shortfall::Owed);
    trial.earn_late(100, 2, 10);
    assert_eq!((trial.balance(), trial.last_kind()), (PointBalance::default(), OperationKind::Expire));
    trial.earn_late(100, 3, 2);
    assert_eq!(trial.balance(), available(100));
}

#[test]
fn what_is_earned_pays_what_is_owed_first() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.spend(50, Overdraft::Owed).unwrap();
    trial.earn(20, 1);
    assert_eq!(trial.balance(), owed(30));
    trial.adjust(100, None).unwrap();
    assert_eq!(trial.balance(), available(70));
    let lots: Vec<_> = trial.lots.values().map(|lot| (lot.original, lot.remaining)).collect();
    assert_eq!(lots.len(), 2);
    assert!(lots.contains(&(20, 0)) && lots.contains(&(100, 70)), "{lots:?}");
}
