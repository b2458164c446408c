use regulars_tests::Program;
use serde_json::{Value, json};

use super::{open, user};
use crate::customers::add;
use crate::timeline::all;

fn subjects(items: &[Value]) -> Vec<&str> {
    items.iter().map(|item| item["subject"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn cases_are_narrowed_and_read_page_by_page() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let me = user(owner).await;
    open(&other.owner, &add(&other.owner, json!({})).await, json!({"subject": "foreign"})).await;
    let (first, _) = open(owner, &ana, json!({"subject": "a", "due_on": "2026-11-24"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    let (second, _) =
        open(owner, &eva, json!({"subject": "b", "assignee_id": me, "due_on": "2026-11-25"})).await;
    program.clock.advance(chrono::Duration::seconds(1));
    open(owner, &ana, json!({"subject": "c", "assignee_id": me})).await;
    owner.patch(&first, &json!({"state": "waiting"})).await.expect(200);
    owner.patch(&second, &json!({"state": "resolved"})).await.expect(200);
    let of_ana = format!("?customer_id={}", ana["id"].as_str().unwrap());
    let mine = format!("?assignee_id={}", me.as_str().unwrap());
    for (query, found) in [
        ("", vec!["c", "b", "a"]),
        ("?state=open", vec!["c"]),
        ("?state=open,waiting", vec!["c", "a"]),
        (of_ana.as_str(), vec!["c", "a"]),
        (mine.as_str(), vec!["c", "b"]),
        ("?due_before=2026-11-25", vec!["a"]),
        ("?due_from=2026-11-25", vec!["b"]),
        ("?due_from=2026-11-24&due_before=2026-11-26&state=waiting", vec!["a"]),
    ] {
        assert_eq!(subjects(&all(owner, &format!("/v1/cases{query}"), 50).await), found, "{query}");
        assert_eq!(subjects(&all(owner, &format!("/v1/cases{query}"), 1).await), found, "{query}");
    }
    for (query, pointer) in [
        ("?state=done", "?state"),
        ("?due_before=soon", "?due_before"),
        ("?customer_id=ana", "?customer_id"),
        ("?cursor=x", "?cursor"),
    ] {
        owner.get(&format!("/v1/cases{query}")).await.expect_invalid(pointer);
    }
}
