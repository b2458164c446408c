//! What each use case promises.

use chrono::Duration;
use regulars_kernel::ConsentState::{Granted, Refused, Withdrawn};
use regulars_kernel::{Channel, ChannelDoesNotFit, ConsentState, PageRequest, PageSize, Purpose};
use secrecy::ExposeSecret;
use serde_json::json;

use super::world::{World, address, done, e_mail, statement};
use crate::*;

fn state(world: &mut World, purpose: Purpose, channel: Option<Channel>) -> Option<ConsentState> {
    world.subject().standing(purpose, channel).map(|standing| standing.state)
}

#[test]
fn a_channel_is_required_for_advertising_and_refused_for_data_processing() {
    let mut world = World::new();
    let wrong = [
        (Purpose::Advertising, None, ChannelDoesNotFit::Required),
        (Purpose::DataProcessing, Some(Channel::Email), ChannelDoesNotFit::Refused),
    ];
    for (purpose, channel, expected) in wrong {
        let refused = world.record(statement(purpose, channel, Granted));
        assert!(matches!(refused, Err(RecordConsentError::Channel(told)) if told == expected));
    }
    assert!(world.store.events.is_empty());
}

#[test]
fn withdrawing_data_processing_ends_everything_that_rests_on_it() {
    let mut world = World::new();
    for purpose in [Purpose::DataProcessing, Purpose::Profiling, Purpose::ThirdParties] {
        world.record(statement(purpose, None, Granted)).unwrap();
    }
    for channel in [Channel::Email, Channel::Sms, Channel::Telegram] {
        world.record(statement(Purpose::Advertising, Some(channel), Granted)).unwrap();
    }
    world.record(statement(Purpose::Advertising, Some(Channel::Push), Refused)).unwrap();
    let recorded = world.record(statement(Purpose::DataProcessing, None, Withdrawn)).unwrap();
    assert_eq!(recorded.ended.len(), 5);
    assert!(recorded.standing.iter().all(|standing| standing.state != Granted));
    assert_eq!(state(&mut world, Purpose::Advertising, Some(Channel::Push)), Some(Refused));
    assert_eq!(world.verify(), ChainReport::Intact { entries: 13, opened: 13 });
}

#[test]
fn a_partial_withdrawal_leaves_the_others() {
    let mut world = World::new();
    world.record(statement(Purpose::DataProcessing, None, Granted)).unwrap();
    world.record(statement(Purpose::Advertising, Some(Channel::Sms), Granted)).unwrap();
    world.record(e_mail(Granted)).unwrap();
    let recorded = world.record(e_mail(Withdrawn)).unwrap();
    assert!(recorded.ended.is_empty());
    assert_eq!(state(&mut world, Purpose::DataProcessing, None), Some(Granted));
    assert_eq!(state(&mut world, Purpose::Advertising, Some(Channel::Sms)), Some(Granted));
    assert_eq!(state(&mut world, Purpose::Advertising, Some(Channel::Email)), Some(Withdrawn));
}

#[test]
fn a_grant_is_for_an_address_and_lies_in_the_past() {
    let mut world = World::new();
    world.subject().email = None;
    assert!(matches!(world.record(e_mail(Granted)), Err(RecordConsentError::NoAddress)));
    world.record(e_mail(Refused)).unwrap();
    let tomorrow = Some(world.now() + Duration::days(1));
    let early = NewConsent { occurred_at: tomorrow, ..e_mail(Refused) };
    assert!(matches!(world.record(early), Err(RecordConsentError::InFuture)));
}

#[test]
fn confirming_verifies_the_address_and_grants_the_consent_once() {
    let mut world = World::new();
    assert_eq!(world.advertising(), Err(Blocked::NotVerified));
    let issued = world.request().unwrap();
    let hash = issued.confirmation.hash.clone();
    let open = done(look_at_confirmation(&mut world.store, &hash, issued.confirmation.created_at)).unwrap();
    assert_eq!(open, ConfirmationState::Open(issued.confirmation));
    assert_eq!(world.advertising(), Err(Blocked::NotVerified), "looking changes nothing");
    let event = world.confirm(&hash).unwrap();
    assert_eq!((event.actor, event.source.as_str()), (ConsentActor::Customer, DOUBLE_OPT_IN));
    assert_eq!(world.advertising(), Ok(()));
    assert!(matches!(world.confirm(&hash), Err(ConfirmError::AlreadyConfirmed)));
    assert!(matches!(world.request(), Err(RequestOptInError::Blocked(Blocked::AlreadyGranted))));
}

#[test]
fn unknown_expired_and_outdated_tokens_get_the_same_answer() {
    let mut world = World::new();
    let unknown = ConfirmationHash(vec![7; 32]);
    assert!(matches!(world.confirm(&unknown), Err(ConfirmError::NotValid)));
    let expired = world.request().unwrap().confirmation.hash;
    world.clock.advance(Confirmation::LIFETIME);
    assert!(matches!(world.confirm(&expired), Err(ConfirmError::NotValid)));
    let outdated = world.request().unwrap().confirmation.hash;
    world.change_email(Some("ana@example.org"));
    assert!(matches!(world.confirm(&outdated), Err(ConfirmError::NotValid)));
    world.change_email(Some("ana@example.com"));
    assert!(matches!(world.confirm(&outdated), Err(ConfirmError::NotValid)));
}

#[test]
fn a_withdrawal_ends_open_opt_ins() {
    for end in [e_mail(Withdrawn), statement(Purpose::DataProcessing, None, Withdrawn)] {
        let mut world = World::new();
        let hash = world.request().unwrap().confirmation.hash;
        world.record(end).unwrap();
        assert!(matches!(world.confirm(&hash), Err(ConfirmError::NotValid)));
    }
}

#[test]
fn a_token_for_one_purpose_does_not_serve_another() {
    let mut world = World::new();
    let new = NewConfirmation {
        purpose: ConfirmationPurpose::BecomeRegular,
        customer: world.customer,
        channel: Channel::Email,
        address: address("ana@example.com"),
        text: None,
    };
    let World { store, environment, links, merchant, .. } = &mut world;
    let issued = done(issue_confirmation(store, environment, links, *merchant, new)).unwrap();
    let hash = issued.confirmation.hash;
    assert!(matches!(world.confirm(&hash), Err(ConfirmError::NotValid)));
    let now = world.now();
    let purpose = ConfirmationPurpose::BecomeRegular;
    done(redeem_confirmation(&mut world.store, purpose, &hash, now)).unwrap();
    assert_eq!(world.advertising(), Err(Blocked::NoConsent), "verified, and nothing more");
}

#[test]
fn an_address_gets_three_opt_in_mails_in_thirty_days() {
    let mut world = World::new();
    for _ in 0..3 {
        world.request().unwrap();
    }
    assert!(matches!(world.request(), Err(RequestOptInError::Blocked(Blocked::OptInLimit))));
    world.clock.advance(OPT_IN_PERIOD);
    world.request().unwrap();
}

#[test]
fn the_renderer_derives_the_token_and_asks_the_gate_again() {
    let mut world = World::new();
    let issued = (0..3).map(|_| world.request().unwrap()).last().unwrap();
    let open = |world: &mut World| {
        let World { store, environment, links, merchant, .. } = world;
        done(async {
            let found = find_open_confirmation(store, environment, links, *merchant, issued.id).await?;
            let (confirmation, token) = found.ok_or(OpenConfirmationError::NotValid)?;
            check_open_opt_in(store, environment, &confirmation).await?;
            Ok((confirmation, token))
        })
    };
    let (_, token) = open(&mut world).unwrap();
    assert_eq!(token.reveal().expose_secret(), issued.token.reveal().expose_secret());
    let now = world.now();
    let World { store, environment, .. } = &mut world;
    let source = "bounce report".parse().unwrap();
    let reason = SuppressionReason::Bounce;
    let bounced = address("ana@example.com");
    done(suppress(store, environment, Channel::Email, bounced, reason, source, None)).unwrap();
    assert!(matches!(open(&mut world), Err(OpenConfirmationError::Blocked(Blocked::Suppressed))));
    world.store.suppressions[0].expires_at = Some(now);
    open(&mut world).unwrap();
    world.change_email(None);
    assert!(matches!(open(&mut world), Err(OpenConfirmationError::NotValid)));
}

#[test]
fn the_stronger_suppression_holds() {
    let mut world = World::new();
    let now = world.now();
    let World { store, environment, .. } = &mut world;
    let mut add = |reason, expires_at| {
        let source = "report".parse().unwrap();
        let to = address("ana@example.com");
        done(suppress(store, environment, Channel::Email, to, reason, source, expires_at)).unwrap()
    };
    let soon = Some(now + Duration::days(1));
    let late = Some(now + Duration::days(9));
    assert_eq!(add(SuppressionReason::Bounce, late).expires_at, late);
    assert_eq!(add(SuppressionReason::Bounce, soon).expires_at, late);
    assert_eq!(add(SuppressionReason::Objection, None).reason, SuppressionReason::Objection);
    assert_eq!(add(SuppressionReason::Bounce, None).reason, SuppressionReason::Objection);
    let to = address("ana@example.com");
    let mut lift = |reason| done(unsuppress(&mut world.store, Channel::Email, &to, reason)).unwrap();
    assert!(!lift(SuppressionReason::Bounce));
    assert!(lift(SuppressionReason::Objection));
}

#[test]
fn unsubscribing_again_is_a_success_that_changes_nothing() {
    let mut world = World::new();
    world.record(e_mail(Granted)).unwrap();
    assert!(matches!(world.unsubscribe(), UnsubscribeOutcome::Ended(_)));
    assert!(matches!(world.unsubscribe(), UnsubscribeOutcome::Repeated(_)));
    assert_eq!(state(&mut world, Purpose::Advertising, Some(Channel::Email)), Some(Withdrawn));
    let mut silent = World::new();
    assert!(matches!(silent.unsubscribe(), UnsubscribeOutcome::Ended(_)));
    let mut refusing = World::new();
    refusing.record(e_mail(Refused)).unwrap();
    assert!(matches!(refusing.unsubscribe(), UnsubscribeOutcome::Repeated(_)));
    assert_eq!(state(&mut refusing, Purpose::Advertising, Some(Channel::Email)), Some(Refused));
}

#[test]
fn whoever_reads_an_older_address_stops_every_record_that_carries_it() {
    let mut world = World::new();
    world.record(e_mail(Granted)).unwrap();
    world.swap();
    world.record(e_mail(Granted)).unwrap();
    world.change_email(Some("ana@example.org"));
    world.record(e_mail(Granted)).unwrap();
    // Nobody but the reader of an address speaks for it.
    let World { store, environment, sealing, links, merchant, customer, another, .. } = &mut world;
    let recording = LedgerAccess { environment, sealing, merchant: *merchant, actor: ConsentActor::System };
    for (read, stopped) in [("eva@example.com", false), ("ana@example.com", true)] {
        let (tag, sent_to) = (links.address_tag(*merchant, &address(read)), address("ana@example.com"));
        let no = [(Channel::Email, false)];
        done(set_preferences(store, recording, links, *customer, tag, Some(sent_to), &no)).unwrap();
        let other = &store.subjects[another];
        let standing = other.standing(Purpose::Advertising, Some(Channel::Email)).unwrap();
        assert_eq!(standing.state == Withdrawn, stopped, "{read}");
    }
    assert_eq!(state(&mut world, Purpose::Advertising, Some(Channel::Email)), Some(Withdrawn));
}

#[test]
fn a_grant_that_is_uploaded_late_undoes_nothing_that_was_said_after_it() {
    let late = |world: &World, hours| NewConsent {
        occurred_at: Some(world.now() - Duration::hours(hours)),
        ..e_mail(Granted)
    };
    // What the reader of an address ended by a link, only they open again.
    type End = fn(&mut World);
    let ends: [(End, bool); 4] = [
        (|world| drop(world.record(e_mail(Withdrawn)).unwrap()), true),
        (|world| drop(world.record(statement(Purpose::DataProcessing, None, Withdrawn)).unwrap()), true),
        (|world| drop(world.unsubscribe()), false),
        (|world| world.change_email(Some("ana@example.org")), true),
    ];
    for (end, opens) in ends {
        for said_before in [None, Some(Granted), Some(Refused)] {
            let mut world = World::new();
            if let Some(state) = said_before {
                world.record(e_mail(state)).unwrap();
            }
            world.clock.advance(Duration::hours(1));
            end(&mut world);
            world.record(statement(Purpose::DataProcessing, None, Granted)).unwrap();
            world.clock.advance(Duration::hours(2));
            let granted =
                |world: &mut World| state(world, Purpose::Advertising, Some(Channel::Email)) == Some(Granted);
            let before_the_end = late(&world, 2);
            world.record(before_the_end).unwrap();
            assert!(!granted(&mut world));
            let behind_the_end = late(&world, 1);
            world.record(behind_the_end).unwrap();
            assert_eq!(granted(&mut world), opens);
        }
    }
}

#[test]
fn a_first_address_resets_nothing() {
    let mut world = World::new();
    world.subject().email = None;
    world.clock.advance(Duration::hours(1));
    world.change_email(Some("ana@example.com"));
    let form = NewConsent { occurred_at: Some(world.now() - Duration::hours(1)), ..e_mail(Granted) };
    world.record(form).unwrap();
    assert_eq!(state(&mut world, Purpose::Advertising, Some(Channel::Email)), Some(Granted));
}

#[test]
fn only_the_reader_of_the_present_address_may_ask_for_advertising() {
    let mut world = World::new();
    assert_eq!(world.prefer("old@example.com", true), PreferenceOutcome::NeedsOptIn);
    assert_eq!(world.prefer("ana@example.com", true), PreferenceOutcome::Granted);
    assert_eq!(world.prefer("ana@example.com", true), PreferenceOutcome::Unchanged);
    assert_eq!(world.prefer("old@example.com", false), PreferenceOutcome::Withdrawn);
    assert_eq!(world.prefer("old@example.com", false), PreferenceOutcome::Unchanged);
}

#[test]
fn an_entry_names_the_text_that_was_shown() {
    let mut world = World::new();
    let new = |locale: &str| NewConsentText {
        purpose: Purpose::Advertising,
        channel: Some(Channel::Email),
        locale: locale.parse().unwrap(),
        version: "2026-11".parse().unwrap(),
        text: "May we write to you?".parse().unwrap(),
    };
    let World { store, environment, .. } = &mut world;
    let english = done(publish_consent_text(store, environment, new("en"))).unwrap();
    let again = done(publish_consent_text(store, environment, new("en")));
    assert!(matches!(again, Err(PublishConsentTextError::VersionTaken)));
    let shown = NewConsent { text_version: Some("2026-11".parse().unwrap()), ..e_mail(Granted) };
    assert_eq!(world.record(shown.clone()).unwrap().event.text, Some(english.id));
    let World { store, environment, .. } = &mut world;
    let polish = done(publish_consent_text(store, environment, new("pl"))).unwrap();
    let unclear = world.record(shown.clone()).unwrap().event;
    assert_eq!((unclear.text, unclear.text_version), (None, shown.text_version.clone()));
    let clear = NewConsent { text_locale: Some("pl".parse().unwrap()), ..shown };
    assert_eq!(world.record(clear).unwrap().event.text, Some(polish.id));
}

#[test]
fn evidence_opens_until_it_is_erased_and_the_chain_verifies_after_it() {
    let mut world = World::new();
    let serde_json::Value::Object(object) = json!({"ip": "203.0.113.7"}) else { unreachable!() };
    let evidence = Evidence::new(object).unwrap();
    let proven = NewConsent { evidence: Some(evidence.clone()), ..e_mail(Granted) };
    world.record(proven).unwrap();
    world.record(e_mail(Withdrawn)).unwrap();
    let history = |world: &mut World| {
        let World { store, sealing, merchant, customer, .. } = world;
        let page = PageRequest { size: PageSize::DEFAULT, after: None };
        done(list_history(store, sealing, *merchant, *customer, page)).unwrap().items
    };
    assert_eq!(history(&mut world)[1].evidence, Some(evidence));
    let World { store, environment, customer, .. } = &mut world;
    done(erase_consents(store, environment, *customer)).unwrap();
    let left = history(&mut world);
    assert!(left.iter().all(|entry| entry.evidence.is_none() && entry.event.address.is_none()));
    assert_eq!(world.verify(), ChainReport::Intact { entries: 2, opened: 0 });
    world.record(e_mail(Refused)).unwrap();
    assert_eq!(world.verify(), ChainReport::Intact { entries: 3, opened: 1 });
}

#[test]
fn a_changed_entry_breaks_the_chain() {
    type Change = fn(&mut Vec<ConsentEvent>);
    let changes: [(Change, i64); 6] = [
        (|events| events[1].state = Granted, 2),
        (|events| events[1].address = Some(address("eve@example.com")), 2),
        (|events| events[1].source = "somewhere else".parse().unwrap(), 2),
        (|events| events[1].occurred_at += Duration::seconds(1), 2),
        (|events| drop(events.remove(1)), 2),
        (|events| events.swap(0, 1), 1),
    ];
    for (change, expected) in changes {
        let mut world = World::new();
        for state in [Granted, Withdrawn, Refused] {
            world.record(e_mail(state)).unwrap();
        }
        change(&mut world.store.events);
        assert_eq!(world.verify(), ChainReport::Broken { sequence: expected });
    }
    let mut world = World::new();
    world.record(e_mail(Granted)).unwrap();
    let withdrawn = world.record(e_mail(Withdrawn)).unwrap().event.id;
    world.store.events.pop();
    assert_eq!(world.verify(), ChainReport::CutOff { missing: withdrawn });
}
