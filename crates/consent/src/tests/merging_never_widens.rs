//! Whoever is merged with whom: nobody is reached over an address over which they were not reached before, and no refusal,
//! withdrawal or restriction vanishes.

use proptest::prelude::*;
use regulars_kernel::{Channel, ConsentEventId, ConsentState, CustomerId, Instant, Purpose};
use uuid::Uuid;

use super::world::address;
use crate::*;

const MAILBOXES: [&str; 3] = ["ana@example.com", "ana@example.org", "dom@example.com"];
const PHONES: [&str; 2] = ["+381641234567", "+381647654321"];
const KEYS: [(Purpose, Option<Channel>); 6] = [
    (Purpose::Advertising, Some(Channel::Email)),
    (Purpose::Advertising, Some(Channel::Sms)),
    (Purpose::Advertising, Some(Channel::Push)),
    (Purpose::DataProcessing, None),
    (Purpose::Profiling, None),
    (Purpose::ThirdParties, None),
];

fn at(hour: i64) -> Instant {
    chrono::DateTime::from_timestamp(1_795_000_000 + hour * 3_600, 0).unwrap()
}

/// A statement: what it says, for which of the addresses of its channel, and when.
type Said = Option<(ConsentState, usize, i64)>;

fn said() -> impl Strategy<Value = Said> {
    proptest::option::of((
        prop_oneof![
            6 => Just(ConsentState::Granted),
            1 => Just(ConsentState::Refused),
            1 => Just(ConsentState::Withdrawn)
        ],
        0..3_usize,
        0..100_i64,
    ))
}

#[derive(Clone, Debug)]
struct Record {
    email: Option<usize>,
    verified: bool,
    phone: Option<usize>,
    restricted: bool,
    said: [Said; 6],
}

fn record() -> impl Strategy<Value = Record> {
    let said = [said(), said(), said(), said(), said(), said()];
    (
        proptest::option::of(0..3_usize),
        any::<bool>(),
        proptest::option::of(0..2_usize),
        prop_oneof![9 => Just(false), 1 => Just(true)],
        said,
    )
        .prop_map(|(email, verified, phone, restricted, said)| Record {
            email,
            verified,
            phone,
            restricted,
            said,
        })
}

fn id(number: usize) -> CustomerId {
    CustomerId::new(Uuid::from_u128(number as u128 + 1))
}

fn subject(number: usize, record: &Record) -> Subject {
    let standing = KEYS.iter().zip(&record.said).filter_map(|((purpose, channel), said)| {
        let (state, which, hour) = (*said)?;
        let address = match channel {
            Some(Channel::Email) => Some(address(MAILBOXES[which])),
            Some(Channel::Sms) => Some(address(PHONES[which % 2])),
            _ => None,
        };
        Some(StandingConsent {
            purpose: *purpose,
            channel: *channel,
            state,
            address,
            since: at(hour),
            source: "till".parse().unwrap(),
            event: ConsentEventId::new(Uuid::from_u128(1)),
        })
    });
    Subject {
        customer: id(number),
        email: record.email.map(|which| address(MAILBOXES[which])),
        email_verified_at: record.email.filter(|_| record.verified).map(|_| at(0)),
        email_since: None,
        phone: record.phone.map(|which| address(PHONES[which])),
        phone_since: None,
        restricted_at: record.restricted.then(|| at(1)),
        key: None,
        head: ChainHead::EMPTY,
        standing: standing.collect(),
    }
}

/// Whether advertising leaves over the channel.
fn reached(
    address: Option<&ContactAddress>,
    verified_at: Option<Instant>,
    said: Option<(ConsentState, Option<ContactAddress>)>,
    restricted_at: Option<Instant>,
    channel: Channel,
) -> bool {
    let contact = Contact {
        address: address.cloned(),
        verified_at,
        advertising: said,
        suppressed: None,
        restricted_at,
        opt_ins: 0,
    };
    gate(&contact, MessageKind::Advertising, channel, true).is_ok()
}

fn reached_before(subject: &Subject, channel: Channel) -> bool {
    let said = subject
        .standing(Purpose::Advertising, Some(channel))
        .map(|standing| (standing.state, standing.address.clone()));
    reached(subject.address(channel), subject.email_verified_at, said, subject.restricted_at, channel)
}

/// The address that stays: that of the record that is chosen, else the first that there is.
fn taken(
    subjects: &[Subject],
    channel: Channel,
    chosen: Option<usize>,
) -> Option<(ContactAddress, CustomerId)> {
    let of = |subject: &Subject| Some((subject.address(channel)?.clone(), subject.customer));
    match chosen {
        Some(chosen) => of(&subjects[chosen % subjects.len()]),
        None => subjects.iter().find_map(of),
    }
}

fn check(records: &[Record], chosen: (Option<usize>, Option<usize>)) -> Result<(), TestCaseError> {
    let subjects: Vec<Subject> =
        records.iter().enumerate().map(|(number, record)| subject(number, record)).collect();
    let addresses = UnitedAddresses {
        email: taken(&subjects, Channel::Email, chosen.0),
        phone: taken(&subjects, Channel::Sms, chosen.1),
    };
    let united = unite_consents(&subjects, &addresses, at(200)).unwrap();
    let of = |purpose: Purpose, channel: Option<Channel>| {
        united.statements.iter().find(|one| one.purpose == purpose && one.channel == channel)
    };
    let restricted_at = subjects.iter().filter_map(|subject| subject.restricted_at).min();
    for (channel, address) in [(Channel::Email, &addresses.email), (Channel::Sms, &addresses.phone)] {
        let said = of(Purpose::Advertising, Some(channel)).map(|one| (one.state, one.address.clone()));
        let address = address.as_ref().map(|(address, _)| address);
        if !reached(address, united.email_verified_at, said, restricted_at, channel) {
            continue;
        }
        let before = subjects
            .iter()
            .any(|subject| subject.address(channel) == address && reached_before(subject, channel));
        prop_assert!(before, "somebody is reached who was not");
        let refused = subjects.iter().any(|subject| {
            let no = |purpose, channel| {
                subject.standing(purpose, channel).is_some_and(|one| one.state != ConsentState::Granted)
            };
            no(Purpose::Advertising, Some(channel)) || no(Purpose::DataProcessing, None)
        });
        prop_assert!(!refused, "a refusal has vanished");
    }
    for (purpose, channel) in KEYS {
        let refused = subjects
            .iter()
            .filter_map(|subject| subject.standing(purpose, channel))
            .any(|standing| standing.state != ConsentState::Granted);
        if refused {
            let after = of(purpose, channel).map(|one| one.state);
            prop_assert!(
                after.is_some_and(|state| state != ConsentState::Granted),
                "{purpose:?} {channel:?}"
            );
        }
        let granted = of(purpose, channel).is_some_and(|one| one.state == ConsentState::Granted);
        let anybody = subjects.iter().any(|subject| subject.standing(purpose, channel).is_some());
        prop_assert!(!granted || anybody, "a grant was made up");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_merge_never_widens(
        records in prop::collection::vec(record(), 2..5),
        chosen in (proptest::option::of(0..5_usize), proptest::option::of(0..5_usize)),
    ) {
        check(&records, chosen)?;
    }
}

/// A record of one mailbox that granted or refused there.
fn at_mailbox(email: Option<usize>, verified: bool, said: Said) -> Record {
    Record { email, verified, phone: None, restricted: false, said: [said, None, None, None, None, None] }
}

fn united(records: &[Record]) -> (Option<ConsentState>, Option<Instant>) {
    let subjects: Vec<Subject> =
        records.iter().enumerate().map(|(number, record)| subject(number, record)).collect();
    let addresses = UnitedAddresses { email: taken(&subjects, Channel::Email, None), phone: None };
    let united = unite_consents(&subjects, &addresses, at(200)).unwrap();
    let email = united.statements.iter().find(|one| one.channel == Some(Channel::Email));
    (email.map(|one| one.state), united.email_verified_at)
}

/// Mautic loses the "do not contact" of the record that goes away.
#[test]
fn a_withdrawal_of_who_goes_away_stays() {
    let subscribed = at_mailbox(Some(0), true, Some((ConsentState::Granted, 0, 50)));
    let unsubscribed = at_mailbox(Some(1), true, Some((ConsentState::Withdrawn, 1, 10)));
    assert_eq!(united(&[subscribed.clone(), unsubscribed.clone()]).0, Some(ConsentState::Withdrawn));
    assert_eq!(united(&[unsubscribed, subscribed]).0, Some(ConsentState::Withdrawn));
}

/// Unomi copies the grants that the master lacks, whatever they are for.
#[test]
fn a_grant_for_one_mailbox_is_none_for_another() {
    let silent = at_mailbox(Some(0), true, None);
    let subscribed = at_mailbox(Some(1), true, Some((ConsentState::Granted, 1, 50)));
    assert_eq!(united(&[silent, subscribed]).0, None);
}

/// SuiteCRM makes who has subscribed unsubscribed when lists unite.
#[test]
fn who_has_subscribed_stays_subscribed() {
    let nameless = at_mailbox(None, false, None);
    let subscribed = at_mailbox(Some(1), true, Some((ConsentState::Granted, 1, 50)));
    let both = (Some(ConsentState::Granted), Some(at(0)));
    assert_eq!(united(&[nameless, subscribed.clone()]), both);
    let unproven = at_mailbox(Some(1), false, None);
    assert_eq!(united(&[unproven, subscribed]), both, "the proof goes with the grant");
}

/// The proof of one record and the grant of another make nobody reached.
#[test]
fn proof_and_grant_are_of_one_record() {
    let proven = at_mailbox(Some(0), true, None);
    let granted = at_mailbox(Some(0), false, Some((ConsentState::Granted, 0, 50)));
    assert_eq!(united(&[proven.clone(), granted.clone()]).0, None);
    assert_eq!(united(&[granted, proven]), (Some(ConsentState::Granted), None));
}
