use regulars_tests::Program;
use serde_json::json;

use super::{log, texts};
use crate::customers::{add, path_of};

#[tokio::test]
async fn the_newest_come_first_page_by_page_with_ties() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = path_of(&add(&merchant.owner, json!({})).await);
    for (text, at) in [
        ("b", "2026-11-19T10:00:00Z"),
        ("a", "2026-11-18T10:00:00Z"),
        ("b", "2026-11-19T10:00:00Z"),
        ("b", "2026-11-19T10:00:00.000000Z"),
        ("c", "2026-11-19T10:00:00.000001Z"),
    ] {
        log(&merchant.owner, &path, json!({"text": text, "occurred_at": at})).await;
    }
    let (mut seen, mut ids, mut cursor) = (Vec::new(), Vec::new(), String::new());
    loop {
        let page =
            merchant.owner.get(&format!("{path}/interactions?limit=2{cursor}")).await.expect(200).json();
        seen.extend(texts(&page).into_iter().map(str::to_owned));
        ids.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].to_string()));
        // What is put on record meanwhile moves nothing.
        log(&merchant.owner, &path, json!({"text": "new"})).await;
        let Some(next) = page["next"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    ids.sort();
    ids.dedup();
    assert_eq!((seen, ids.len()), (["c", "b", "b", "b", "a"].map(str::to_owned).to_vec(), 5));
}

#[tokio::test]
async fn a_list_is_narrowed_by_kind_and_period() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = path_of(&add(&merchant.owner, json!({})).await);
    let at = |day: u8| format!("2026-11-{day}T10:00:00Z");
    for (kind, day) in [("call", 17), ("letter", 18), ("call", 19)] {
        let fields = json!({"kind": kind, "text": format!("{kind} {day}"), "occurred_at": at(day)});
        log(&merchant.owner, &path, fields).await;
    }
    for (query, found) in [
        ("?kind=call", vec!["call 19", "call 17"]),
        ("?from=2026-11-18T10:00:00Z", vec!["call 19", "letter 18"]),
        ("?to=2026-11-18T10:00:00Z", vec!["call 17"]),
        ("?kind=call&from=2026-11-18T10:00:00Z&to=2026-11-19T10:00:00Z", vec![]),
    ] {
        let page = merchant.owner.get(&format!("{path}/interactions{query}")).await.expect(200).json();
        assert_eq!(texts(&page), found, "{query}");
    }
    for (query, pointer) in [
        ("?kind=smoke", "?kind"),
        ("?from=yesterday", "?from"),
        ("?cursor=x", "?cursor"),
        ("?until=x", "?until"),
    ] {
        merchant.owner.get(&format!("{path}/interactions{query}")).await.expect_invalid(pointer);
    }
    let nobody = "/v1/customers/0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fff/interactions";
    merchant.owner.get(nobody).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_page_of_long_texts_ends_sooner_and_goes_on() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = path_of(&add(&merchant.owner, json!({})).await);
    for _ in 0..20 {
        log(&merchant.owner, &path, json!({"kind": "note", "direction": null, "text": "š".repeat(20_000)}))
            .await;
    }
    let first = merchant.owner.get(&format!("{path}/interactions")).await.expect(200).json();
    let count = |page: &serde_json::Value| page["items"].as_array().unwrap().len();
    assert_eq!(count(&first), 13);
    let next = first["next"].as_str().unwrap();
    let second = merchant.owner.get(&format!("{path}/interactions?cursor={next}")).await.expect(200).json();
    assert_eq!((count(&second), &second["next"]), (7, &json!(null)));
}
