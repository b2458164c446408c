//! The table of the rules, and what no combination may break.

use chrono::DateTime;
use proptest::prelude::*;
use regulars_kernel::{Email, Instant};

use super::*;

const NEWSLETTER: MessageKind = MessageKind::Advertising;
const OPT_IN: MessageKind = MessageKind::Service(ServiceMessage::OptIn { earlier: 0 });

fn address(text: &str) -> ContactAddress {
    ContactAddress::of_email(&text.parse::<Email>().unwrap())
}

fn contact(
    verified: bool,
    advertising: Option<ConsentState>,
    suppressed: Option<SuppressionReason>,
) -> Contact {
    Contact {
        address: Some(address("Ana@example.com")),
        verified_at: verified.then_some(Instant::UNIX_EPOCH),
        advertising: advertising.map(|state| (state, Some(address("ana@example.com")))),
        suppressed,
        restricted_at: None,
        opt_ins: 0,
    }
}

fn asked(contact: &Contact, kind: MessageKind) -> Result<(), Blocked> {
    gate(contact, kind, Channel::Email, true)
}

#[test]
fn the_table_of_the_rules() {
    use ConsentState::{Granted, Refused, Withdrawn};
    let bounce = Some(SuppressionReason::Bounce);
    let rows = [
        (true, Some(Granted), None, Ok(()), Err(Blocked::AlreadyGranted)),
        (false, Some(Granted), None, Err(Blocked::NotVerified), Ok(())),
        (true, None, None, Err(Blocked::NoConsent), Ok(())),
        (true, Some(Refused), None, Err(Blocked::NoConsent), Ok(())),
        (true, Some(Withdrawn), None, Err(Blocked::NoConsent), Ok(())),
        (true, Some(Granted), bounce, Err(Blocked::Suppressed), Err(Blocked::Suppressed)),
    ];
    for (verified, advertising, suppressed, newsletter, opt_in) in rows {
        let contact = contact(verified, advertising, suppressed);
        assert_eq!(asked(&contact, NEWSLETTER), newsletter, "newsletter, {contact:?}");
        assert_eq!(asked(&contact, OPT_IN), opt_in, "opt-in mail, {contact:?}");
    }
}

#[test]
fn an_opt_in_mail_leaves_at_most_three_times_in_thirty_days() {
    let contact = contact(true, None, None);
    for (earlier, expected) in [(0, Ok(())), (2, Ok(())), (3, Err(Blocked::OptInLimit))] {
        let kind = MessageKind::Service(ServiceMessage::OptIn { earlier });
        assert_eq!(asked(&contact, kind), expected, "{earlier}");
    }
    assert_eq!(OPT_IN_PERIOD, Duration::days(30));
}

#[test]
fn a_consent_for_another_address_is_none() {
    let mut contact = contact(true, Some(ConsentState::Granted), None);
    contact.address = Some(address("ana@example.org"));
    assert_eq!(asked(&contact, NEWSLETTER), Err(Blocked::NoConsent));
    contact.advertising = Some((ConsentState::Granted, None));
    assert_eq!(asked(&contact, NEWSLETTER), Err(Blocked::NoConsent));
}

#[test]
fn of_several_reasons_the_first_is_told() {
    let mut contact = Contact {
        address: None,
        verified_at: None,
        advertising: None,
        suppressed: Some(SuppressionReason::Objection),
        restricted_at: Some(Instant::UNIX_EPOCH),
        opt_ins: 0,
    };
    let told = |contact: &Contact, active| gate(contact, NEWSLETTER, Channel::Email, active);
    assert_eq!(told(&contact, false), Err(Blocked::NoAddress));
    contact.address = Some(address("ana@example.com"));
    assert_eq!(told(&contact, false), Err(Blocked::NotVerified));
    contact.verified_at = DateTime::from_timestamp(1, 0);
    assert_eq!(told(&contact, false), Err(Blocked::NoConsent));
    contact.advertising = Some((ConsentState::Granted, contact.address.clone()));
    assert_eq!(told(&contact, false), Err(Blocked::Suppressed));
    contact.suppressed = None;
    assert_eq!(told(&contact, false), Err(Blocked::Restricted));
    contact.restricted_at = None;
    assert_eq!(told(&contact, false), Err(Blocked::MerchantInactive));
    assert_eq!(told(&contact, true), Ok(()));
}

#[test]
fn service_messages_pass_without_consent_but_not_past_a_suppression() {
    for message in [
        ServiceMessage::BecomeRegular { earlier: 0 },
        ServiceMessage::InvoiceReminder,
        ServiceMessage::Offer,
        ServiceMessage::Card,
        ServiceMessage::StaffTest,
        ServiceMessage::PasswordReset,
    ] {
        let kind = MessageKind::Service(message);
        assert_eq!(asked(&contact(false, None, None), kind), Ok(()));
        let complained = contact(true, None, Some(SuppressionReason::Complaint));
        assert_eq!(asked(&complained, kind), Err(Blocked::Suppressed));
    }
}

#[test]
fn only_e_mail_needs_a_verified_address() {
    let contact = contact(false, Some(ConsentState::Granted), None);
    assert_eq!(gate(&contact, NEWSLETTER, Channel::Sms, true), Ok(()));
    assert_eq!(gate(&contact, NEWSLETTER, Channel::Email, true), Err(Blocked::NotVerified));
}

proptest! {
    #[test]
    fn advertising_leaves_only_if_all_hold(
        has_address: bool,
        verified: bool,
        state in prop::option::of(prop::sample::select(ConsentState::ALL)),
        same_address: bool,
        suppressed in prop::option::of(prop::sample::select(SuppressionReason::ALL)),
        restricted: bool,
        active: bool,
        channel in prop::sample::select(Channel::ALL),
    ) {
        let consented_for = address(if same_address { "ana@example.com" } else { "ana@example.org" });
        let contact = Contact {
            address: has_address.then(|| address("ana@example.com")),
            verified_at: verified.then_some(Instant::UNIX_EPOCH),
            advertising: state.map(|state| (state, Some(consented_for))),
            suppressed,
            restricted_at: restricted.then_some(Instant::UNIX_EPOCH),
            opt_ins: 0,
        };
        let all_hold = has_address
            && (verified || channel != Channel::Email)
            && state == Some(ConsentState::Granted)
            && same_address
            && suppressed.is_none()
            && !restricted
            && active;
        prop_assert_eq!(gate(&contact, MessageKind::Advertising, channel, active).is_ok(), all_hold);
    }
}
