//! Listing, the quick search, and lookups by phone and e-mail.

use regulars_customers::{CustomerReads, CustomerSelection, NewCustomer, SearchTerm, TagReads};
use regulars_flows::{LookupBy, NewMember, lookup, register_member};
use regulars_kernel::{
    CustomerId, CustomerOrder, CustomerPosition, PageRequest, PageSize, Personal, Phone, Scope,
};

use super::{add, buy, label, name, person};
use crate::ReadTx;
use crate::trial::{Trial, on_each_database};

const NEWEST: CustomerOrder = CustomerOrder::NEWEST_FIRST;

fn page(size: u16, after: Option<CustomerPosition>) -> PageRequest<CustomerPosition> {
    PageRequest { size: PageSize::new(size).unwrap(), after }
}

async fn last_names(tx: &mut ReadTx, terms: &[&str]) -> Vec<String> {
    let terms: Vec<SearchTerm> = terms.iter().map(|term| term.parse().unwrap()).collect();
    let terms = CustomerSelection::from(terms);
    let found = tx.list_customers(&terms, NEWEST, page(50, None)).await.unwrap().items;
    assert_eq!(tx.count_customers(&terms).await.unwrap(), i64::try_from(found.len()).unwrap());
    found
        .into_iter()
        .map(|record| record.customer.names.last_name.unwrap().expose().as_str().to_owned())
        .collect()
}

async fn expect(trial: &Trial, scope: Scope, terms: &'static [&'static str], expected: &[&str]) {
    let found = trial.read(scope, async |tx| last_names(tx, terms).await).await;
    assert_eq!(found, expected, "{terms:?}");
}

#[tokio::test]
async fn pages_hold_the_newest_first_with_all_that_belongs_to_them() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        let mut ids = Vec::new();
        for index in 0..5 {
            trial.clock.advance(chrono::Duration::seconds(1));
            let id = trial
                .write(shop, move |tx, stage| {
                    Box::pin(async move {
                        let id = add(tx, &stage, person("P", &format!("Number {index}"))).await.customer.id;
                        if index == 3 {
                            buy(tx, id, 700, "2026-11-01T10:00:00Z").await.unwrap();
                        }
                        id
                    })
                })
                .await;
            ids.push(id);
        }
        ids.reverse();
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let part = trial
                .read(shop, async move |tx| {
                    tx.list_customers(&CustomerSelection::default(), NEWEST, page(2, after)).await.unwrap()
                })
                .await;
            seen.extend(part.items.iter().map(|record| (record.customer.id, record.purchases.total)));
            after = part.next;
            if after.is_none() {
                break;
            }
        }
        let expected: Vec<(CustomerId, i64)> =
            ids.iter().enumerate().map(|(index, id)| (*id, if index == 1 { 700 } else { 0 })).collect();
        assert_eq!(seen, expected);
    })
    .await;
}

#[tokio::test]
async fn every_term_must_match_a_part_of_some_field() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let ana = NewCustomer {
                        phone: Some(Phone::parse("+381641234567", None).unwrap()),
                        email: Some("ana_p@example.com".parse().unwrap()),
                        external_id: Some(label("100%")),
                        ..person("Ana", "Petrović")
                    };
                    add(tx, &stage, ana).await;
                })
            })
            .await;
        trial.clock.advance(chrono::Duration::seconds(1));
        trial
            .write(shop, |tx, stage| {
                Box::pin(async move {
                    let city = regulars_kernel::PostalAddress { city: name("Šabac"), ..Default::default() };
                    add(tx, &stage, NewCustomer { address: city, ..person("Žarko", "Anastasijević") }).await;
                })
            })
            .await;
        let all: &[&str] = &["Anastasijević", "Petrović"];
        let (ana, zarko): (&[&str], &[&str]) = (&["Petrović"], &["Anastasijević"]);
        expect(&trial, shop, &[], all).await;
        expect(&trial, shop, &["ANA"], all).await;
        expect(&trial, shop, &["petrović ana"], ana).await;
        expect(&trial, shop, &["ana", "šAB"], zarko).await;
        expect(&trial, shop, &["žarko", "petr"], &[]).await;
        expect(&trial, shop, &["064/123-45"], ana).await;
        expect(&trial, shop, &["+381 64 123"], ana).await;
        expect(&trial, shop, &["a_p@"], ana).await;
        expect(&trial, shop, &["aXp@"], &[]).await;
        expect(&trial, shop, &["0%"], ana).await;
        expect(&trial, shop, &["%"], ana).await;
        expect(&trial, shop, &["\\"], &[]).await;
        expect(&trial, other, &["ana"], &[]).await;
    })
    .await;
}

#[tokio::test]
async fn a_phone_and_an_address_find_who_bought_last_else_the_oldest() {
    on_each_database(async |trial| {
        let (shop, other) = (trial.new_merchant("shop").await, trial.new_merchant("other").await);
        let phone = Phone::parse("+381641234567", None).unwrap();
        let shared = NewCustomer {
            phone: Some(phone.clone()),
            email: Some("Home@example.com".parse().unwrap()),
            ..person("Ana", "Petrović")
        };
        let mut ids = Vec::new();
        for _ in 0..3 {
            trial.clock.advance(chrono::Duration::seconds(1));
            let new = shared.clone();
            let id = trial
                .write(shop, |tx, stage| Box::pin(async move { add(tx, &stage, new).await.customer.id }))
                .await;
            ids.push(id);
        }
        let ways = [LookupBy::Phone(phone), LookupBy::Email("home@example.com".parse().unwrap())];
        for (bought, expected) in
            [(None, 0), (Some((1, "2026-11-01T10:00:00Z")), 1), (Some((2, "2026-11-02T10:00:00Z")), 2)]
        {
            if let Some((index, at)) = bought {
                let id: CustomerId = ids[index];
                trial
                    .write(shop, move |tx, _| Box::pin(async move { buy(tx, id, 100, at).await.unwrap() }))
                    .await;
            }
            for way in ways.clone() {
                let found = trial.read(shop, async move |tx| lookup(tx, way).await.unwrap()).await;
                assert_eq!(found.customer.unwrap().id, ids[expected]);
            }
        }
        for way in ways {
            let found = trial.read(other, async move |tx| lookup(tx, way).await.unwrap()).await;
            assert!(!found.found());
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_shows_each_member_s_own_cards_and_a_card_finds_its_holder() {
    on_each_database(async |trial| {
        let shop = trial.new_merchant("shop").await;
        for (last, card) in [("Prvi", "AAAA-1111"), ("Drugi", "BBBB-2222")] {
            trial.clock.advance(chrono::Duration::seconds(1));
            trial
                .write(shop, move |tx, stage| {
                    Box::pin(async move {
                        let new = NewMember {
                            first_name: Personal::new(label("Član")),
                            last_name: Personal::new(label(last)),
                            gender: None,
                            email: None,
                            phone: None,
                            birth_date: None,
                            card: regulars_network::NewCard::plastic(card.parse().unwrap()),
                            language: None,
                            utm: regulars_customers::Utm::default(),
                            referral_id: None,
                            created_by: None,
                            allow_duplicate: true,
                        };
                        let (environment, calendar) = (&stage.environment, &stage.calendar);
                        register_member(tx, environment, calendar, stage.scope, new).await.unwrap();
                        add(tx, &stage, person("Bez", "Kartice")).await;
                    })
                })
                .await;
        }
        let page = trial
            .read(shop, async move |tx| {
                tx.list_customers(&CustomerSelection::default(), NEWEST, page(50, None)).await.unwrap()
            })
            .await;
        let mut cards: Vec<Vec<&str>> =
            page.items.iter().map(|record| record.cards.iter().map(|card| card.expose()).collect()).collect();
        cards.sort();
        assert_eq!(cards, [vec![], vec![], vec!["AAAA1111"], vec!["BBBB2222"]]);
        expect(&trial, shop, &["bbbb 2222"], &["Drugi"]).await;
        expect(&trial, shop, &["a11"], &["Prvi"]).await;
        let tags = trial.read(shop, async move |tx| tx.find_tags_named(&[]).await.unwrap()).await;
        assert_eq!(tags, []);
    })
    .await;
}
