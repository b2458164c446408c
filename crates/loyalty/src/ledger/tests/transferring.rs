//! Points go from one account to another.

use super::trial::{Trial, available, cause, owed, points};
use crate::{Insufficient, OperationKind, Overdraft, Shortfall};

/// Lets points go from the first to the second.
fn transfer(first: &mut Trial, second: &mut Trial, points: i64) -> Result<(), Insufficient> {
    let now = first.now().max(second.now());
    first.clock.set(now);
    second.clock.set(now);
    let (mut one, mut other) = (first.open(), second.open());
    let answer = one.transfer(&first.environment, &mut other, points, cause(None));
    if answer.is_ok() {
        first.post(one);
        second.post(other);
    }
    answer
}

#[test]
fn what_expires_first_goes_first_and_expires_in_its_time() {
    let (mut first, mut second) = (Trial::of(points(0, Some(10)), 1), Trial::of(points(0, None), 2));
    first.earn(30, 1);
    first.kind = points(0, None);
    first.earn(50, 2);
    assert_eq!(transfer(&mut first, &mut second, 81).unwrap_err().available, 80);
    transfer(&mut first, &mut second, 40).unwrap();
    assert_eq!((first.balance(), second.balance()), (available(40), available(40)));
    assert_eq!((first.last_kind(), second.last_kind()), (OperationKind::Transfer, OperationKind::Transfer));
    first.wait_days(20);
    second.wait_days(20);
    assert_eq!((first.balance(), second.balance()), (available(40), available(10)));
}

#[test]
fn what_is_owed_there_is_paid_first_by_what_expires_first() {
    let (mut first, mut second) = (Trial::of(points(0, Some(10)), 1), Trial::of(points(0, None), 2));
    first.earn(30, 1);
    first.kind = points(0, None);
    first.earn(50, 2);
    second.take_back(35, 3, Shortfall::Owed);
    transfer(&mut first, &mut second, 20).unwrap();
    assert_eq!((first.balance(), second.balance()), (available(60), owed(15)));
    transfer(&mut first, &mut second, 60).unwrap();
    assert_eq!((first.balance(), second.balance()), (available(0), available(45)));
    second.wait_days(20);
    assert_eq!(second.balance(), available(45), "what expires has paid");
    second.spend(45, Overdraft::Refused).unwrap();
}
