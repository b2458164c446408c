//! What SQL looks for is what Rust compares.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use regulars_customers::{
    Customer, CustomerPair, CustomerReads, DataConsent, DuplicateReads, KnownAgainBy, NewCustomer,
    create_customer, likeness,
};
use regulars_kernel::{CustomerId, Names, PageRequest, PageSize, Personal, Phone, PostalAddress};

use crate::trial::on_each_database;

/// What may be known of a person, of few values each, so that many are shared.
fn person() -> impl Strategy<Value = NewCustomer> {
    let of = |values: &'static [&'static str]| proptest::option::weighted(0.7, prop::sample::select(values));
    (
        of(&["Živko", "ZIVKO", "Живко", "Ana"]),
        of(&["Đorđević", "djordjevic", "Ilić"]),
        of(&["a@example.com", "A@example.com", "b@example.com"]),
        of(&["+381641234567", "+381641234568"]),
        of(&["1990-05-17", "1990-05-18"]),
        of(&["Bulevar 1", "BULEVAR 1", "Knez Mihailova 6"]),
        of(&["Niš", "NIS", "Beograd"]),
        of(&["11000", "18000"]),
    )
        .prop_map(|(first, last, email, phone, born, street, city, postcode)| {
            let label = |text: Option<&str>| text.map(|text| Personal::new(text.parse().unwrap()));
            NewCustomer {
                names: Names { first_name: label(first), last_name: label(last), ..Names::default() },
                email: email.map(|email| email.parse().unwrap()),
                phone: phone.map(|phone| Phone::parse(phone, None).unwrap()),
                birth_date: born.map(|born| Personal::new(born.parse().unwrap())),
                address: PostalAddress {
                    street: label(street),
                    city: label(city),
                    postcode: label(postcode),
                    country: None,
                },
                data_consent: Some(DataConsent { source: "shop".parse().unwrap(), text_version: None }),
                ..NewCustomer::default()
            }
        })
}

#[tokio::test]
async fn the_statements_find_whom_the_rules_mean() {
    on_each_database(async |trial| {
        let mut runner = TestRunner::deterministic();
        for round in 0..12 {
            let scope = trial.new_merchant(&format!("m{round}")).await;
            let people: Vec<NewCustomer> =
                (0..14).map(|_| person().new_tree(&mut runner).unwrap().current()).collect();
            let customers: Vec<Customer> = trial
                .write(scope, |tx, stage| {
                    Box::pin(async move {
                        let mut made = Vec::new();
                        for new in people {
                            let record =
                                create_customer(tx, &stage.environment, &stage.calendar, stage.scope, new)
                                    .await;
                            made.push(record.unwrap().customer);
                        }
                        made
                    })
                })
                .await;
            let (found, pages) = trial
                .read(scope, async |tx| {
                    let mut found: Vec<Option<CustomerId>> = Vec::new();
                    for customer in &customers {
                        found.push(match KnownAgainBy::of(customer) {
                            Some(person) => tx.find_same_person(&person).await.unwrap(),
                            None => None,
                        });
                    }
                    let mut pairs: Vec<CustomerPair> = Vec::new();
                    let mut after = None;
                    loop {
                        let size = PageSize::new(5).unwrap();
                        let page = tx.candidate_pairs(PageRequest { size, after }).await.unwrap();
                        pairs.extend(page.items);
                        after = page.next;
                        if after.is_none() {
                            return (found, pairs);
                        }
                    }
                })
                .await;
            let expected: BTreeSet<CustomerPair> = customers
                .iter()
                .flat_map(|one| customers.iter().map(move |other| (one, other)))
                .filter(|(one, other)| one.id < other.id && likeness(one, other).is_some())
                .filter_map(|(one, other)| CustomerPair::of(one.id, other.id))
                .collect();
            assert_eq!(pages.len(), expected.len(), "no pair is told twice");
            assert_eq!(pages.into_iter().collect::<BTreeSet<_>>(), expected);
            for (customer, found) in customers.iter().zip(found) {
                let Some(person) = KnownAgainBy::of(customer) else { continue };
                let mut known: Vec<&Customer> = customers
                    .iter()
                    .filter(|other| {
                        KnownAgainBy::of(other).is_some_and(|other| person.is_known_again(&other))
                    })
                    .collect();
                known.sort_by_key(|one| (one.created_at, one.id));
                assert_eq!(found, known.first().map(|one| one.id));
            }
        }
    })
    .await;
}
