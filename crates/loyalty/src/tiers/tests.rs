//! In which tier somebody is, on days that are written down.

use chrono::Days;
use proptest::prelude::*;
use regulars_kernel::{Actor, CustomerId, Date, Instant, MerchantCalendar, ProgrammeId};
use uuid::Uuid;

use super::member_tier::{MemberTier, TierLock, TierLockReason};
use super::period::DaySpan;
use super::reckon::{ReckonedTier, TierMember};
use super::scheme::{Tier, TierBasis, TierDowngrade, TierScheme, TierUpgrade, TierWindow};
use super::tier_days::TierDays;
use super::tier_move::TierMoveCause;
use crate::programme::configuration::Configuration;
use crate::programme::programme::Joining;

const JOINED: &str = "2026-01-15T10:00:00Z";

fn tier(code: &str, threshold: i64) -> Tier {
    Tier {
        code: code.parse().unwrap(),
        name: code.parse().unwrap(),
        threshold,
        return_days: None,
        print_name: None,
    }
}

/// Silver for 100 and gold for 300.
fn scheme(window: TierWindow, upgrade: TierUpgrade) -> TierScheme {
    TierScheme {
        basis: TierBasis::Spend,
        window,
        upgrade,
        keep_periods: 0,
        downgrade: TierDowngrade::All,
        grace_days: 0,
        return_days: None,
        tiers: vec![tier("silver", 100), tier("gold", 300)],
        since: None,
    }
}

fn days(counted: &[(&str, i64)]) -> TierDays {
    let mut days = TierDays::default();
    for (day, amount) in counted {
        days.add(day.parse().unwrap(), *amount);
    }
    days
}

fn belgrade() -> MerchantCalendar {
    MerchantCalendar::of_zone("Europe/Belgrade").unwrap()
}

fn reckon(
    scheme: &TierScheme,
    kept: Option<&MemberTier>,
    now: &str,
    days: &TierDays,
    why: TierMoveCause,
) -> ReckonedTier {
    reckon_at(scheme, kept, now.parse().unwrap(), days, why)
}

fn reckon_at(
    scheme: &TierScheme,
    kept: Option<&MemberTier>,
    now: Instant,
    days: &TierDays,
    why: TierMoveCause,
) -> ReckonedTier {
    let member = TierMember {
        programme: ProgrammeId::new(Uuid::from_u128(1)),
        version: 7,
        scheme,
        customer: CustomerId::new(Uuid::from_u128(2)),
        joined_at: JOINED.parse().unwrap(),
        kept,
        calendar: &belgrade(),
        now,
        had: None,
    };
    member.reckon(days, why)
}

fn code(reckoned: &ReckonedTier) -> Option<&str> {
    reckoned.tier.as_ref().map(|code| code.as_str())
}

fn written(reckoned: &ReckonedTier) -> MemberTier {
    reckoned.change.as_ref().unwrap().member.clone()
}

fn moves(reckoned: &ReckonedTier) -> Vec<(Option<&str>, TierMoveCause, String)> {
    let moves = reckoned.change.iter().flat_map(|change| &change.moves);
    let told = moves.map(|one| (one.to.as_ref().map(|code| code.as_str()), one.cause, one.at.to_rfc3339()));
    told.collect()
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

#[test]
fn what_was_bought_last_month_makes_the_tier_of_this_month() {
    let scheme = scheme(TierWindow::PreviousMonth, TierUpgrade::NextPeriod);
    let bought = days(&[("2026-10-05", 120), ("2026-11-03", 50)]);
    let november = reckon(&scheme, None, "2026-11-10T12:00:00Z", &bought, TierMoveCause::Recount);
    assert_eq!((code(&november), november.until), (Some("silver"), Some(date("2026-12-01"))));
    assert_eq!(
        moves(&november),
        [(Some("silver"), TierMoveCause::Reached, "2026-10-31T23:00:00+00:00".to_owned())]
    );
    let ahead = november.ahead.as_ref().unwrap();
    assert_eq!((ahead.code.as_str(), ahead.missing, ahead.by), ("gold", 250, Some(date("2026-11-30"))));
    assert_eq!((november.counted, november.window.from), (50, date("2026-11-01")));
    // The month behind it brings nothing, and it is known before anybody has written it.
    let kept = written(&november);
    let december = reckon(&scheme, Some(&kept), "2026-12-05T12:00:00Z", &bought, TierMoveCause::Recount);
    assert_eq!(code(&december), None);
    assert_eq!(moves(&december), [(None, TierMoveCause::NotKept, "2026-11-30T23:00:00+00:00".to_owned())]);
    let again =
        reckon(&scheme, Some(&written(&december)), "2026-12-06T12:00:00Z", &bought, TierMoveCause::Recount);
    assert_eq!((code(&again), again.change.is_none()), (None, true));
}

#[test]
fn a_late_receipt_of_last_month_still_counts_for_this_one() {
    let scheme = scheme(TierWindow::PreviousMonth, TierUpgrade::NextPeriod);
    let before = reckon(&scheme, None, "2026-11-10T12:00:00Z", &days(&[]), TierMoveCause::Recount);
    assert_eq!(code(&before), None);
    let late = days(&[("2026-10-31", 300)]);
    let after =
        reckon(&scheme, Some(&written(&before)), "2026-11-11T12:00:00Z", &late, TierMoveCause::Recount);
    assert_eq!(code(&after), Some("gold"));
    assert_eq!(
        moves(&after),
        [(Some("gold"), TierMoveCause::Reached, "2026-11-11T12:00:00+00:00".to_owned())]
    );
}

#[test]
fn a_tier_of_the_year_is_kept_through_the_next_one_and_its_grace_and_falls_by_one() {
    let scheme = TierScheme {
        keep_periods: 1,
        downgrade: TierDowngrade::One,
        grace_days: 14,
        ..scheme(TierWindow::CalendarYear, TierUpgrade::AtOnce)
    };
    let bought = days(&[("2026-03-10", 350)]);
    let reached = reckon(&scheme, None, "2026-03-10T09:00:00Z", &bought, TierMoveCause::Recount);
    assert_eq!((code(&reached), reached.until), (Some("gold"), Some(date("2028-01-01"))));
    assert_eq!(reached.since.to_rfc3339(), "2026-03-10T09:00:00+00:00");
    let mut kept = written(&reached);
    for (now, tier, until) in [
        ("2027-06-01T10:00:00Z", "gold", "2028-01-01"),
        ("2028-01-14T10:00:00Z", "gold", "2028-01-01"),
        ("2028-01-15T10:00:00Z", "silver", "2030-01-01"),
    ] {
        let then = reckon(&scheme, Some(&kept), now, &bought, TierMoveCause::Recount);
        assert_eq!((code(&then), then.until), (Some(tier), Some(date(until))), "{now}");
        kept = then.change.map_or(kept, |change| change.member);
    }
    assert_eq!((kept.last_move, kept.since.to_rfc3339().as_str()), (2, "2028-01-14T23:00:00+00:00"));
}

#[test]
fn a_lesser_tier_that_was_reached_meanwhile_is_there_when_the_better_one_is_not_kept() {
    let scheme = TierScheme { keep_periods: 1, ..scheme(TierWindow::CalendarYear, TierUpgrade::AtOnce) };
    let bought = days(&[("2029-03-10", 350), ("2030-03-10", 150)]);
    let better = reckon(&scheme, None, "2029-03-10T09:00:00Z", &bought, TierMoveCause::Recount);
    assert_eq!((code(&better), better.until), (Some("gold"), Some(date("2031-01-01"))));
    let now = "2031-01-02T09:00:00Z";
    let after = reckon(&scheme, Some(&written(&better)), now, &bought, TierMoveCause::Recount);
    // As somebody who has bought in 2030 alone.
    let other =
        reckon(&scheme, None, "2030-03-10T09:00:00Z", &days(&[("2030-03-10", 150)]), TierMoveCause::Recount);
    assert_eq!((code(&after), after.until), (Some("silver"), Some(date("2032-01-01"))));
    assert_eq!(after.until, other.until);
    let span = after.change.unwrap().moves[0].window;
    assert_eq!((span.from, span.behind), (date("2030-01-01"), date("2031-01-01")));
}

#[test]
fn goods_that_come_back_take_the_tier_with_them() {
    let scheme = scheme(TierWindow::CalendarYear, TierUpgrade::AtOnce);
    let bought = days(&[("2026-03-10", 350)]);
    let reached = reckon(&scheme, None, "2026-03-10T09:00:00Z", &bought, TierMoveCause::Recount);
    let left = days(&[("2026-03-10", 150)]);
    let after =
        reckon(&scheme, Some(&written(&reached)), "2026-03-12T09:00:00Z", &left, TierMoveCause::Refund);
    assert_eq!(
        moves(&after),
        [(Some("silver"), TierMoveCause::Refund, "2026-03-12T09:00:00+00:00".to_owned())]
    );
}

#[test]
fn months_roll_on_and_leave_a_tier_behind() {
    let scheme = scheme(TierWindow::RollingMonths(3), TierUpgrade::AtOnce);
    let bought = days(&[("2026-03-10", 120)]);
    let now = |now: &str| reckon(&scheme, None, now, &bought, TierMoveCause::Recount);
    assert_eq!(code(&now("2026-04-02T10:00:00Z")), Some("silver"));
    assert_eq!(code(&now("2026-06-30T10:00:00Z")), Some("silver"));
    let july = now("2026-07-05T10:00:00Z");
    assert_eq!((code(&july), july.since.to_rfc3339().as_str()), (None, "2026-06-30T22:00:00+00:00"));
    assert_eq!(july.ahead.unwrap().by, None);
}

#[test]
fn a_year_of_a_member_begins_on_the_day_on_which_they_came() {
    let (window, joined) = (TierWindow::MembershipYear, date("2026-05-20"));
    let year = |day: &str| window.period(joined, date(day));
    let first = DaySpan { from: joined, behind: date("2027-05-20") };
    assert_eq!(year("2027-05-19"), first);
    assert_eq!(year("2026-01-01"), first);
    assert_eq!(year("2027-05-20").from, first.behind);
    let leap = date("2028-02-29");
    assert_eq!(window.period(leap, date("2030-02-27")).from, date("2029-02-28"));
    assert_eq!(window.period(leap, date("2032-02-29")).from, date("2032-02-29"));
}

#[test]
fn what_staff_have_fixed_holds_until_it_ends() {
    let scheme = scheme(TierWindow::CalendarYear, TierUpgrade::AtOnce);
    let bought = days(&[("2026-03-10", 120)]);
    let reached = reckon(&scheme, None, "2026-03-10T09:00:00Z", &bought, TierMoveCause::Recount);
    let lock = TierLock {
        tier: "gold".parse().unwrap(),
        reason: TierLockReason::Agreement,
        until: Some("2026-06-01T00:00:00Z".parse().unwrap()),
        locked_at: "2026-04-01T00:00:00Z".parse().unwrap(),
        locked_by: Actor::System,
    };
    let with_lock = MemberTier { lock: Some(lock), ..written(&reached) };
    let locked = reckon(&scheme, Some(&with_lock), "2026-04-01T00:00:00Z", &bought, TierMoveCause::Locked);
    assert_eq!((code(&locked), locked.ahead.is_none(), locked.lock.is_some()), (Some("gold"), true, true));
    let over =
        reckon(&scheme, Some(&written(&locked)), "2026-07-01T00:00:00Z", &bought, TierMoveCause::Recount);
    let expected = [(Some("silver"), TierMoveCause::Unlocked, "2026-06-01T00:00:00+00:00".to_owned())];
    assert_eq!((moves(&over), written(&over).lock), (expected.to_vec(), None));
}

#[test]
fn two_who_become_one_have_the_better_tier() {
    let scheme = scheme(TierWindow::CalendarYear, TierUpgrade::AtOnce);
    let now = "2026-03-10T09:00:00Z";
    let gold = written(&reckon(&scheme, None, now, &days(&[("2026-03-10", 350)]), TierMoveCause::Recount));
    let silver = written(&reckon(&scheme, None, now, &days(&[("2026-03-10", 120)]), TierMoveCause::Recount));
    // Of the receipts of the one with gold most came back meanwhile: the tier is kept all the same.
    let together = days(&[("2026-03-10", 170)]);
    let calendar = belgrade();
    let member = TierMember {
        programme: silver.programme,
        version: 7,
        scheme: &scheme,
        customer: silver.customer,
        joined_at: JOINED.parse().unwrap(),
        kept: Some(&silver),
        calendar: &calendar,
        now: "2026-03-11T09:00:00Z".parse().unwrap(),
        had: None,
    };
    let united = member.united_with(&gold, &together).unwrap();
    assert_eq!(united.member.tier.as_ref().map(|code| code.as_str()), Some("gold"));
    assert_eq!((united.was_at, united.member.revision), (Some(1), 2));
    assert!(united.moves.iter().all(|one| one.cause == TierMoveCause::Merge || one.at < member.now));
}

#[test]
fn a_balance_makes_a_tier_as_the_day_ends() {
    let basis = TierBasis::Balance("points".parse().unwrap());
    let scheme = TierScheme { basis, ..scheme(TierWindow::CalendarYear, TierUpgrade::AtOnce) };
    let changes = [("2025-12-31", 80), ("2026-03-10", 40), ("2026-05-01", -70)];
    for (now, so_far, tier, counted) in [
        ("2026-03-11T09:00:00Z", 2, Some("silver"), 120),
        ("2026-05-02T09:00:00Z", 3, Some("silver"), 50),
        ("2027-01-02T09:00:00Z", 3, None, 50),
    ] {
        let read = reckon(&scheme, None, now, &days(&changes[..so_far]), TierMoveCause::Recount);
        assert_eq!((code(&read), read.counted), (tier, counted), "{now}");
    }
    let had = days(&changes[..1]);
    let poor = reckon(&scheme, None, "2026-02-01T09:00:00Z", &had, TierMoveCause::Recount);
    assert_eq!((code(&poor), poor.ahead.as_ref().map(|ahead| ahead.missing)), (None, Some(20)));
}

#[test]
fn a_scheme_that_is_not_fit_is_told_where() {
    let configuration = Configuration::empty(Joining::Automatic);
    let wrong = TierScheme {
        basis: TierBasis::Points("points".parse().unwrap()),
        tiers: vec![tier("silver", 100), tier("silver", 100)],
        ..scheme(TierWindow::PreviousMonth, TierUpgrade::AtOnce)
    };
    let places: Vec<String> = wrong.faults(&configuration).into_iter().map(|fault| fault.path).collect();
    assert_eq!(places, ["basis/point_type", "upgrade", "tiers/1/code", "tiers/1/threshold"]);
    let fit = scheme(TierWindow::RollingMonths(12), TierUpgrade::AtOnce);
    assert!(fit.faults(&configuration).is_empty());
    let none = TierScheme { tiers: Vec::new(), ..fit };
    assert_eq!(none.faults(&configuration).len(), 1);
}

#[test]
fn who_comes_into_another_tier_by_another_scheme_does_so_when_it_was_set() {
    let old = scheme(TierWindow::CalendarYear, TierUpgrade::AtOnce);
    let bought = days(&[("2026-03-10", 120)]);
    let silver = written(&reckon(&old, None, "2026-03-10T09:00:00Z", &bought, TierMoveCause::Recount));
    let since: Instant = "2026-03-12T08:00:00Z".parse().unwrap();
    let easier = TierScheme { tiers: vec![tier("silver", 50), tier("gold", 110)], ..old };
    let easier = easier.holding(None, since);
    for now in ["2026-03-12T08:00:00Z", "2026-03-12T20:00:00Z", "2026-04-01T08:00:00Z"] {
        let read = reckon(&easier, Some(&silver), now, &bought, TierMoveCause::Recount);
        assert_eq!((code(&read), read.since), (Some("gold"), since), "{now}");
        let nobody = reckon(&easier, None, now, &days(&[]), TierMoveCause::Recount);
        assert_eq!((code(&nobody), nobody.since), (None, since), "{now}");
    }
    let same = easier.clone().holding(Some(&easier), "2026-05-01T08:00:00Z".parse().unwrap());
    assert_eq!(same, easier);
}

fn any_scheme() -> impl Strategy<Value = TierScheme> {
    let window = prop_oneof![
        Just(TierWindow::CalendarYear),
        Just(TierWindow::MembershipYear),
        (1_u16..14).prop_map(TierWindow::RollingMonths),
        Just(TierWindow::PreviousMonth),
    ];
    let downgrade =
        prop_oneof![Just(TierDowngrade::None), Just(TierDowngrade::One), Just(TierDowngrade::All)];
    let basis = prop_oneof![Just(TierBasis::Spend), Just(TierBasis::Balance("points".parse().unwrap())),];
    (window, any::<bool>(), 0_u16..4, downgrade, 0_u16..40, basis).prop_map(
        |(window, at_once, keep, downgrade, grace, basis)| {
            let at_once = at_once && window != TierWindow::PreviousMonth;
            let upgrade = if at_once { TierUpgrade::AtOnce } else { TierUpgrade::NextPeriod };
            TierScheme { basis, keep_periods: keep, downgrade, grace_days: grace, ..scheme(window, upgrade) }
        },
    )
}

proptest! {
    /// Whenever somebody is looked at in between, and written: the tier in the end is the same.
    #[test]
    fn it_does_not_matter_how_often_somebody_is_looked_at(
        scheme in any_scheme(),
        bought in prop::collection::vec((1_u64..900, -100_i64..200), 0..40),
        mut touched in prop::collection::vec(1_u64..1_000, 0..12),
    ) {
        let begin = date("2026-01-16");
        let on = |offset: u64| begin.checked_add_days(Days::new(offset)).unwrap();
        let noon = |offset: u64| belgrade().start_of_day(on(offset)) + chrono::Duration::hours(12);
        let until = |offset: u64| {
            let mut days = TierDays::default();
            for (day, amount) in bought.iter().filter(|(day, _)| *day <= offset) {
                days.add(on(*day), *amount);
            }
            days
        };
        let why = TierMoveCause::Recount;
        let first = written(&reckon_at(&scheme, None, noon(0), &until(0), why));
        let seldom = reckon_at(&scheme, Some(&first), noon(1_000), &until(1_000), why);
        touched.sort_unstable();
        let mut kept = first;
        for offset in touched {
            if let Some(change) = reckon_at(&scheme, Some(&kept), noon(offset), &until(offset), why).change {
                kept = change.member;
            }
        }
        let often = reckon_at(&scheme, Some(&kept), noon(1_000), &until(1_000), why);
        prop_assert_eq!((&often.tier, often.until), (&seldom.tier, seldom.until));
    }
}
