//! Who is named of those who react to a newsletter, and who is only counted.

use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use super::sent::Sent;

/// The recipients as the merchant sees them, by address.
async fn recipients(sent: &Sent) -> Vec<Value> {
    let path = format!("{}/recipients", sent.path);
    let mut items =
        sent.merchant.owner.get(&path).await.expect(200).json()["items"].as_array().unwrap().clone();
    items.sort_by_key(|item| item["address"].as_str().unwrap().to_owned());
    items
}

async fn count(sent: &Sent, sql: &str) -> i64 {
    let connection = sea_orm::Database::connect(&sent.program.database.url).await.unwrap();
    let statement =
        Statement::from_string(connection.get_database_backend(), format!("SELECT count(*) AS n {sql}"));
    connection.query_one_raw(statement).await.unwrap().unwrap().try_get("", "n").unwrap()
}

#[tokio::test]
async fn under_anonymous_tracking_customers_are_counted_and_nobody_is_named() {
    let sent = Sent::with_tracking("anonymous").await;
    for customer in 0..3 {
        sent.profiling(customer, "granted").await;
    }
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    for link in [&ana.click[0], &eva.click[1], &eva.click[1]] {
        sent.reader().get(link).await.expect(302);
    }
    for _ in 0..2 {
        sent.reader().get(&ana.open.clone().unwrap()).await.expect(200);
    }
    let report = sent.report().await;
    assert_eq!(report["opens"], json!({"total": 2, "unique": 1, "human": 1, "machine": 0}));
    assert_eq!((&report["clicks"]["total"], &report["clicks"]["unique"]), (&json!(3), &json!(2)));
    assert_eq!((&report["rates"]["open"], &report["rates"]["click"]), (&json!(0.3333), &json!(0.6667)));
    for recipient in recipients(&sent).await {
        assert!(recipient["opened_at"].is_null() && recipient["clicked_at"].is_null(), "{recipient}");
    }
    assert_eq!(count(&sent, "FROM newsletter_hits WHERE customer_id IS NOT NULL").await, 0);
    let by_id = "FROM newsletter_hits AS h JOIN customers AS c ON c.id = h.reader";
    assert_eq!(count(&sent, by_id).await, 0, "a reader's mark is no customer's id");
}

#[tokio::test]
async fn what_tells_readers_apart_is_destroyed_after_thirty_days() {
    let mut sent = Sent::with_tracking("anonymous").await;
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    sent.reader().get(&ana.click[0]).await.expect(302);
    sent.report().await;
    let keys = "FROM newsletter_reader_keys";
    assert_eq!(count(&sent, keys).await, 1);
    sent.wait(chrono::Duration::days(30) - chrono::Duration::minutes(5)).await;
    sent.program.work().await;
    assert_eq!(count(&sent, keys).await, 1, "a minute before its end");
    sent.wait(chrono::Duration::minutes(5)).await;
    // Its time has come, whether or not the worker has been there.
    sent.reader().get(&eva.click[0]).await.expect(302);
    sent.program.record_hits().await;
    sent.program.work().await;
    assert_eq!(count(&sent, keys).await, 0);
    sent.reader().get(&ana.click[0]).await.expect(302);
    let clicks = sent.report().await["clicks"].clone();
    assert_eq!(count(&sent, keys).await, 0);
    assert_eq!((&clicks["total"], &clicks["unique"], &clicks["human"]), (&json!(3), &json!(1), &json!(1)));
}

#[tokio::test]
async fn under_individual_tracking_those_who_consented_to_profiling_are_named() {
    let mut sent = Sent::with_tracking("individual").await;
    sent.profiling(0, "granted").await;
    let (ana, eva) = (sent.links("ana@example.com").await, sent.links("eva@example.com").await);
    for links in [&ana, &eva] {
        sent.reader().get(&links.open.clone().unwrap()).await.expect(200);
        sent.program.clock.advance(chrono::Duration::minutes(1));
        sent.reader().get(&links.click[0]).await.expect(302);
    }
    let report = sent.report().await;
    assert_eq!((&report["opens"]["human"], &report["clicks"]["human"]), (&json!(2), &json!(2)));
    let seen = recipients(&sent).await;
    assert_eq!(
        (&seen[0]["opened_at"], &seen[0]["clicked_at"]),
        (&json!("2026-11-21T10:04:00Z"), &json!("2026-11-21T10:05:00Z"))
    );
    for other in &seen[1..] {
        assert!(other["opened_at"].is_null() && other["clicked_at"].is_null(), "{other}");
    }
    // Later consent names nobody for what was done before, and a withdrawal hides what was.
    sent.profiling(1, "granted").await;
    sent.profiling(0, "withdrawn").await;
    assert!(recipients(&sent).await.iter().all(|recipient| recipient["opened_at"].is_null()));
    // Whoever may be named is counted once, also after the marks' key is gone.
    sent.wait(chrono::Duration::days(31)).await;
    sent.program.work().await;
    sent.profiling(0, "granted").await;
    sent.reader().get(&ana.click[1]).await.expect(302);
    let report = sent.report().await;
    assert_eq!((&report["clicks"]["unique"], &report["clicks"]["human"]), (&json!(2), &json!(2)));
}

#[tokio::test]
async fn a_machine_s_image_names_nobody() {
    let sent = Sent::with_tracking("individual").await;
    sent.profiling(0, "granted").await;
    let ana = sent.links("ana@example.com").await;
    sent.program.client.with_header("User-Agent", "curl/8.5.0").get(&ana.open.unwrap()).await.expect(200);
    sent.program.record_hits().await;
    assert!(recipients(&sent).await[0]["opened_at"].is_null());
}
