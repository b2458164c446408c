//! What went wrong in the ledgers of others (`research/loyalty-crm.md`, sections 1.1 and 4), each by its name.

use std::collections::BTreeSet;

use chrono::Duration;

use super::trial::{Trial, available, cause, owed, points};
use crate::{OperationKind, Overdraft, Shortfall, SpentAndExpired, TakenBack};

/// Section 1.1, 1 (Odoo): an expiry sets a balance to no less than zero, and forgives whoever is below it.
#[test]
fn expiry_does_not_forgive_what_is_owed() {
    let mut trial = Trial::of(points(0, Some(10)), 1);
    trial.earn(100, 1);
    trial.spend(100, Overdraft::Refused).unwrap();
    trial.take_back(100, 1, Shortfall::Owed);
    trial.kind = points(20, Some(10));
    trial.earn(30, 2);
    trial.wait_days(30);
    trial.settle();
    assert_eq!((trial.balance(), trial.last_kind()), (owed(100), OperationKind::Expire));
    trial.kind = points(0, Some(10));
    trial.earn(40, 3);
    assert_eq!(trial.balance(), owed(60));
}

/// Section 1.1, 3 (Open Loyalty): the oldest points are spent first, and others expire that could have been.
#[test]
fn what_expires_first_is_spent_first() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(100, 1);
    trial.kind = points(0, Some(10));
    trial.earn(50, 2);
    trial.spend(60, Overdraft::Refused).unwrap();
    trial.wait_days(20);
    assert_eq!(trial.balance(), available(90));
}

/// Section 1.1, 3 (Open Loyalty): what was partly used is cancelled, and the used part is made up for by nobody.
#[test]
fn the_used_part_of_what_is_taken_back_is_owed() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(100, 1);
    trial.spend(70, Overdraft::Refused).unwrap();
    assert_eq!(trial.take_back(100, 1, Shortfall::Owed), TakenBack { taken: 30, owed: 70, waived: 0 });
    assert_eq!(trial.balance(), owed(70));
}

/// Section 1.1, 4 (Setono): there is one clock, so a late receipt either loses its time or changes the past.
#[test]
fn a_late_receipt_keeps_its_time_and_changes_nothing_that_was_written() {
    let mut trial = Trial::of(points(0, Some(10)), 1);
    trial.earn(50, 1);
    trial.spend(20, Overdraft::Refused).unwrap();
    let before = trial.operations.clone();
    trial.earn_late(30, 2, 3);
    assert_eq!(trial.operations[..2], before);
    let late = trial.operations.last().unwrap();
    let three_days = Duration::days(3);
    assert_eq!((late.number, late.recorded_at, late.occurred_at), (3, trial.now(), trial.now() - three_days));
    let lot = trial.lots.values().find(|lot| lot.purchase == late.cause.purchase).unwrap();
    let first = trial.lots.values().find(|lot| lot.purchase == cause(Some(1)).purchase).unwrap();
    assert_eq!(lot.expires_at.unwrap(), first.expires_at.unwrap() - three_days);
}

/// Section 4, 1: buy, refund, keep the points, and again.
#[test]
fn points_of_a_refunded_receipt_are_not_kept() {
    let mut trial = Trial::of(points(0, None), 1);
    for of in 1..=3 {
        trial.earn(100, of);
        trial.take_back(100, of, Shortfall::Owed);
    }
    assert_eq!(trial.balance(), available(0));
    trial.earn(100, 4);
    trial.spend(100, Overdraft::Refused).unwrap();
    trial.take_back(100, 4, Shortfall::Owed);
    assert_eq!(trial.spend(1, Overdraft::Refused).unwrap_err().available, 0);
    assert_eq!(trial.balance(), owed(100));
}

/// Section 4, 3: a refund takes what points paid for a second time, instead of giving it back.
#[test]
fn a_refund_gives_back_what_was_spent_and_takes_only_what_was_earned() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(100, 1);
    trial.spend(40, Overdraft::Refused).unwrap();
    trial.earn(6, 2);
    assert_eq!(trial.balance(), available(66));
    trial.take_back(3, 2, Shortfall::Owed);
    assert_eq!(trial.give_back(20, SpentAndExpired::Lost), 20);
    assert_eq!(trial.balance(), available(83));
    trial.take_back(3, 2, Shortfall::Owed);
    assert_eq!(trial.give_back(20, SpentAndExpired::Lost), 20);
    assert_eq!(trial.balance(), available(100));
}

/// Section 4, 9: a return writes no negative points.
#[test]
fn a_return_is_a_line_with_negative_points() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(100, 1);
    trial.take_back(25, 1, Shortfall::Owed);
    let back = trial.operations.last().unwrap();
    assert_eq!((back.kind, back.entry.account), (OperationKind::Clawback, available(-25)));
    assert_eq!(back.cause.purchase, cause(Some(1)).purchase);
}

/// Section 4, 10: all that was ever spent is taken off what expires, or off what is left, and the balance collapses.
#[test]
fn what_was_spent_does_not_expire_again() {
    let mut trial = Trial::of(points(0, Some(10)), 1);
    trial.earn(100, 1);
    trial.spend(80, Overdraft::Refused).unwrap();
    trial.wait_days(5);
    trial.earn(50, 2);
    trial.wait_days(7);
    trial.settle();
    let expired = trial.operations.last().unwrap();
    assert_eq!((expired.kind, expired.entry.counter), (OperationKind::Expire, 20));
    assert_eq!(trial.balance(), available(50));
}

/// Section 4, 10: one date is shown of all on which something expires.
#[test]
fn every_date_on_which_something_expires_is_told() {
    let mut trial = Trial::of(points(0, None), 1);
    for (days, earned) in [(Some(10), 1), (Some(20), 2), (None, 4)] {
        trial.kind = points(0, days);
        trial.earn(earned, 1);
    }
    let read = trial.read().unwrap();
    let dates: BTreeSet<_> = read.lots.iter().map(|lot| lot.expires_at).collect();
    let points: i64 = read.lots.iter().map(|lot| lot.remaining).sum();
    assert_eq!((dates.len(), points), (3, read.account.balance.available));
}

/// Section 4, 11: the job that lets points expire did not run, and they were spent.
#[test]
fn expired_points_are_gone_although_no_job_ran() {
    let mut trial = Trial::of(points(0, Some(10)), 1);
    trial.earn(100, 1);
    trial.wait_days(1000);
    assert_eq!(trial.balance(), available(0));
    assert_eq!(trial.spend(1, Overdraft::Refused).unwrap_err().available, 0);
}
