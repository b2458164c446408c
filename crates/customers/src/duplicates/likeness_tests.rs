use regulars_kernel::{CustomerId, CustomerType, Gender, Names as KernelNames, PostalAddress};
use uuid::Uuid;

use super::*;
use crate::{Attributes, CreatedBy, Source, Utm};

/// A customer of these fields: given name, family name, e-mail, phone, date of birth.
pub fn customer(first: &str, last: &str, email: &str, phone: &str, born: &str) -> Customer {
    let label = |text: &str| text.parse::<Label>().ok().map(Personal::new);
    let now = "2026-01-01T00:00:00Z".parse().unwrap();
    Customer {
        id: CustomerId::new(Uuid::nil()),
        customer_type: CustomerType::NonMember,
        member: None,
        regular_since: None,
        regular_until: None,
        external_id: None,
        gender: None,
        names: KernelNames { first_name: label(first), last_name: label(last), ..KernelNames::default() },
        email: email.parse().ok(),
        email_verified_at: None,
        phone: regulars_kernel::Phone::parse(phone, Some("RS")).ok(),
        birth_date: born.parse().ok().map(Personal::new),
        language: None,
        address: PostalAddress::default(),
        attributes: Attributes::default(),
        source: Source {
            utm: Utm::default(),
            last_touch: None,
            referral_id: None,
            created_by: CreatedBy::from_stored("api".to_owned()),
        },
        data_consent: None,
        created_at: now,
        updated_at: now,
    }
}

fn is_certain(one: &Customer, other: &Customer) -> bool {
    likeness(one, other).is_some_and(|likeness| likeness.is_certain())
}

#[test]
fn letters_accents_and_scripts_do_not_part_a_person() {
    let one = customer("Živko", "Đorđević", "zivko@example.com", "", "");
    let other = customer("ЖИВКО", "Ђорђевић", "ZIVKO@example.com", "", "");
    let found = likeness(&one, &other).unwrap();
    assert!(found.is_certain());
    assert_eq!((found.shared, found.doubts), (vec![SharedSign::Email, SharedSign::Name], vec![]));
}

#[test]
fn a_family_at_one_mailbox_or_phone_is_not_one_person() {
    let ana = customer("Ana", "Petrović", "dom@example.com", "021 555 333", "");
    let marko = customer("Marko", "Petrović", "dom@example.com", "021 555 333", "");
    let found = likeness(&ana, &marko).unwrap();
    assert!(!found.is_certain());
    assert_eq!(found.doubts, [Doubt::OtherFirstName]);
    for (one, other) in [("Jovan", "Jovana"), ("Aleksandar", "Aleksandra"), ("Ivan", "Ivana")] {
        let one = customer(one, "Petrović", "dom@example.com", "021 555 333", "1990-05-01");
        let other = customer(other, "Petrović", "dom@example.com", "021 555 333", "1990-05-01");
        assert!(!is_certain(&one, &other), "twins of unlike names");
    }
    let nameless = customer("", "", "dom@example.com", "", "");
    assert!(!is_certain(&ana, &nameless), "nobody knows whose mailbox it is");
}

#[test]
fn father_and_son_are_two() {
    let father = customer("Petar", "Petrović", "", "064 123 4567", "1960-05-01");
    let son = customer("Petar", "Petrović", "", "064 123 4567", "1990-08-02");
    let found = likeness(&father, &son).unwrap();
    assert!(!found.is_certain());
    assert_eq!(found.doubts, [Doubt::OtherBirthDate]);
}

#[test]
fn a_birthday_without_a_year_counts_less_and_makes_nothing_certain() {
    let whole = customer("Petar", "Petrović", "", "", "1990-08-02");
    let yearly = customer("Petar", "Petrović", "", "", "--08-02");
    let dates = likeness(&whole, &whole.clone()).unwrap();
    let days = likeness(&whole, &yearly).unwrap();
    assert!(dates.is_certain());
    assert!(!days.is_certain() && !likeness(&yearly, &yearly.clone()).unwrap().is_certain());
    assert_eq!((days.shared, days.doubts), (vec![SharedSign::Name, SharedSign::Birthday], vec![]));
    assert_eq!(days.score, 45);
    let other = customer("Petar", "Petrović", "", "064 123 4567", "--08-03");
    let phone = customer("Petar", "Petrović", "", "064 123 4567", "1990-08-02");
    assert_eq!(likeness(&phone, &other).unwrap().doubts, [Doubt::OtherBirthDate]);
}

#[test]
fn a_slip_in_a_name_is_forgiven_where_more_agrees() {
    let right = customer("Milica", "Stanković", "milica@example.com", "", "1985-01-02");
    let slip = customer("Milcia", "Stanković", "milica@example.com", "", "1985-01-02");
    assert!(is_certain(&right, &slip));
    let family = customer("Milica", "Stankovć", "milica@example.com", "", "");
    assert!(is_certain(&right, &family));
    let married = customer("Milica", "Stanković Jović", "milica@example.com", "", "");
    assert!(is_certain(&right, &married));
    let first_only = customer("Milcia", "Stanković", "milica@example.com", "", "");
    assert!(!is_certain(&right, &first_only), "it may be a sister");
}

#[test]
fn what_is_shared_by_chance_tells_nothing() {
    let one = customer("Marko", "Marković", "marko@example.com", "", "1980-01-01");
    let other = customer("Marko", "Marković", "other@example.com", "", "1981-01-01");
    assert_eq!(likeness(&one, &other), None);
    let other = customer("Ana", "Jović", "", "", "1980-01-01");
    assert_eq!(likeness(&one, &other), None);
}

#[test]
fn two_members_are_never_one() {
    let mut one = customer("Ana", "Jović", "ana@example.com", "", "1980-01-01");
    let mut other = one.clone();
    one.member = Some(regulars_kernel::MemberId::new(Uuid::from_u128(1)));
    other.member = Some(regulars_kernel::MemberId::new(Uuid::from_u128(2)));
    let found = likeness(&one, &other).unwrap();
    assert_eq!((found.is_certain(), found.doubts), (false, vec![Doubt::OtherMember]));
    other.member = None;
    other.gender = Some(Gender::Male);
    one.gender = Some(Gender::Female);
    assert!(!is_certain(&one, &other));
}
