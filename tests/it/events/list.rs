use regulars_tests::Program;
use serde_json::json;

use super::{event, listed, send, tell};
use crate::customers::add;

#[tokio::test]
async fn events_are_listed_the_last_first_and_narrowed() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    for (id, customer, name, at) in [
        ("1", &ana, "app.review_written", "2026-11-18T10:00:00Z"),
        ("2", &eva, "app.review_written", "2026-11-19T10:00:00Z"),
        ("3", &ana, "class.attended", "2026-11-20T10:00:00Z"),
        ("4", &ana, "app.review_written", "2026-11-17T10:00:00Z"),
    ] {
        tell(owner, &event(id, customer, json!({"name": name, "occurred_at": at}))).await;
    }
    let of_ana = format!("?customer_id={}", ana["id"].as_str().unwrap());
    for (query, expected) in [
        (String::new(), vec!["3", "2", "1", "4"]),
        ("?name=app.review_written".to_owned(), vec!["2", "1", "4"]),
        (of_ana.clone(), vec!["3", "1", "4"]),
        (format!("{of_ana}&name=app.review_written"), vec!["1", "4"]),
        ("?from=2026-11-18T10:00:00Z&to=2026-11-20T10:00:00Z".to_owned(), vec!["2", "1"]),
        ("?name=nothing".to_owned(), vec![]),
    ] {
        assert_eq!(listed(owner, &query).await, expected, "{query}");
    }
    let (mut found, mut query) = (Vec::new(), "?limit=1".to_owned());
    loop {
        let page = owner.get(&format!("/v1/events{query}")).await.expect(200).json();
        found.push(page["items"][0]["event_id"].as_str().unwrap().to_owned());
        let Some(next) = page["next"].as_str() else { break };
        query = format!("?limit=1&cursor={next}");
    }
    assert_eq!(found, ["3", "2", "1", "4"]);
    assert_eq!(listed(&other.owner, "").await, Vec::<String>::new());
    for query in ["name=Upper", "limit=0", "cursor=x", "from=a", "customer_id=1"] {
        let name = query.split('=').next().unwrap();
        owner.get(&format!("/v1/events?{query}")).await.expect_invalid(&format!("?{name}"));
    }
}

#[tokio::test]
async fn who_may_tell_and_who_may_read() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    for (role, tells, reads) in
        [("manager", 201, 200), ("marketer", 403, 200), ("cashier", 403, 403), ("analyst", 403, 403)]
    {
        let staff = merchant.staff(role).await;
        let told = send(&staff, &event(role, &ana, json!({}))).await;
        told.expect(tells);
        staff.get("/v1/events").await.expect(reads);
    }
}
