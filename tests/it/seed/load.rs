use std::collections::BTreeMap;
use std::sync::Arc;

use regulars_kernel::{Environment, ManualClock, SystemRandom};
use regulars_server::{LoadSize, LoadSummary, SeedError, SeedFailure, seed_demo, seed_load};
use regulars_tests::{BEGINNING, Client, Contents, Program, TestDatabase, is_postgres};
use serde_json::json;

/// Large enough that every kind of customer and of consent is among them.
const SIZE: LoadSize = LoadSize { customers: 400, purchases: 3_000, seed: 7, until: None };

fn environment() -> Environment {
    Environment::new(Arc::new(ManualClock::at(BEGINNING.parse().unwrap())), Arc::new(SystemRandom))
}

async fn load(database: &TestDatabase, size: LoadSize) -> LoadSummary {
    seed_load(&database.settings(), environment(), size).await.unwrap()
}

async fn number(contents: &Contents, sql: &str) -> i64 {
    contents.rows(sql).await[0].try_get_by_index(0).unwrap()
}

async fn owner(program: &Program, summary: &LoadSummary) -> Client {
    let account = &summary.accounts[0];
    let body = json!({"grant_type": "password", "username": account.email, "password": account.password});
    let tokens = program.client.post("/v1/auth/token", &body).await.expect(200).json();
    program.client.with_bearer(tokens["access_token"].as_str().unwrap())
}

#[tokio::test]
async fn the_totals_are_the_sums_of_the_purchases_and_those_of_their_lines() {
    let database = TestDatabase::create().await;
    load(&database, SIZE).await;
    let contents = Contents::of(&database).await;
    assert_eq!(number(&contents, "SELECT count(*) FROM customers").await, 400);
    assert_eq!(number(&contents, "SELECT count(*) FROM purchases").await, 3_000);
    let wrong_totals = "SELECT count(*) FROM (
             SELECT customer_id, count(*) AS purchases, CAST(sum(total) AS bigint) AS total,
                 min(occurred_at) AS first_at, max(occurred_at) AS last_at
             FROM purchases WHERE customer_id IS NOT NULL GROUP BY customer_id) AS s
         FULL JOIN customer_totals t ON t.customer_id = s.customer_id
         WHERE t.purchase_count IS NULL OR s.purchases IS NULL OR t.purchase_count <> s.purchases
             OR t.purchase_total <> s.total OR t.first_purchase_at <> s.first_at OR t.last_purchase_at <> s.last_at";
    assert_eq!(number(&contents, wrong_totals).await, 0);
    let wrong_sums = "SELECT count(*) FROM purchases p WHERE p.total <>
         (SELECT sum(l.total) FROM purchase_lines l WHERE l.purchase_id = p.id)";
    assert_eq!(number(&contents, wrong_sums).await, 0);
    let too_early = "SELECT count(*) FROM purchases p JOIN customers c ON c.id = p.customer_id
         WHERE p.occurred_at < c.created_at";
    assert_eq!(number(&contents, too_early).await, 0);
    for (what, sql) in [
        ("buyers", "SELECT count(*) FROM customer_totals WHERE purchase_count > 1"),
        ("prospects", "SELECT 400 - count(*) FROM customer_totals"),
        ("unknown buyers", "SELECT count(*) FROM purchases WHERE customer_id IS NULL"),
        ("buyers with a card", "SELECT count(*) FROM purchases WHERE identified_by = 'card'"),
        ("tagged", "SELECT count(*) FROM customer_tags"),
        ("suppressed", "SELECT count(*) FROM suppressions"),
        ("consents", "SELECT count(*) FROM consent_states WHERE purpose = 'advertising'"),
    ] {
        assert!(number(&contents, sql).await > 0, "there are no {what}");
    }
}

#[tokio::test]
async fn the_same_numbers_make_the_same_rows_and_others_do_not() {
    // What is random, or sealed by the secret of an installation, differs.
    const SECRET: [&str; 4] = ["users", "api_keys", "customer_keys", "key_fingerprints"];
    let mut seen: Vec<BTreeMap<&str, Vec<String>>> = Vec::new();
    for seed in [7, 7, 8] {
        let database = TestDatabase::create().await;
        load(&database, LoadSize { seed, ..SIZE }).await;
        let mut rows = Contents::of(&database).await.snapshot().await;
        rows.retain(|table, _| !SECRET.contains(table));
        seen.push(rows);
    }
    for (table, rows) in &seen[0] {
        assert!(*rows == seen[1][table], "{table} differs");
    }
    assert_ne!(seen[0]["customers"], seen[2]["customers"]);
    assert_ne!(seen[0]["purchases"], seen[2]["purchases"]);
}

#[tokio::test]
async fn a_second_load_is_refused_and_changes_nothing() {
    let database = TestDatabase::create().await;
    load(&database, LoadSize { customers: 20, purchases: 20, ..SIZE }).await;
    let contents = Contents::of(&database).await;
    let before = contents.snapshot().await;
    let refused = seed_load(&database.settings(), environment(), SIZE).await;
    assert!(matches!(refused, Err(SeedFailure::Seed(SeedError::Loaded))), "{refused:?}");
    assert!(contents.snapshot().await == before);
}

#[tokio::test]
async fn no_index_and_no_constraint_is_lost() {
    async fn schema(database: &TestDatabase) -> Vec<String> {
        let contents = Contents::of(database).await;
        if !is_postgres() {
            return contents.column("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1").await;
        }
        let indexes = "SELECT indexdef::text FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1";
        let constraints = "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)
            || CASE WHEN convalidated THEN '' ELSE ' not checked' END
            FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1";
        [contents.column(indexes).await, contents.column(constraints).await].concat()
    }
    let database = TestDatabase::create().await;
    let before = schema(&database).await;
    load(&database, LoadSize { customers: 20, purchases: 20, ..SIZE }).await;
    assert_eq!(schema(&database).await, before);
}

#[tokio::test]
async fn the_program_works_on_what_was_loaded() {
    let program = Program::start().await;
    let summary = load(&program.database, SIZE).await;
    let owner = owner(&program, &summary).await;
    assert_eq!(owner.get("/v1/merchant").await.expect(200).json()["sender"]["email"], "news@load.test");
    let customers = owner.get("/v1/customers?limit=200&total=exact").await.expect(200).json();
    assert_eq!(customers["total"], 400);
    let regular = customers["items"].as_array().unwrap().iter();
    let regular = regular.clone().find(|customer| customer["type"] == "regular").unwrap();
    let (id, card) = (regular["id"].as_str().unwrap(), regular["cards"][0].as_str().unwrap());
    assert!((100..400).contains(&summary.cards), "{}", summary.cards);

    let till = program.client.with_bearer(&summary.terminal.api_key);
    let found = till.get(&format!("/v1/lookup?card={card}")).await.expect(200).json();
    assert_eq!((&found["card"]["status"], &found["customer"]["id"]), (&json!("active"), &json!(id)));
    let before = found["customer"]["purchases"]["count"].as_i64().unwrap();
    let line = json!({"sku": "S-1", "quantity": "1", "unit_price": 500, "total": 500});
    let receipt = json!({"receipt_number": "new", "occurred_at": BEGINNING, "identify": {"card": card},
        "currency": "RSD", "lines": [line], "total": 500});
    till.post("/v1/purchases", &receipt).await.expect(201);
    let found = till.get(&format!("/v1/lookup?card={card}")).await.expect(200).json();
    assert_eq!(found["customer"]["purchases"]["count"], before + 1);

    let filter = json!({"filter": {"segment": "all_verified"}});
    let preview = owner.post("/v1/segments/preview", &filter).await.expect(200).json();
    let (count, reached) = (&preview["count"], &preview["reachable"]["email"]);
    assert!(count.as_i64() > reached.as_i64() && reached.as_i64() > Some(100), "{preview}");
    let granted = json!({"filter": {"all": [
        {"consent": {"purpose": "advertising", "channel": "email", "state": "granted"}},
        {"consent": {"purpose": "data_processing", "state": "granted"}}]}});
    let preview = owner.post("/v1/segments/preview", &granted).await.expect(200).json();
    let consenting = preview["sample"][0]["id"].as_str().unwrap();
    let history = owner.get(&format!("/v1/customers/{consenting}/consents/history")).await.expect(200).json();
    assert_eq!(history["items"].as_array().unwrap().len(), 2, "{history}");
}

#[tokio::test]
async fn the_demo_and_the_load_are_made_beside_each_other_in_either_order() {
    let small = LoadSize { customers: 200, purchases: 300, ..SIZE };
    for demo_first in [true, false] {
        let database = TestDatabase::create().await;
        if demo_first {
            seed_demo(&database.settings(), environment()).await.unwrap();
        }
        load(&database, small).await;
        if !demo_first {
            seed_demo(&database.settings(), environment()).await.unwrap();
        }
        let contents = Contents::of(&database).await;
        assert_eq!(number(&contents, "SELECT count(*) FROM merchants").await, 4, "demo first: {demo_first}");
        assert_eq!(number(&contents, "SELECT count(*) FROM cards WHERE number = '2000000000008'").await, 1);
    }
}
