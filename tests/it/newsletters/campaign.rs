//! Large campaigns, and the programs that send them, as processes of their own.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use regulars_kernel::{CustomerId, MerchantId, NewsletterId};
use regulars_tests::{Process, is_postgres};
use uuid::Uuid;

use crate::newsletters::fixture::{Fixture, id};

/// How long a campaign may take.
const PATIENCE: Duration = Duration::from_secs(180);
/// The number of the first customer, as a UUID.
const CUSTOMERS: u128 = 0x0192_0000_0000_7000_9000_0000_0000_0000;

pub fn customer(number: usize) -> CustomerId {
    CustomerId::new(Uuid::from_u128(CUSTOMERS + u128::try_from(number).unwrap()))
}

pub fn worker(
    programs: &Path,
    fixture: &Fixture,
    port: u16,
    connections: usize,
    lease_seconds: u32,
) -> Process {
    let secret = fixture.database.folder.path().join("secret");
    let worker = Command::new(programs.join("regulars"))
        .arg("worker")
        .env("REGULARS_DATABASE_URL", &fixture.database.url)
        .env("REGULARS_DATABASE_CONNECTIONS", "4")
        .env("REGULARS_SECRET_FILE", secret)
        .env("REGULARS_PUBLIC_URL", "https://news.example")
        .env("REGULARS_SMTP_URL", format!("smtp://127.0.0.1:{port}?tls=none"))
        .env("REGULARS_SMTP_CONNECTIONS", connections.to_string())
        .env("REGULARS_DELIVERY_LEASE_SECONDS", lease_seconds.to_string())
        .env("REGULARS_LOG", "error")
        .spawn()
        .unwrap();
    Process(worker)
}

/// A live merchant, and a newsletter to so many that has its quota.
pub async fn campaign_to(audience: usize) -> (Fixture, MerchantId, NewsletterId) {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter(merchant).await;
    seed(&fixture, merchant, newsletter, audience).await;
    fixture.reserve(merchant, newsletter, u32::try_from(audience).unwrap()).await;
    (fixture, merchant, newsletter)
}

/// Waits until the newsletter has been sent, and has the worker end.
pub async fn until_sent(fixture: &Fixture, newsletter: NewsletterId, worker: &mut Process) {
    let end = Instant::now() + PATIENCE;
    while fixture.newsletter_state(newsletter).await != "sent" {
        assert!(Instant::now() < end, "the newsletter does not end: {:?}", fixture.states(newsletter).await);
        assert!(worker.0.try_wait().unwrap().is_none(), "the worker has ended");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    worker.terminate();
}

/// Customers who may get advertising, and a delivery for each.
async fn seed(fixture: &Fixture, merchant: MerchantId, newsletter: NewsletterId, audience: usize) {
    let (merchant, newsletter) = (id(merchant.value()), id(newsletter.value()));
    let (numbers, customer, zero) = if is_postgres() {
        (
            format!("generate_series(1, {audience}) AS n(i)"),
            "('01920000-0000-7000-9000-' || lpad(to_hex(n.i), 12, '0'))::uuid",
            "'\\x00'::bytea",
        )
    } else {
        (
            format!(
                "(WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < {audience}) SELECT i FROM c) AS n"
            ),
            "unhex('01920000000070009000' || printf('%012x', n.i))",
            "x'00'",
        )
    };
    let address = "'kupac-' || n.i || '@example.com'";
    let then = "'2020-01-01T00:00:00+00:00'";
    let at = if is_postgres() { format!("{then}::timestamptz") } else { then.to_owned() };
    let empty = if is_postgres() { "'{}'::jsonb" } else { "'{}'" };
    for sql in [
        format!(
            "INSERT INTO customers (merchant_id, id, customer_type, gender, first_name, last_name, email, email_folded,
                 email_verified_at, attributes, created_by, search_text, created_at, updated_at)
             SELECT {merchant}, {customer}, 'non_member', 'male', 'Petar', 'Petrović', {address}, {address}, {at}, {empty},
                 'system', '', {at}, {at} FROM {numbers}"
        ),
        format!(
            "INSERT INTO consent_events (merchant_id, id, customer_id, sequence, purpose, channel, state, address,
                 source, actor_kind, occurred_at, recorded_at, commitment, previous_hash, hash)
             SELECT {merchant}, {customer}, {customer}, 1, 'advertising', 'email', 'granted', {address}, 'test', 'system',
                 {at}, {at}, {zero}, {zero}, {zero} FROM {numbers}"
        ),
        format!(
            "INSERT INTO consent_states (merchant_id, customer_id, purpose, channel, state, address, since, source,
                 event_id)
             SELECT {merchant}, {customer}, 'advertising', 'email', 'granted', {address}, {at}, 'test', {customer}
             FROM {numbers}"
        ),
        format!(
            "INSERT INTO deliveries (merchant_id, newsletter_id, channel, customer_id, address, state, attempts,
                 next_attempt_at)
             SELECT {merchant}, {newsletter}, 'email', {customer}, {address}, 'queued', 0, {at} FROM {numbers}"
        ),
        format!(
            "UPDATE newsletters SET recipients = {audience} WHERE merchant_id = {merchant} AND id = {newsletter}"
        ),
    ] {
        fixture.run(&sql).await;
    }
}
