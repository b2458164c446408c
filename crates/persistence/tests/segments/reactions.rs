//! Writes newsletters, their messages and the reactions to them into the tables that filters read.

use regulars_filters::{Record, RecordReaction, arbitrary};
use regulars_kernel::{Instant, NewsletterId, Scope};
use sea_orm::Value;
use uuid::Uuid;

use crate::fixture::Fixture;
use crate::insert::{customer_id, id};

const HIT: u128 = 7;

/// Inserts the newsletters of the generator.
pub async fn insert_newsletters(fixture: &Fixture, scope: Scope) {
    let now = arbitrary::now();
    let tracked = arbitrary::newsletters().into_iter().map(|newsletter| (newsletter, "individual"));
    for (newsletter, tracking) in tracked.chain([(arbitrary::untracked_newsletter(), "anonymous")]) {
        let mut columns: Vec<(&str, Value)> = vec![
            ("merchant_id", scope.merchant().value().into()),
            ("id", newsletter.value().into()),
            ("state", "sent".into()),
            ("template_id", Uuid::from_u128(1).into()),
            ("content", serde_json::json!({"blocks": []}).into()),
            ("excluded", serde_json::json!([]).into()),
            ("tracking", tracking.into()),
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
        let RecordReaction { newsletter, is_tracked: _, mailed_at, texted_at, opened_at, clicked_at } =
            reaction;
        insert_delivery(fixture, scope, *newsletter, number, "email", *mailed_at).await;
        if texted_at.is_some() {
            insert_delivery(fixture, scope, *newsletter, number, "sms", *texted_at).await;
        }
        let now = arbitrary::now();
        let mut hits: Vec<Hit> =
            clicked_at.iter().map(|(place, at)| ("click", *place, "human", true, *at)).collect();
        hits.extend(opened_at.iter().map(|at| ("open", 0, "human", true, *at)));
        if number.is_multiple_of(3) {
            hits.extend([
                ("open", 0, "machine", true, now),
                ("click", 2, "machine", true, now),
                ("open", 0, "unknown", true, now),
            ]);
        }
        if number.is_multiple_of(4) {
            hits.extend([("open", 0, "human", false, now), ("click", 1, "human", false, now)]);
        }
        for (index, hit) in hits.into_iter().enumerate() {
            insert_hit(fixture, scope, *newsletter, (number, number * 1_000 + which * 100 + index), hit)
                .await;
        }
    }
}

/// What came in: its kind, place and verdict, whether it names the customer, and when.
type Hit = (&'static str, u16, &'static str, bool, Instant);

/// A message that was accepted at that instant, or failed.
async fn insert_delivery(
    fixture: &Fixture,
    scope: Scope,
    newsletter: NewsletterId,
    customer: usize,
    channel: &str,
    sent_at: Option<Instant>,
) {
    let columns = vec![
        ("merchant_id", scope.merchant().value().into()),
        ("newsletter_id", newsletter.value().into()),
        ("channel", channel.into()),
        ("customer_id", customer_id(customer).value().into()),
        ("address", "a@example.com".into()),
        ("state", if sent_at.is_some() { "sent" } else { "failed" }.into()),
        ("attempts", 1_i64.into()),
        ("next_attempt_at", arbitrary::now().into()),
        ("settled_at", sent_at.unwrap_or_else(arbitrary::now).into()),
    ];
    fixture.insert("deliveries", columns).await;
}

async fn insert_hit(
    fixture: &Fixture,
    scope: Scope,
    newsletter: NewsletterId,
    (customer, number): (usize, usize),
    (kind, position, verdict, named, at): Hit,
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
        ("occurred_at", at.into()),
    ];
    fixture.insert("newsletter_hits", columns).await;
}
