use crate::newsletters::fixture::{Fixture, id, states};

/// What happens to a customer between the freeze and the sending, and how the gate then closes.
const CLOSED: [(&str, &str); 8] = [
    ("UPDATE customers SET email = NULL, email_folded = NULL, email_verified_at = NULL WHERE id = {}", "no_address"),
    ("UPDATE customers SET email_verified_at = NULL WHERE id = {}", "not_verified"),
    ("UPDATE consent_states SET state = 'withdrawn' WHERE customer_id = {}", "no_consent"),
    ("DELETE FROM consent_states WHERE customer_id = {}", "no_consent"),
    ("UPDATE consent_states SET address = 'other@example.com' WHERE customer_id = {}", "no_consent"),
    (
        "INSERT INTO suppressions (merchant_id, channel, address, reason, source, created_at)
         SELECT merchant_id, 'email', email_folded, 'complaint', 'test', created_at FROM customers WHERE id = {}",
        "suppressed",
    ),
    ("UPDATE customers SET restricted_at = created_at WHERE id = {}", "restricted"),
    (
        "UPDATE customers SET email = 'new@example.com', email_folded = 'new@example.com' WHERE id = {};
         UPDATE consent_states SET address = 'new@example.com' WHERE customer_id = {}",
        "no_consent",
    ),
];

#[tokio::test]
async fn what_closes_after_the_freeze_keeps_the_message_back() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter(merchant).await;
    let mut expected = Vec::new();
    for (number, (change, reason)) in CLOSED.iter().enumerate() {
        let address = format!("kupac-{number}@example.com");
        let customer = fixture.customer(merchant, &address).await;
        fixture.deliver(merchant, newsletter, customer, &address).await;
        for statement in change.split(';') {
            fixture.run(&statement.replace("{}", &id(customer.value()))).await;
        }
        expected.push(Some((*reason).to_owned()));
    }
    let open = fixture.customer(merchant, "Iva@Example.com").await;
    fixture.deliver(merchant, newsletter, open, "Iva@Example.com").await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    let excluded = i64::try_from(CLOSED.len()).unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("excluded", excluded), ("sent", 1)]));
    assert_eq!(fixture.reasons(newsletter, "excluded").await, expected);
    assert_eq!(fixture.counters(newsletter).await, [1, 0, 0, excluded, 0]);
    assert_eq!(server.accepted(), 1);
    assert_eq!(fixture.newsletter_state(newsletter).await, "sent");
}

#[tokio::test]
async fn a_suppression_that_has_expired_is_none() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    fixture
        .run(
            "INSERT INTO suppressions (merchant_id, channel, address, reason, source, created_at, expires_at)
             SELECT merchant_id, 'email', email_folded, 'bounce', 'test', created_at, '2026-11-21T09:59:59+00:00'
             FROM customers",
        )
        .await;
    let (_server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(newsletter).await, states(&[("sent", 1)]));
}

#[tokio::test]
async fn nothing_leaves_for_a_merchant_that_is_suspended() {
    let fixture = Fixture::set().await;
    let merchant = fixture.merchant("live").await;
    let newsletter = fixture.newsletter_to(merchant, &["ana@example.com"]).await;
    fixture.run("UPDATE merchants SET status = 'suspended'").await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!((server.accepted(), fixture.states(newsletter).await), (0, states(&[("queued", 1)])));
}
