//! The contact gate as a message leaves: the answer is the rule's, as it is when an audience is counted.

use std::collections::BTreeMap;

use regulars_filters::{Record, arbitrary};
use regulars_kernel::{Channel, LeaseId, NewsletterId, StoreError};
use regulars_newsletters::{BegunDelivery, DeliveryKey, DeliveryStore};
use regulars_persistence::Database;
use regulars_segments::ExclusionReason;
use sea_orm::Value;
use uuid::Uuid;

use crate::fixture::{Fixture, fixtures};
use crate::gate::{CUSTOMERS, add_obstacles, verdict};
use crate::insert::{customer_id, id};
use crate::population::{Population, populations};

/// Messages to these customers were frozen for an address that they have changed since.
const fn moved(number: usize) -> bool {
    number.is_multiple_of(5)
}

const CHANNELS: [Channel; 2] = [Channel::Email, Channel::Sms];

/// The address that a message was frozen for.
fn frozen(number: usize, record: &Record, channel: Channel) -> String {
    let (present, former) = match channel {
        Channel::Email => (record.email.clone(), "former@example.com"),
        _ => (record.phone.clone(), "+38111000000"),
    };
    present.filter(|_| !moved(number)).unwrap_or_else(|| former.to_owned())
}

/// Inserts a newsletter that is being sent, and leased messages of it to everybody, by e-mail and by SMS.
async fn insert_messages(fixture: &Fixture, population: &Population, newsletter: Uuid, lease: Uuid) {
    let (merchant, now) = (population.scope.merchant().value(), arbitrary::now());
    let mut columns: Vec<(&str, Value)> = vec![
        ("merchant_id", merchant.into()),
        ("id", newsletter.into()),
        ("state", "sending".into()),
        ("template_id", Uuid::from_u128(1).into()),
        ("content", serde_json::json!({"blocks": []}).into()),
        ("excluded", serde_json::json!([]).into()),
        ("frozen_at", now.into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
    ];
    columns.extend(["name", "subject", "intro", "locale"].map(|name| (name, Value::from("sr-RS"))));
    let counters = ["recipients", "sent", "failed", "unknown", "excluded_later", "cancelled"];
    columns.extend(counters.map(|name| (name, Value::from(0_i64))));
    fixture.insert("newsletters", columns).await;
    let messages = population.records.iter().enumerate();
    for ((number, record), channel) in messages.flat_map(|one| CHANNELS.map(|channel| (one, channel))) {
        let columns = vec![
            ("merchant_id", merchant.into()),
            ("newsletter_id", newsletter.into()),
            ("channel", channel.name().into()),
            ("customer_id", customer_id(number).value().into()),
            ("address", frozen(number, record, channel).into()),
            ("state", "leased".into()),
            ("attempts", 1_i64.into()),
            ("next_attempt_at", now.into()),
            ("lease_id", lease.into()),
            ("leased_until", (now + chrono::Duration::minutes(1)).into()),
        ];
        fixture.insert("deliveries", columns).await;
    }
}

async fn begun(
    database: &Database,
    population: &Population,
    (newsletter, lease): (Uuid, Uuid),
    messages: Vec<DeliveryKey>,
    with_settling: bool,
) -> Vec<BegunDelivery> {
    let (newsletter, lease) = (NewsletterId::new(newsletter), LeaseId::new(lease));
    let written: Result<Vec<BegunDelivery>, StoreError> = database
        .write(population.scope, move |tx| {
            Box::pin(async move {
                let now = arbitrary::now();
                if with_settling {
                    tx.settle_and_begin(newsletter, lease, &[], &messages, now).await
                } else {
                    tx.begin_sending(newsletter, lease, &messages, now).await
                }
            })
        })
        .await;
    written.unwrap()
}

#[tokio::test]
async fn what_leaves_and_what_is_excluded_is_what_the_rule_says() {
    for (name, fixture) in fixtures("leaving").await {
        let population = &populations(&fixture, CUSTOMERS).await[1];
        add_obstacles(&fixture, population).await;
        let (newsletter, lease) = (id(8, 0), id(9, 0));
        insert_messages(&fixture, population, newsletter, lease).await;
        for with_settling in [false, true] {
            let numbers = (0..CUSTOMERS).filter(|number| (number % 4 > 1) == with_settling);
            let keys = numbers
                .map(customer_id)
                .flat_map(|customer| CHANNELS.map(|channel| DeliveryKey { channel, customer }));
            let keys: Vec<DeliveryKey> = keys.collect();
            let begun =
                begun(&fixture.database, population, (newsletter, lease), keys.clone(), with_settling).await;
            assert_eq!(begun.len(), keys.len(), "{name}");
            let mut leaving = BTreeMap::from(CHANNELS.map(|channel| (channel, 0)));
            for (number, key) in (0..CUSTOMERS).flat_map(|number| {
                let customer = customer_id(number);
                CHANNELS.map(|channel| (number, DeliveryKey { channel, customer }))
            }) {
                if !keys.contains(&key) {
                    continue;
                }
                let verdict = verdict(number, &population.records[number], key.channel);
                // A consent for the address that the customer has now is none for the one that was frozen.
                let expected = verdict.or(moved(number).then_some(ExclusionReason::NoConsent));
                let told: Vec<_> = begun.iter().filter(|one| one.key == key).collect();
                assert_eq!(told.len(), 1, "{name}, {key:?}");
                assert_eq!(
                    told[0].excluded.as_deref(),
                    expected.map(ExclusionReason::name),
                    "{name}, {key:?}"
                );
                *leaving.get_mut(&key.channel).unwrap() += usize::from(expected.is_none());
            }
            assert!(leaving.values().all(|count| *count > 0), "{name}, with settling: {with_settling}");
        }
    }
}
