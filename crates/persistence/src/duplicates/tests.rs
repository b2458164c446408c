//! What SQL looks for is what Rust compares.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use regulars_customers::{
    Customer, CustomerPair, CustomerReads, DataConsent, DuplicateReads, KnownAgainBy, NewCustomer,
    create_customer, likeness,
};
use regulars_kernel::{CustomerId, MerchantId, Names, PageRequest, PageSize, Personal, Phone, PostalAddress};
use sea_orm::{ConnectionTrait, DbBackend};

use crate::trial::{Trial, on_each_database};
use crate::wall::FromRow;

/// What may be known of a person, of few values each, so that many are shared.
fn person() -> impl Strategy<Value = NewCustomer> {
    let of = |values: &'static [&'static str]| proptest::option::weighted(0.7, prop::sample::select(values));
    (
        of(&["Živko", "ZIVKO", "Живко", "Ana"]),
        of(&["Đorđević", "djordjevic", "Ilić"]),
        of(&["a@example.com", "A@example.com", "b@example.com"]),
        of(&["+381641234567", "+381641234568"]),
        of(&["1990-05-17", "1990-05-18", "--05-17"]),
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

/// How often a name occurs among the customers of [`many`] for each thousand of them.
const NAMESAKES: usize = 4;

/// So many customers, of whom one in fifty is there a second time, one in a hundred has a mailbox that thousands share, and
/// names occur as often as popular names do.
async fn many(database: &str, merchant: &str, count: usize) {
    let connection = sea_orm::Database::connect(database).await.unwrap();
    let is_postgres = connection.get_database_backend() == DbBackend::Postgres;
    let (series, id, instant, number) = if is_postgres {
        (
            format!("generate_series(1, {count}) AS s(n)"),
            "('019a0000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid",
            "'2026-01-01T00:00:00Z'::timestamptz",
            "n::text",
        )
    } else {
        (
            format!(
                "(WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {count}) SELECT n FROM s) AS s"
            ),
            "unhex('019a000000007000' || '8000' || printf('%012x', n))",
            "'2026-01-01T00:00:00.000000Z'",
            "CAST(n AS TEXT)",
        )
    };
    let born = if is_postgres {
        "date '1940-01-01' + CAST(p % 20000 AS INTEGER)"
    } else {
        "date('1940-01-01', '+' || (p % 20000) || ' days')"
    };
    let name = format!("'name' || (p % {})", count / (NAMESAKES * count / 1_000).max(1) + 1);
    let text = format!(
        "INSERT INTO customers (merchant_id, id, customer_type, first_name, first_name_folded, last_name, last_name_folded,
             email, email_folded, phone, birth_date, birth_month_day, street, street_folded, city, city_folded, postcode,
             postcode_folded, external_id, external_id_folded, attributes, created_by, search_text, created_at, updated_at)
         SELECT {merchant}, {id}, 'non_member', {name}, {name}, 'family', 'family', mail, mail, '+3816' || (p + 10000000),
             {born}, 101, 'street ' || (p % 5000), 'street ' || (p % 5000), 'city', 'city', '11000', '11000',
             {number}, {number}, '{{}}', 'api', '', {instant}, {instant}
         FROM (SELECT n, p, CASE WHEN p % 100 = 1 THEN 'none@example.com' ELSE 'm' || p || '@example.com' END AS mail
               FROM (SELECT n, CASE WHEN n % 50 = 0 THEN n - 1 ELSE n END AS p FROM {series}) AS one) AS two"
    );
    connection.execute_unprepared(&text).await.unwrap();
    let analyze = if is_postgres { "ANALYZE customers" } else { "SELECT 1" };
    connection.execute_unprepared(analyze).await.unwrap();
    connection.close().await.unwrap();
}

fn written(merchant: MerchantId, is_postgres: bool) -> String {
    let hex = merchant.value().simple().to_string();
    if is_postgres { format!("'{hex}'::uuid") } else { format!("unhex('{hex}')") }
}

#[derive(FromRow)]
struct PlanStep {
    detail: String,
}

/// Walks through all pairs of many customers, and tells how many there are, and the plan of SQLite.
async fn walked(trial: &Trial, count: usize) -> (usize, Vec<String>) {
    let shop = trial.new_merchant("shop").await;
    let is_postgres = trial.settings().url.starts_with("postgres");
    many(&trial.settings().url, &written(shop.merchant(), is_postgres), count).await;
    trial
        .read(shop, async move |tx| {
            let (mut found, mut after) = (0, None);
            loop {
                let page = tx
                    .candidate_pairs(PageRequest { size: PageSize::new(200).unwrap(), after })
                    .await
                    .unwrap();
                found += page.items.len();
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            if is_postgres {
                return (found, Vec::new());
            }
            let steps: Vec<PlanStep> = tx.query(super::candidates::explained(tx.backend())).await.unwrap();
            (found, steps.into_iter().map(|step| step.detail).collect())
        })
        .await
}

#[tokio::test]
async fn pairs_are_found_by_indexes_and_a_mailbox_of_thousands_says_nothing() {
    on_each_database(async |trial| {
        let (found, plan) = walked(&trial, 3_000).await;
        assert_eq!(found, 3_000 / 50, "each who is there twice, once");
        if !plan.is_empty() {
            let plan = plan.join("\n");
            for index in [
                "customers_email",
                "customers_phone",
                "customers_external_id_folded",
                "customers_name_birthday",
                "customers_name_at",
            ] {
                assert!(plan.contains(&format!("SEARCH b USING COVERING INDEX {index} ")), "{index}: {plan}");
                assert!(plan.contains(&format!("SEARCH c USING COVERING INDEX {index} ")), "{index}: {plan}");
            }
        }
    })
    .await;
}
