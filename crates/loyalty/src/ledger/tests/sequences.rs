//! Random sequences of all that is done with accounts.

use chrono::Duration;
use proptest::prelude::*;

use super::trial::{Trial, points};
use crate::{
    AccountWithLots, OpenAccount, OperationKind, Overdraft, PointType, ReservationState, Shortfall,
    SpentAndExpired,
};

#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Earn { points: i64, of: u128, days_ago: i64 },
    Spend { points: i64, overdraft: Overdraft },
    TakeBack { points: i64, of: u128, shortfall: Shortfall },
    GiveBack { hundredths: i64, policy: SpentAndExpired },
    Adjust { points: i64, days: Option<i64> },
    Reserve { points: i64, hours: i64 },
    Capture { which: usize, hundredths: i64 },
    Release { which: usize },
    Settle,
    Wait { hours: i64 },
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let overdraft = prop_oneof![Just(Overdraft::Refused), Just(Overdraft::Owed)];
    let shortfall = prop_oneof![Just(Shortfall::Owed), Just(Shortfall::Waived)];
    let policy = prop_oneof![Just(SpentAndExpired::Lost), (0..4_u16).prop_map(SpentAndExpired::Grace)];
    prop_oneof![
        5 => (1..500_i64, 0..4_u128, 0..6_i64)
            .prop_map(|(points, of, days_ago)| Step::Earn { points, of, days_ago }),
        3 => (1..600_i64, overdraft).prop_map(|(points, overdraft)| Step::Spend { points, overdraft }),
        3 => (1..500_i64, 0..4_u128, shortfall)
            .prop_map(|(points, of, shortfall)| Step::TakeBack { points, of, shortfall }),
        3 => (1..=100_i64, policy).prop_map(|(hundredths, policy)| Step::GiveBack { hundredths, policy }),
        2 => (-400..400_i64, prop::option::of(1..9_i64))
            .prop_map(|(points, days)| Step::Adjust { points, days }),
        3 => (1..500_i64, 1..200_i64).prop_map(|(points, hours)| Step::Reserve { points, hours }),
        2 => (0..3_usize, 1..=100_i64)
            .prop_map(|(which, hundredths)| Step::Capture { which, hundredths }),
        1 => (0..3_usize).prop_map(|which| Step::Release { which }),
        1 => Just(Step::Settle),
        3 => (1..100_i64).prop_map(|hours| Step::Wait { hours }),
    ]
}

pub(super) fn kind() -> impl Strategy<Value = PointType> {
    (0..4_u16, prop::option::of(0..8_u16)).prop_map(|(pending, expiry)| points(pending, expiry))
}

pub(super) fn run(trial: &mut Trial, steps: &[Step]) {
    for step in steps {
        let before = trial.balance();
        match *step {
            Step::Earn { points, of, days_ago } => {
                trial.earn_late(points, of, days_ago);
                let earned = trial.operations.iter().rev().find(|operation| {
                    matches!(operation.kind, OperationKind::Earn | OperationKind::EarnPending)
                });
                assert_eq!(earned.unwrap().entry.counter, -points);
            }
            Step::Spend { points, overdraft } => {
                let is_refused = overdraft == Overdraft::Refused && points > before.available;
                assert_eq!(trial.spend(points, overdraft).is_err(), is_refused);
                let spent = if is_refused { 0 } else { points };
                assert_eq!(trial.balance().total(), before.total() - spent);
                if !is_refused {
                    what_comes_first_was_taken_first(trial);
                }
            }
            Step::TakeBack { points, of, shortfall } => {
                let taken = trial.take_back(points, of, shortfall);
                assert_eq!(taken.taken + taken.owed + taken.waived, points);
                let after = trial.balance();
                assert_eq!(after.total(), before.total() - taken.taken - taken.owed);
                assert!(taken.taken == points || (after.available, after.pending) == (0, 0));
            }
            Step::GiveBack { hundredths, policy } => {
                let due = trial.spent() * hundredths / 100;
                let back = trial.give_back(due, policy);
                assert_eq!(trial.balance().total(), before.total() + back);
                let may_be_lost = matches!(policy, SpentAndExpired::Lost | SpentAndExpired::Grace(0));
                assert!(back == due || (may_be_lost && (0..due).contains(&back)));
            }
            Step::Adjust { points, days } => {
                let is_refused = -points > before.available;
                assert_eq!(trial.adjust(points, days).is_err(), is_refused);
                let adjusted = if is_refused { 0 } else { points };
                assert_eq!(trial.balance().total(), before.total() + adjusted);
            }
            Step::Reserve { points, hours } => {
                let is_refused = points > before.available;
                assert_eq!(trial.reserve(points, hours).is_err(), is_refused);
                assert_eq!(trial.balance().total(), before.total());
            }
            Step::Capture { which, hundredths } => {
                let Some(held) = trial.held_now().get(which).cloned() else { continue };
                let points = (held.points * hundredths / 100).max(1);
                let ended = trial.capture(held.id, Some(points)).unwrap();
                assert_eq!((ended.captured, ended.state), (points, ReservationState::Captured));
                // What comes back of the rest may have expired meanwhile.
                let lost = before.total() - points - trial.balance().total();
                assert!((0..=held.points - points).contains(&lost));
            }
            Step::Release { which } => {
                let Some(held) = trial.held_now().get(which).cloned() else { continue };
                trial.release(held.id).unwrap();
                let lost = before.total() - trial.balance().total();
                assert!((0..=held.points).contains(&lost));
                assert!(trial.release(held.id).is_err());
            }
            Step::Settle => {
                trial.settle();
                assert_eq!(trial.account.as_ref().map(|of| of.balance).unwrap_or_default(), before);
            }
            Step::Wait { hours } => trial.clock.advance(Duration::hours(hours)),
        }
        late_is_as_good_as_on_time(trial);
    }
}

fn what_comes_first_was_taken_first(trial: &Trial) {
    let last = trial.operations.last().unwrap();
    assert_eq!(last.kind, OperationKind::Spend);
    let taken = last.moves.iter().map(|of| trial.lots[&of.lot].turn()).max();
    let left = trial.lots.values().filter(|lot| lot.remaining > 0 && !lot.pending);
    assert!(taken.is_none_or(|taken| left.map(|lot| lot.turn()).all(|turn| taken <= turn)));
}

/// What is read after days is the same, whether somebody touched the account in between or not.
fn late_is_as_good_as_on_time(trial: &Trial) {
    let Some(found) = trial.found() else { return };
    let [soon, later] = [1, 4].map(|days| trial.now() + Duration::days(days));
    let in_between = OpenAccount::settled(found.clone(), soon);
    let late = in_order(OpenAccount::settled(found, later));
    assert_eq!(in_order(OpenAccount::settled(in_between, later)), late);
}

/// Its lots and reservations have no order of their own.
fn in_order(mut found: AccountWithLots) -> AccountWithLots {
    found.lots.sort_by_key(|lot| lot.id);
    found.reservations.sort_by_key(|held| held.reservation.id);
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_books_balance_after_any_sequence(kind in kind(), steps in prop::collection::vec(step(), 1..10)) {
        run(&mut Trial::of(kind, 1), &steps);
    }
}
