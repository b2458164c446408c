//! Who is meant by a card, a phone or an e-mail address, and what is odd about a card: the statements against the rules
//! in Rust, over random states.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use regulars_customers::{CustomerReads, Sharer, who_is_meant};
use regulars_kernel::{CustomerId, Email, Instant, Phone, StoreError};
use regulars_network::{CardNumber, CardStatus};
use regulars_purchases::{BuyerWarning, Identify};
use sea_orm::DbBackend;
use uuid::Uuid;

use super::fixture::{Fixture, card, instant, on_fresh_database, receipt};

/// How many states are tried.
const STATES: usize = 12;
const CONTACTS: usize = 3;

/// A customer: which phone and address it has, in which hour its record was made and in which it last bought.
type Person = (usize, usize, u32, Option<u32>);
/// A card: its status and whether its member is a customer here.
type Shown = (usize, bool);

fn state() -> impl Strategy<Value = (Vec<Person>, Vec<Shown>)> {
    let person = (0..CONTACTS, 0..CONTACTS, 0..4_u32, prop::option::of(0..4_u32));
    (prop::collection::vec(person, 0..9), prop::collection::vec((0..3_usize, any::<bool>()), 0..5))
}

fn hour(number: u32) -> Instant {
    instant("2026-11-01T00:00:00Z") + chrono::Duration::hours(number.into())
}

fn phone(number: usize) -> Phone {
    Phone::parse(&format!("+38164123456{number}"), None).unwrap()
}

fn email(number: usize) -> Email {
    format!("Somebody{number}@example.com").parse().unwrap()
}

async fn add(fixture: &Fixture, person: Person, member: Option<Uuid>) -> Sharer {
    let (has_phone, has_email, made, bought) = person;
    let id = fixture.environment.new_id();
    let attributes = if fixture.backend() == DbBackend::Sqlite { "'{}'" } else { "'{}'::jsonb" };
    fixture
        .execute(
            &format!(
                "INSERT INTO customers (merchant_id, id, member_id, customer_type, phone, email, email_folded,
                     attributes, created_by, search_text, created_at, updated_at)
                 VALUES ($1, $2, $3, 'regular', $4, $5, $6, {attributes}, 'staff', '', $7, $7)"
            ),
            vec![
                fixture.scope.merchant().value().into(),
                id.into(),
                member.into(),
                phone(has_phone).expose().into(),
                email(has_email).expose().into(),
                email(has_email).folded().into(),
                hour(made).into(),
            ],
        )
        .await;
    if let Some(bought) = bought {
        fixture
            .execute(
                "INSERT INTO customer_totals (merchant_id, customer_id, purchase_count, purchase_total,
                     first_purchase_at, last_purchase_at)
                 VALUES ($1, $2, 1, 1, $3, $3)",
                vec![fixture.scope.merchant().value().into(), id.into(), hour(bought).into()],
            )
            .await;
    }
    Sharer { id: CustomerId::new(id), created_at: hour(made), last_purchase_at: bought.map(hour) }
}

/// Who is shown at a lookup by phone, by e-mail and by card.
async fn shown(fixture: &Fixture, number: usize, of_card: &str) -> [Option<CustomerId>; 3] {
    let number_of_card: CardNumber = of_card.parse().unwrap();
    let found: Result<_, StoreError> = fixture
        .database
        .read(fixture.scope, async move |tx| {
            let by_phone = tx.find_by_phone(&phone(number)).await?;
            let by_email = tx.find_by_email(&email(number)).await?;
            let by_card = tx.find_by_card(&number_of_card).await?;
            let of_card = by_card.and_then(|holder| holder.customer);
            Ok([by_phone, by_email, of_card].map(|brief| brief.map(|brief| brief.id)))
        })
        .await;
    found.unwrap()
}

#[tokio::test]
async fn every_statement_means_whom_the_rule_means() {
    on_fresh_database(|first| async move {
        let mut runner = TestRunner::deterministic();
        for _ in 0..STATES {
            let (people, cards) = state().new_tree(&mut runner).unwrap().current();
            // Receipts come behind one another, so each asks a merchant of its own who has the same customers.
            let fixture = first.another_merchant().await;
            let mut sharers = Vec::new();
            for person in &people {
                sharers.push((*person, add(&fixture, *person, None).await));
            }
            let among = |has: &dyn Fn(&Person) -> bool| {
                let those: Vec<_> =
                    sharers.iter().filter(|(person, _)| has(person)).map(|(_, sharer)| *sharer).collect();
                who_is_meant(&those)
            };
            for number in 0..CONTACTS {
                let (by_phone, by_email) =
                    (among(&|person| person.0 == number), among(&|person| person.1 == number));
                assert_eq!(shown(&fixture, number, "NONE").await, [by_phone, by_email, None], "{people:?}");
            }
            for (index, (status, is_customer)) in cards.iter().enumerate() {
                let status = [CardStatus::Active, CardStatus::Blocked, CardStatus::Replaced][*status];
                // Ids of one instant begin alike.
                let id = fixture.environment.new_id().simple().to_string();
                let text = format!("C{}{index}", &id[16..]).to_uppercase();
                let member = fixture.member(&text, status.name()).await;
                let mut known = None;
                if *is_customer {
                    known = Some(add(&fixture, (9, 9, 0, None), Some(member)).await.id);
                }
                let meant = known.filter(|_| status != CardStatus::Blocked);
                assert_eq!(shown(&fixture, 9, &text).await[2], meant, "{status:?}");
                let answer = fixture.record(receipt(&format!("card {index}"), card(&text))).await.unwrap();
                assert_eq!(answer.warning, BuyerWarning::of_card(Some(status)));
                let buyer = answer.customer.map(|customer| customer.id);
                assert_eq!(buyer.is_some(), status != CardStatus::Blocked);
                assert!(meant.is_none() || meant == buyer, "{status:?}");
            }
            let unknown = fixture.record(receipt("none", card("NONE"))).await.unwrap();
            assert_eq!((unknown.warning, unknown.customer), (BuyerWarning::of_card(None), None));
            let number = people.len() % CONTACTS;
            let by_phone = among(&|person| person.0 == number);
            let answer =
                fixture.record(receipt("phone", Some(Identify::Phone(phone(number))))).await.unwrap();
            assert_eq!(answer.customer.map(|customer| customer.id), by_phone, "{people:?}");
            assert_eq!(answer.warning, by_phone.is_none().then_some(BuyerWarning::CustomerUnknown));
        }
    })
    .await;
}
