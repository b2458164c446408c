//! What is held, what of it pays, and what comes back.

use std::collections::BTreeMap;

use chrono::Duration;

use super::trial::{Trial, available, cause, points};
use crate::{OperationKind, Overdraft, PointBalance, ReservationError, ReservationState, Shortfall};

fn standing(available: i64, reserved: i64, deficit: i64) -> PointBalance {
    PointBalance { available, reserved, deficit, ..PointBalance::default() }
}

#[test]
fn what_is_held_pays_in_part_and_the_rest_comes_back_to_where_it_was() {
    let mut trial = Trial::of(points(0, Some(10)), 1);
    trial.earn(40, 1);
    trial.kind = points(0, None);
    trial.earn(100, 2);
    let held = trial.reserve(60, 24).unwrap();
    assert_eq!(trial.balance(), standing(80, 60, 0));
    assert_eq!(trial.spend(81, Overdraft::Refused).unwrap_err().available, 80);
    assert!(matches!(trial.capture(held.id, Some(61)), Err(ReservationError::OutOfRange { reserved: 60 })));
    let ended = trial.capture(held.id, Some(45)).unwrap();
    assert_eq!((ended.state, ended.captured), (ReservationState::Captured, 45));
    assert_eq!(trial.balance(), available(95));
    // Those that expire have paid, and those that never do came back.
    let left: BTreeMap<bool, i64> =
        trial.lots.values().map(|lot| (lot.expires_at.is_none(), lot.remaining)).collect();
    assert_eq!(left, BTreeMap::from([(false, 0), (true, 95)]));
    let kinds: Vec<_> = trial.operations.iter().map(|operation| operation.kind).collect();
    let expected = [OperationKind::Reserve, OperationKind::Capture, OperationKind::Release];
    assert_eq!(kinds[2..], expected);
    assert!(trial.release(held.id).is_err() && trial.capture(held.id, None).is_err());
}

#[test]
fn what_is_held_too_long_is_there_again_though_no_job_has_run() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(100, 1);
    let held = trial.reserve(100, 1).unwrap();
    assert_eq!(trial.reserve(1, 1).unwrap_err().available, 0);
    trial.clock.advance(Duration::hours(1));
    assert_eq!((trial.balance(), trial.last_kind()), (available(100), OperationKind::Reserve));
    assert!(trial.held_now().is_empty());
    assert!(matches!(
        trial.capture(held.id, None),
        Err(ReservationError::Ended(ReservationState::Expired) | ReservationError::Unknown)
    ));
    trial.spend(100, Overdraft::Refused).unwrap();
    assert_eq!(trial.balance(), available(0));
}

#[test]
fn what_is_held_does_not_expire_while_it_is_and_does_when_it_comes_back() {
    let mut trial = Trial::of(points(0, Some(2)), 1);
    trial.earn(50, 1);
    let [pays, comes_back] = [30, 20].map(|points| trial.reserve(points, 24 * 10).unwrap().id);
    trial.wait_days(5);
    assert_eq!(trial.balance(), standing(0, 50, 0));
    trial.capture(pays, None).unwrap();
    trial.release(comes_back).unwrap();
    assert_eq!((trial.balance(), trial.last_kind()), (available(0), OperationKind::Expire));
}

#[test]
fn what_comes_back_pays_what_is_owed_first() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(100, 1);
    let held = trial.reserve(80, 24).unwrap();
    trial.take_back(100, 1, Shortfall::Owed);
    assert_eq!(trial.balance(), standing(0, 80, -80));
    trial.release(held.id).unwrap();
    assert_eq!(trial.balance(), available(0));
}

#[test]
fn an_account_that_goes_into_another_one_takes_along_what_is_held_of_it() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(100, 1);
    let held = trial.reserve(60, 24).unwrap();
    let mut other = trial.open();
    let mut survivor = Trial::of(points(0, None), 2);
    survivor.earn(10, 2);
    let mut into = survivor.open();
    into.absorb(&survivor.environment, &mut other, cause(None));
    assert_eq!(into.account().balance, standing(50, 60, 0));
    assert!(other.active_reservations().next().is_none());
    let moved = into.active_reservations().next().unwrap();
    assert_eq!((moved.reservation.id, moved.reservation.account), (held.id, into.account().id));
    into.capture(&survivor.environment, held.id, Some(20), cause(None)).unwrap();
    assert_eq!(into.account().balance, standing(90, 0, 0));
    let posting = into.into_posting().unwrap();
    assert_eq!(posting.reservations.len(), 1);
}
