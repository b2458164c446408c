//! Writes newsletters, their messages and the reactions to them into the tables that filters read.

use regulars_filters::{Record, RecordReaction, arbitrary};
use regulars_kernel::{NewsletterId, Scope};
use sea_orm::Value;
use uuid::Uuid;

use crate::fixture::Fixture;
use crate::insert::{customer_id, id};

const HIT: u128 = 7;

/// Inserts the newsletters of the generator.
pub async fn insert_newsletters(fixture: &Fixture, scope: Scope) {
    let now = arbitrary::now();
    for newsletter in arbitrary::newsletters() {
        let mut columns: Vec<(&str, Value)> = vec![
            ("merchant_id", scope.merchant().value().into()),
            ("id", newsletter.value().into()),
            ("state", "sent".into()),
            ("template_id", Uuid::from_u128(1).into()),
            ("content", serde_json::json!({"blocks": []}).into()),
            ("excluded", serde_json::json!([]).into()),
            ("tracking", "individual".into()),
            ("frozen_at", now.into()),
            ("created_at", now.into()),
            ("updated_at", now.into()),
        ];
        columns.extend(["name", "subject", "intro", "locale"].map(|name| (name, Value::from("sr-RS"))));
        let counters = ["recipients", "sent", "failed", "unknown", "excluded_later", "cancelled"];
        columns.extend(counters.map(|name| (name, Value::from(0_i64))));
        fixture.insert("newsletters", columns).await;
    }
}

/// Inserts what a customer was written, to some by SMS too, what the customer did, and what machines and nobody in particular did.
pub async fn insert_reactions(fixture: &Fixture, scope: Scope, number: usize, record: &Record) {
    for (which, reaction) in record.reactions.iter().enumerate() {
        let RecordReaction { newsletter, sent, opened, clicked } = reaction;
        let columns = vec![
            ("merchant_id", scope.merchant().value().into()),
            ("newsletter_id", newsletter.value().into()),
            ("channel", "email".into()),
            ("customer_id", customer_id(number).value().into()),
            ("address", "a@example.com".into()),
            ("state", if *sent { "sent" } else { "failed" }.into()),
            ("attempts", 1_i64.into()),
            ("next_attempt_at", arbitrary::now().into()),
            ("settled_at", arbitrary::now().into()),
        ];
        fixture.insert("deliveries", columns).await;
        if number.is_multiple_of(5) {
            let columns = vec![
                ("merchant_id", scope.merchant().value().into()),
                ("newsletter_id", newsletter.value().into()),
                ("channel", "sms".into()),
                ("customer_id", customer_id(number).value().into()),
                ("address", "+38160000000".into()),
                ("state", "sent".into()),
                ("attempts", 1_i64.into()),
                ("next_attempt_at", arbitrary::now().into()),
                ("settled_at", arbitrary::now().into()),
            ];
            fixture.insert("deliveries", columns).await;
        }
        let mut hits: Vec<(&str, u16, &str, bool)> =
            clicked.iter().map(|at| ("click", *at, "human", true)).collect();
        if *opened {
            hits.extend([("open", 0, "human", true); 2]);
        }
        if number.is_multiple_of(3) {
            hits.extend([
                ("open", 0, "machine", true),
                ("click", 2, "machine", true),
                ("open", 0, "unknown", true),
            ]);
        }
        if number.is_multiple_of(4) {
            hits.extend([("open", 0, "human", false), ("click", 1, "human", false)]);
        }
        for (index, hit) in hits.into_iter().enumerate() {
            insert_hit(fixture, scope, *newsletter, (number, number * 1_000 + which * 100 + index), hit)
                .await;
        }
    }
}

async fn insert_hit(
    fixture: &Fixture,
    scope: Scope,
    newsletter: NewsletterId,
    (customer, number): (usize, usize),
    (kind, position, verdict, named): (&str, u16, &str, bool),
) {
    let customer = customer_id(customer).value();
    let columns = vec![
        ("merchant_id", scope.merchant().value().into()),
        ("newsletter_id", newsletter.value().into()),
        ("id", id(HIT, number).into()),
        ("customer_id", named.then_some(customer).into()),
        ("reader", customer.into()),
        ("kind", kind.into()),
        ("position", i64::from(position).into()),
        ("verdict", verdict.into()),
        ("reason", "reader".into()),
        ("occurred_at", arbitrary::now().into()),
    ];
    fixture.insert("newsletter_hits", columns).await;
}
