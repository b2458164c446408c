//! A part of the database cannot be reached: on a cluster, the node with some of the merchants.

use regulars_tests::is_postgres;

use crate::newsletters::fixture::{Fixture, id, states};

/// What the look at a job of one merchant is answered from now on, as a cluster says it whose node with that merchant is
/// gone. The look over all merchants is answered the same.
async fn lose_the_node_of(fixture: &Fixture, merchant: uuid::Uuid) {
    for statement in [
        format!(
            "INSERT INTO jobs (merchant_id, id, kind, payload, state, run_at, attempts, created_at)
             VALUES ('{merchant}', '{merchant}', 'mail', '{{}}', 'queued', '2026-11-21T09:00:00Z', 0,
                 '2026-11-21T09:00:00Z')"
        ),
        format!(
            "CREATE FUNCTION is_reached(merchant uuid) RETURNS boolean LANGUAGE plpgsql AS $$ BEGIN
                 IF merchant = '{merchant}' THEN
                     RAISE 'failure on connection marked as essential: 127.0.0.1:9702' USING ERRCODE = 'XX000';
                 END IF;
                 RETURN true;
             END $$"
        ),
        "ALTER TABLE jobs RENAME TO jobs_that_are_there".to_owned(),
        "CREATE VIEW jobs AS SELECT * FROM jobs_that_are_there WHERE is_reached(merchant_id)".to_owned(),
    ] {
        fixture.run(&statement).await;
    }
}

#[tokio::test]
async fn the_merchants_that_are_reached_are_worked_for_while_another_is_not() {
    // SQLite is one file.
    if !is_postgres() {
        return;
    }
    let fixture = Fixture::set().await;
    let (lost, reached) = (fixture.merchant("live").await, fixture.merchant("live").await);
    let waiting = fixture.newsletter_to(lost, &["a@example.com"]).await;
    let sent = fixture.newsletter_to(reached, &["b@example.com", "c@example.com"]).await;
    lose_the_node_of(&fixture, lost.value()).await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(sent).await, states(&[("sent", 2)]));
    assert_eq!(fixture.states(waiting).await, states(&[("queued", 1)]));
    assert_eq!(server.accepted(), 2);
    fixture.run("DROP VIEW jobs").await;
    fixture.run("ALTER TABLE jobs_that_are_there RENAME TO jobs").await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(waiting).await, states(&[("sent", 1)]));
}

/// What is found of one merchant may still fail when it is begun.
#[tokio::test]
async fn a_merchant_whose_work_fails_keeps_nobody_else_from_theirs() {
    let fixture = Fixture::set().await;
    let (broken, whole) = (fixture.merchant("live").await, fixture.merchant("live").await);
    let stuck = fixture.newsletter_to(broken, &["a@example.com"]).await;
    let sent = fixture.newsletter_to(whole, &["b@example.com"]).await;
    // A delivery whose lease has ended, and a newsletter that cannot take it back: its counter is as large as it gets.
    fixture
        .run(&format!(
            "UPDATE deliveries SET state = 'sending', lease_id = {0}, leased_until = '2026-11-21T09:00:00+00:00'
             WHERE merchant_id = {0}",
            id(broken.value())
        ))
        .await;
    fixture
        .run(&format!(
            "UPDATE newsletters SET unknown = 9223372036854775807 WHERE merchant_id = {}",
            id(broken.value())
        ))
        .await;
    let (server, worker) = fixture.fair_weather().await;
    worker.run_until_idle().await.unwrap();
    assert_eq!(fixture.states(sent).await, states(&[("sent", 1)]));
    assert_eq!(fixture.states(stuck).await, states(&[("sending", 1)]));
    assert_eq!(server.accepted(), 1);
}
