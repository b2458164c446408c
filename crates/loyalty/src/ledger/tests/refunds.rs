//! What refunds take back and give back.

use proptest::prelude::*;
use regulars_kernel::{EarningRuleId, PointAccountId};
use uuid::Uuid;

use super::trial::{Trial, available, owed, points, purchase};
use crate::{KeptEarning, Overdraft, PointBalance, Shortfall, SpentAndExpired, TakenBack, due_to_take_back};

fn earning(points: i64) -> KeptEarning {
    KeptEarning {
        purchase: purchase(1),
        account: PointAccountId::new(Uuid::from_u128(1)),
        rule: EarningRuleId::new(Uuid::from_u128(2)),
        line: 1,
        points,
        quantity: 3000,
        amount: 1000,
        day: "2026-11-21".parse().unwrap(),
        store: None,
        taken_back: 0,
    }
}

#[test]
fn three_thirds_of_a_line_take_back_all_that_it_earned() {
    let mut kept = earning(10);
    for (refunded, taken) in [(1000, 3), (2000, 3), (3000, 4)] {
        assert_eq!(due_to_take_back(&kept, 3000, refunded), taken);
        kept.taken_back += taken;
    }
    assert_eq!(due_to_take_back(&earning(-10), 3000, 3000), 0, "what goods handed back took away stays so");
}

#[test]
fn the_purchase_s_own_points_go_first() {
    let mut trial = Trial::of(points(0, Some(5)), 1);
    trial.earn(10, 2);
    trial.kind = points(0, None);
    trial.earn(20, 1);
    trial.kind = points(3, None);
    trial.earn(30, 1);
    trial.earn(40, 2);
    let mut taken = |points| {
        assert_eq!(trial.take_back(points, 1, Shortfall::Owed).taken, points);
        let balance = trial.balance();
        (balance.available, balance.pending)
    };
    assert_eq!(taken(30), (30, 40), "its own that are pending");
    assert_eq!(taken(20), (10, 40), "its others, although some of another one expire sooner");
    assert_eq!(taken(10), (0, 40), "what can be spent");
    assert_eq!(taken(15), (0, 25), "what cannot yet");
    let missing = trial.take_back(30, 1, Shortfall::Waived);
    assert_eq!(missing, TakenBack { taken: 25, owed: 0, waived: 5 });
    assert_eq!(trial.balance(), PointBalance::default());
    assert_eq!(trial.take_back(5, 1, Shortfall::Owed), TakenBack { taken: 0, owed: 5, waived: 0 });
    assert_eq!(trial.balance(), owed(5));
}

#[test]
fn what_expired_since_it_was_spent_follows_the_policy() {
    for (policy, back) in
        [(SpentAndExpired::Lost, 40), (SpentAndExpired::Grace(0), 40), (SpentAndExpired::Grace(30), 100)]
    {
        let mut trial = Trial::of(points(0, Some(10)), 1);
        trial.earn(60, 1);
        trial.kind = points(0, None);
        trial.earn(40, 2);
        trial.spend(100, Overdraft::Refused).unwrap();
        trial.wait_days(20);
        assert_eq!(trial.give_back(100, policy), back, "{policy:?}");
        assert_eq!(trial.balance(), available(back));
        trial.wait_days(30);
        assert_eq!(trial.balance(), available(40), "{policy:?}");
    }
}

#[test]
fn each_refund_gives_what_has_expired_a_grace_of_its_own() {
    let mut trial = Trial::of(points(0, Some(10)), 1);
    trial.earn(60, 1);
    trial.spend(60, Overdraft::Refused).unwrap();
    let grace = SpentAndExpired::Grace(30);
    for day in [20, 20] {
        trial.wait_days(day);
        assert_eq!(trial.give_back(30, grace), 30);
    }
    assert_eq!(trial.balance(), available(60));
    trial.wait_days(15);
    assert_eq!(trial.balance(), available(30), "the first one's is over");
    trial.wait_days(15);
    assert_eq!(trial.balance(), available(0));
}

#[test]
fn what_comes_back_pays_what_is_owed_first() {
    let mut trial = Trial::of(points(0, None), 1);
    trial.earn(60, 1);
    trial.spend(100, Overdraft::Owed).unwrap();
    assert_eq!(trial.give_back(50, SpentAndExpired::Lost), 50);
    assert_eq!(trial.balance(), available(10));
    assert_eq!(trial.give_back(50, SpentAndExpired::Lost), 50);
    assert_eq!(trial.balance(), available(60));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_partition_of_refunds_takes_back_what_the_line_earned(
        points in 0..10_000_000_000_000_i64,
        parts in prop::collection::vec(1..1_000_000_i64, 1..12),
    ) {
        let bought: i64 = parts.iter().sum();
        let mut kept = earning(points);
        let mut refunded = 0;
        for part in parts {
            refunded += part;
            let due = due_to_take_back(&kept, bought, refunded);
            prop_assert!(due >= 0);
            kept.taken_back += due;
            let exact = i128::from(points) * i128::from(refunded) / i128::from(bought);
            prop_assert_eq!(i128::from(kept.taken_back), exact);
            prop_assert_eq!(due_to_take_back(&kept, bought, refunded), 0);
        }
        prop_assert_eq!(kept.taken_back, points);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_partition_of_refunds_gives_back_to_the_lots_what_was_taken_from_them(
        earned in prop::collection::vec((1..100_i64, prop::option::of(5..9_u16)), 1..6),
        spent in 1..=100_i64,
        parts in prop::collection::vec(1..50_i64, 1..8),
    ) {
        let mut trial = Trial::of(points(0, None), 1);
        for (number, (earned, expiry)) in (1..).zip(earned) {
            trial.kind = points(0, expiry);
            trial.earn(earned, number);
        }
        let before = trial.lots.clone();
        trial.spend(trial.balance().available * spent / 100, Overdraft::Refused).unwrap();
        for part in parts {
            let part = part.min(trial.spent());
            prop_assert_eq!(trial.give_back(part, SpentAndExpired::Lost), part);
        }
        let rest = trial.spent();
        prop_assert_eq!(trial.give_back(rest, SpentAndExpired::Lost), rest);
        prop_assert_eq!(trial.lots, before);
    }
}
