//! The rules of referrals.

use std::collections::BTreeSet;
use std::sync::Arc;

use regulars_kernel::{
    CustomerId, Environment, Instant, MerchantCalendar, ProgrammeId, PurchaseId, ReferralId, SeededRandom,
    SystemClock,
};
use uuid::Uuid;

use super::code::{InvalidReferralCode, ReferralCode};
use super::facts::DueReferral;
use super::referral::{Referral, ReferralRefusal, ReferralState, WaitingReferral};
use super::scheme::{ReferralCap, ReferralScheme};
use crate::earning::budget::BudgetPeriod;
use crate::earning::sample;
use crate::programme::programme::{Programme, ProgrammeState};

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number)
}

fn instant(text: &str) -> Instant {
    text.parse().unwrap()
}

fn calendar() -> MerchantCalendar {
    MerchantCalendar::of_zone("Europe/Belgrade").unwrap()
}

fn codes(how_many: usize) -> Vec<ReferralCode> {
    let environment = Environment::new(Arc::new(SystemClock), Arc::new(SeededRandom::new(11)));
    (0..how_many).map(|_| ReferralCode::generate(&environment)).collect()
}

fn scheme() -> ReferralScheme {
    ReferralScheme {
        point_type: sample::points(0).code,
        referrer_points: 200,
        referred_points: 100,
        minimum: 50_000,
        within_days: 30,
        return_days: 14,
        cap: Some(ReferralCap { most: 2, per: BudgetPeriod::Month }),
    }
}

fn referral() -> Referral {
    Referral::new(
        ReferralId::new(id(1)),
        (ProgrammeId::new(id(2)), 3),
        &scheme(),
        (codes(1).remove(0), CustomerId::new(id(4))),
        (CustomerId::new(id(5)), instant("2026-11-21T10:00:00Z")),
        &calendar(),
    )
}

#[test]
fn however_it_is_written_it_is_the_same_code_and_a_wrong_character_is_found() {
    let drawn = codes(1_000);
    assert_eq!(drawn.iter().collect::<BTreeSet<_>>().len(), 1_000);
    for code in &drawn {
        let written = code.as_str();
        assert_eq!(written.len(), ReferralCode::LENGTH);
        let told = format!(" {}-{} {}", &written[..3], written[3..6].to_lowercase(), &written[6..]);
        assert_eq!(told.parse::<ReferralCode>().as_ref(), Ok(code));
    }
    let written = drawn[0].as_str();
    let other = if written.starts_with('A') { 'B' } else { 'A' };
    let wrong = format!("{other}{}", &written[1..]);
    for wrong in ["", "ABC", "šuma", &wrong, &format!("{written}2"), &written[1..], "0OI1L0OI1"] {
        assert_eq!(wrong.parse::<ReferralCode>(), Err(InvalidReferralCode), "{wrong}");
    }
}

#[test]
fn a_receipt_qualifies_that_is_enough_and_in_time() {
    let of = referral();
    let waiting = WaitingReferral {
        id: of.id,
        created_at: of.created_at,
        until: of.until,
        minimum: of.terms.minimum,
        return_days: of.terms.return_days,
    };
    assert_eq!(of.until, instant("2026-12-21T10:00:00Z"));
    let purchase = PurchaseId::new(id(9));
    for (total, counted_at, due_at) in [
        (50_000, "2026-11-22T10:00:00Z", Some("2026-12-06T10:00:00Z")),
        (49_999, "2026-11-22T10:00:00Z", None),
        // The clock of a till that is some hours behind.
        (50_000, "2026-11-21T08:00:00Z", Some("2026-12-05T08:00:00Z")),
        (50_000, "2026-11-20T10:00:00Z", None),
        (90_000, "2026-12-21T10:00:00Z", Some("2027-01-04T10:00:00Z")),
        (90_000, "2026-12-21T10:00:01Z", None),
    ] {
        let found = waiting.qualified_by(purchase, total, instant(counted_at), &calendar());
        assert_eq!(found.map(|found| found.due_at), due_at.map(instant), "{total} {counted_at}");
    }
    let any = WaitingReferral { minimum: 0, ..waiting };
    let nothing = any.qualified_by(purchase, 0, instant("2026-11-22T10:00:00Z"), &calendar());
    assert_eq!(nothing, None, "goods that were handed back are no purchase");
}

#[test]
fn the_days_are_those_of_the_merchant_s_wall() {
    // The clocks go back on 25 October 2026.
    let created_at = instant("2026-10-20T10:00:00Z");
    let waiting = WaitingReferral {
        id: ReferralId::new(id(1)),
        created_at,
        until: created_at,
        minimum: 0,
        return_days: 7,
    };
    let found = waiting.qualified_by(PurchaseId::new(id(9)), 1, created_at, &calendar()).unwrap();
    assert_eq!(found.due_at, instant("2026-10-27T11:00:00Z"));
}

#[test]
fn one_that_waits_too_long_is_refused_by_being_read() {
    let waiting = referral();
    let at = |text| waiting.standing_at(instant(text));
    assert_eq!(at("2026-12-21T10:00:00Z"), (ReferralState::Waiting, None));
    assert_eq!(at("2026-12-21T10:00:01Z"), (ReferralState::Refused, Some(ReferralRefusal::TooLate)));
}

fn programme() -> Programme {
    let mut configuration = sample::programme(sample::points(0), Vec::new());
    configuration.referrals = Some(scheme());
    let at = instant("2026-11-01T10:00:00Z");
    Programme {
        id: ProgrammeId::new(id(2)),
        name: "Klub".parse().unwrap(),
        state: ProgrammeState::Active,
        version: 3,
        configuration,
        created_at: at,
        updated_at: at,
    }
}

fn due() -> DueReferral {
    let referral = referral();
    DueReferral {
        has_referrer: true,
        referred_since: Some(referral.created_at),
        referred_was_merged: false,
        shares_contact: false,
        referrer_is_member: true,
        referred_is_member: true,
        left_of_purchase: Some(50_000),
        referrer_was_referred: false,
        rewarded: 0,
        referrer_account: None,
        referred_account: None,
        referral,
    }
}

#[test]
fn each_reason_keeps_the_points_back() {
    let programme = programme();
    assert_eq!(due().refusal(&programme, false, 1), None);
    let older = due().referral.created_at - chrono::TimeDelta::seconds(1);
    let same = Referral { referrer: due().referral.referred, ..due().referral };
    for (due, is_cycle, rewarded, expected) in [
        (DueReferral { has_referrer: false, ..due() }, false, 0, ReferralRefusal::Erased),
        (DueReferral { referred_since: None, ..due() }, false, 0, ReferralRefusal::Erased),
        (
            DueReferral { referred_was_merged: true, referred_since: None, ..due() },
            false,
            0,
            ReferralRefusal::AlreadyRegistered,
        ),
        (DueReferral { shares_contact: true, ..due() }, false, 0, ReferralRefusal::SelfReferral),
        (DueReferral { referral: same, ..due() }, false, 0, ReferralRefusal::SelfReferral),
        (DueReferral { referred_since: Some(older), ..due() }, false, 0, ReferralRefusal::AlreadyRegistered),
        (due(), true, 0, ReferralRefusal::Cycle),
        (DueReferral { left_of_purchase: Some(49_999), ..due() }, false, 0, ReferralRefusal::Refunded),
        (DueReferral { left_of_purchase: None, ..due() }, false, 0, ReferralRefusal::Refunded),
        (DueReferral { referrer_is_member: false, ..due() }, false, 0, ReferralRefusal::ReferrerLeft),
        (DueReferral { referred_is_member: false, ..due() }, false, 0, ReferralRefusal::NotMember),
        (due(), false, 2, ReferralRefusal::CapReached),
    ] {
        assert_eq!(due.refusal(&programme, is_cycle, rewarded), Some(expected));
    }
    let closed = Programme { state: ProgrammeState::Closed, ..programme };
    assert_eq!(due().refusal(&closed, false, 0), Some(ReferralRefusal::ProgrammeEnded));
}

#[test]
fn a_scheme_gives_somebody_something_and_knows_its_points() {
    let configuration = programme().configuration;
    let paths = |scheme: ReferralScheme| {
        let faults = scheme.faults(&configuration).into_iter();
        faults.map(|fault| fault.path).collect::<Vec<_>>()
    };
    assert!(paths(scheme()).is_empty());
    assert!(paths(ReferralScheme { referrer_points: 0, cap: None, return_days: 0, ..scheme() }).is_empty());
    let nothing = ReferralScheme { referrer_points: 0, referred_points: 0, ..scheme() };
    assert_eq!(paths(nothing), ["referrer_points"]);
    let cap = Some(ReferralCap { most: 0, per: BudgetPeriod::Day });
    let wrong = ReferralScheme {
        point_type: "others".parse().unwrap(),
        referrer_points: -1,
        minimum: -1,
        within_days: 0,
        return_days: 367,
        cap,
        ..scheme()
    };
    assert_eq!(
        paths(wrong),
        ["point_type", "referrer_points", "minimum", "within_days", "return_days", "cap/most"]
    );
}
