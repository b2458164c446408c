//! Whatever happens in whatever order: advertising leaves only to an address that its reader has verified, for which the
//! customer's last word was yes, and whose reader has not objected since through another record with the same address.
//!
//! The model keeps a diary and reads it anew for each question; it shares nothing with the projection.

use chrono::Duration;
use proptest::prelude::*;
use regulars_kernel::{ConsentState, Instant, Purpose};

use super::world::{World, e_mail, statement};
use crate::*;

#[derive(Clone, Debug)]
enum Step {
    /// A statement about advertising by e-mail, made that many hours before it is recorded.
    Say(ConsentState, i64),
    /// The processing of personal data is withdrawn.
    WithdrawAll,
    /// The e-mail address changes to one of two, or goes away.
    Move(Option<bool>),
    Request,
    /// Somebody posts one of the tokens that were sent.
    Confirm(prop::sample::Index),
    Unsubscribe,
    /// A choice on the preference page behind a link that was sent to one of two addresses.
    Prefer(bool, bool),
    Wait(i64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (prop::sample::select(ConsentState::ALL), prop_oneof![Just(0), 0_i64..200])
            .prop_map(|(state, hours)| Step::Say(state, hours)),
        1 => Just(Step::WithdrawAll),
        3 => any::<Option<bool>>().prop_map(Step::Move),
        4 => Just(Step::Request),
        5 => any::<prop::sample::Index>().prop_map(Step::Confirm),
        2 => Just(Step::Unsubscribe),
        2 => any::<(bool, bool)>().prop_map(|(sent_to, wanted)| Step::Prefer(sent_to, wanted)),
        3 => (0_i64..100).prop_map(Step::Wait),
    ]
}

/// What happened, in the order in which it was recorded.
enum Entry {
    Yes {
        occurred_at: Instant,
        is_late: bool,
        to: Option<&'static str>,
    },
    No {
        occurred_at: Instant,
    },
    Verified,
    /// The address changed: what was said up to then was said for another one.
    Moved {
        at: Instant,
    },
}

/// A token that was sent, and when it was.
struct Sent {
    hash: ConfirmationHash,
    to: &'static str,
    at: Instant,
    /// How long the diary was then.
    diary: usize,
    is_used: bool,
}

fn name(first: bool) -> &'static str {
    if first { "ana@example.com" } else { "ana@example.org" }
}

/// Whether the last word for the present address is yes, and whether that address is verified.
fn may_leave(diary: &[Entry], present: Option<&str>) -> bool {
    let since_move =
        diary.iter().rposition(|entry| matches!(entry, Entry::Moved { .. })).map_or(0, |at| at + 1);
    let is_verified = diary[since_move..].iter().any(|entry| matches!(entry, Entry::Verified));
    let is_yes = diary.iter().enumerate().skip(since_move).any(|(at, entry)| {
        let Entry::Yes { occurred_at: yes, is_late, to } = entry else {
            return false;
        };
        let said_before = diary[..at].iter().any(|entry| match entry {
            Entry::No { occurred_at: no } | Entry::Moved { at: no } => *is_late && no >= yes,
            _ => false,
        });
        let said_after = diary[at..].iter().any(|entry| matches!(entry, Entry::No { .. }));
        to.is_some() && *to == present && !said_before && !said_after
    });
    present.is_some() && is_verified && is_yes
}

/// One of two records, which share their address as often as not.
struct Record {
    present: Option<&'static str>,
    diary: Vec<Entry>,
    sent: Vec<Sent>,
}

impl Record {
    fn new() -> Self {
        Self { present: Some(name(true)), diary: Vec::new(), sent: Vec::new() }
    }

    /// Somebody who reads an address has objected.
    fn object(&mut self, address: Option<&'static str>, at: Instant) {
        if address.is_some() && self.present == address {
            self.diary.push(Entry::No { occurred_at: at });
        }
    }
}

fn walk(steps: Vec<(bool, Step)>) -> Result<(), TestCaseError> {
    let mut world = World::new();
    let (mut mine, mut other) = (Record::new(), Record::new());
    for (of_the_other, step) in steps {
        if of_the_other {
            world.swap();
            std::mem::swap(&mut mine, &mut other);
        }
        take(&mut world, &mut mine, &mut other, step)?;
        for record in [&mine, &other] {
            if world.advertising().is_ok() {
                prop_assert!(may_leave(&record.diary, record.present), "it widened");
            }
            let is_intact = matches!(world.verify(), ChainReport::Intact { .. });
            prop_assert!(is_intact);
            world.swap();
        }
    }
    Ok(())
}

fn take(world: &mut World, mine: &mut Record, other: &mut Record, step: Step) -> Result<(), TestCaseError> {
    let now = world.now();
    let Record { present, diary, sent } = mine;
    match step {
        Step::Say(state, hours) => {
            let occurred_at = now - Duration::hours(hours);
            let said = world.record(NewConsent { occurred_at: Some(occurred_at), ..e_mail(state) });
            if state != ConsentState::Granted {
                said.unwrap();
                diary.push(Entry::No { occurred_at });
            } else if said.is_ok() {
                diary.push(Entry::Yes { occurred_at, is_late: hours > 0, to: *present });
            } else {
                prop_assert_eq!(*present, None);
            }
        }
        Step::WithdrawAll => {
            let all = statement(Purpose::DataProcessing, None, ConsentState::Withdrawn);
            world.record(all).unwrap();
            diary.push(Entry::No { occurred_at: now });
        }
        Step::Move(to) => {
            let had_none = present.is_none();
            *present = to.map(name);
            world.change_email(*present);
            if !had_none {
                diary.push(Entry::Moved { at: now });
            }
        }
        Step::Request => {
            if let (Ok(issued), Some(to)) = (world.request(), *present) {
                let hash = issued.confirmation.hash;
                sent.push(Sent { hash, to, at: now, diary: diary.len(), is_used: false });
            }
        }
        Step::Confirm(index) if !sent.is_empty() => {
            let chosen = index.index(sent.len());
            let token = &mut sent[chosen];
            let confirmed = world.confirm(&token.hash);
            let since = &diary[token.diary..];
            let holds = now < token.at + Confirmation::LIFETIME
                && *present == Some(token.to)
                && !since.iter().any(|entry| matches!(entry, Entry::No { .. } | Entry::Moved { .. }));
            match confirmed {
                Err(ConfirmError::AlreadyConfirmed) => prop_assert!(token.is_used),
                confirmed => prop_assert_eq!(confirmed.is_ok(), holds && !token.is_used),
            }
            if holds && !token.is_used {
                token.is_used = true;
                diary.push(Entry::Yes { occurred_at: now, is_late: false, to: *present });
                diary.push(Entry::Verified);
                prop_assert_eq!(world.advertising(), Ok(()));
            }
        }
        Step::Confirm(_) => {}
        Step::Unsubscribe => {
            world.unsubscribe();
            diary.push(Entry::No { occurred_at: now });
            other.object(*present, now);
        }
        Step::Prefer(sent_to, true) => {
            if world.prefer(name(sent_to), true) == PreferenceOutcome::Granted {
                prop_assert_eq!(*present, Some(name(sent_to)));
                diary.push(Entry::Yes { occurred_at: now, is_late: false, to: *present });
            }
        }
        Step::Prefer(sent_to, false) => {
            world.prefer(name(sent_to), false);
            diary.push(Entry::No { occurred_at: now });
            other.object(Some(name(sent_to)), now);
        }
        Step::Wait(hours) => world.clock.advance(Duration::hours(hours)),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn consent_never_widens(steps in prop::collection::vec((any::<bool>(), step()), 1..60)) {
        walk(steps)?;
    }
}
