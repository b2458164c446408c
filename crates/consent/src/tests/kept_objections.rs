//! What is left of what somebody said about advertising when they are erased.

use regulars_kernel::{Channel, ConsentState};

use super::world::{World, address, done, e_mail};
use crate::*;

/// What is left about the address that the customer has.
fn left(world: &mut World) -> Option<KeptReason> {
    let (customer, now) = (world.customer, world.now());
    let subject = world.subject().clone();
    let ledger = done(world.store.read_chain(customer, 0, 200)).unwrap();
    let email = subject.email.clone().unwrap();
    let suppression = done(world.store.find_suppression(Channel::Email, &email)).unwrap();
    let kept = surviving_objection(&subject, &ledger, suppression.as_ref(), Channel::Email, &email, now);
    kept.map(|kept| {
        assert_eq!((&kept.address, kept.channel), (&email, Channel::Email));
        kept.reason
    })
}

fn suppressed(reason: SuppressionReason) -> World {
    let mut world = World::new();
    let source = "test".parse().unwrap();
    let email = address("ana@example.com");
    done(suppress(&mut world.store, &world.environment, Channel::Email, email, reason, source, None))
        .unwrap();
    world
}

#[test]
fn nothing_is_left_of_who_said_nothing_or_yes() {
    let mut world = World::new();
    assert_eq!(left(&mut world), None);
    world.record(e_mail(ConsentState::Granted)).unwrap();
    assert_eq!(left(&mut world), None);
    assert_eq!(left(&mut suppressed(SuppressionReason::Bounce)), None);
}

#[test]
fn whatever_no_stands_is_left() {
    for state in [ConsentState::Refused, ConsentState::Withdrawn] {
        let mut world = World::new();
        world.record(e_mail(state)).unwrap();
        assert_eq!(left(&mut world), Some(KeptReason::Withdrawn), "{state}");
        world.record(e_mail(ConsentState::Granted)).unwrap();
        assert_eq!(left(&mut world), None, "a later yes takes it back");
    }
}

#[test]
fn a_no_by_a_link_is_left_even_when_this_record_was_opened_again() {
    let mut world = World::new();
    world.record(e_mail(ConsentState::Granted)).unwrap();
    world.unsubscribe();
    assert_eq!(left(&mut world), Some(KeptReason::Withdrawn));
    let asked = world.request().unwrap();
    world.confirm(&asked.confirmation.hash).unwrap();
    assert_eq!(left(&mut world), Some(KeptReason::Withdrawn));
}

#[test]
fn a_change_of_address_is_no_objection() {
    let mut world = World::new();
    world.record(e_mail(ConsentState::Granted)).unwrap();
    world.change_email(Some("nova@example.com"));
    assert_eq!(left(&mut world), None);
}

#[test]
fn the_strongest_is_left() {
    for (reason, kept) in [
        (SuppressionReason::Complaint, KeptReason::Complaint),
        (SuppressionReason::Objection, KeptReason::Objection),
    ] {
        let mut world = suppressed(reason);
        world.record(e_mail(ConsentState::Withdrawn)).unwrap();
        assert_eq!(left(&mut world), Some(kept));
    }
}

#[test]
fn an_objection_keeps_every_message_from_every_record_of_the_address() {
    let mut world = World::new();
    world.record(e_mail(ConsentState::Granted)).unwrap();
    world.swap();
    world.record(e_mail(ConsentState::Granted)).unwrap();
    let new =
        NewObjection { to: ObjectedTo::Advertising(None), source: "call".parse().unwrap(), evidence: None };
    let World { store, environment, sealing, merchant, customer, .. } = &mut world;
    let recording = LedgerAccess { environment, sealing, merchant: *merchant, actor: ConsentActor::System };
    let made = done(object(store, recording, *customer, new)).unwrap();
    assert_eq!(made.len(), 2, "one for the mailbox and one for the phone");
    for _ in 0..2 {
        assert!(world.advertising().is_err());
        world.record(e_mail(ConsentState::Granted)).unwrap();
        assert_eq!(world.advertising(), Err(Blocked::NotVerified));
        world.subject().email_verified_at = Some(world.environment.now());
        assert_eq!(world.advertising(), Err(Blocked::Suppressed));
        world.swap();
    }
}
