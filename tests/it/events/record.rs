use regulars_tests::Program;
use serde_json::{Value, json};

use super::{event, listed, send, tell};
use crate::customers::{add, path_of};
use crate::loyalty::with;
use crate::timeline::kinds;

#[tokio::test]
async fn an_event_is_kept_as_it_was_told_and_stands_on_the_timeline() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"email": "ana@example.com"})).await;
    let told = send(owner, &event("1", &ana, json!({}))).await.expect(201).json();
    let expected = json!({
        "id": told["id"], "source": "app", "event_id": "1", "name": "app.review_written", "customer_id": ana["id"],
        "occurred_at": "2026-11-20T16:30:00Z", "recorded_at": "2026-11-21T10:00:00Z",
        "properties": {"stars": 5, "product": "9103", "photo": true}, "replayed": false, "awards": []
    });
    assert_eq!(told, expected);
    let bare = json!({"properties": null, "source": null});
    let bare = tell(owner, &event("2", &ana, bare)).await;
    assert_eq!((&bare["properties"], &bare["source"]), (&json!({}), &json!(null)));
    let page = owner.get(&format!("{}/timeline?kinds=event", path_of(&ana))).await.expect(200).json();
    let entries = page["items"].as_array().unwrap();
    assert_eq!(kinds(entries), ["event", "event"]);
    let of_first = entries.iter().find(|entry| entry["event"]["id"] == told["id"]).unwrap();
    assert_eq!(
        (&of_first["event"]["name"], &of_first["event"]["source"], &of_first["at"]),
        (&json!("app.review_written"), &json!("app"), &json!("2026-11-20T16:30:00Z"))
    );
}

#[tokio::test]
async fn a_customer_is_meant_by_whatever_the_tool_knows() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, other) = (&merchant.owner, program.merchant().await.owner);
    let fields = json!({"email": "ana@example.com", "phone": "063 555 1234", "external_id": "K-77"});
    let ana = add(owner, fields).await;
    add(&other, json!({"email": "eva@example.com", "external_id": "K-78"})).await;
    let table = [
        json!({"customer_id": ana["id"]}),
        json!({"external_id": "K-77"}),
        json!({"phone": "+381635551234"}),
        json!({"email": "ANA@example.com"}),
    ];
    for (number, identify) in table.into_iter().enumerate() {
        let told = tell(owner, &event(&number.to_string(), &ana, json!({"identify": identify}))).await;
        assert_eq!(told["customer_id"], ana["id"], "{identify}");
    }
    for unknown in [
        json!({"customer_id": "0192f0c1-2b3c-7d4e-8f5a-000000000000"}),
        json!({"external_id": "K-78"}),
        json!({"email": "eva@example.com"}),
        json!({"card": "AB999999"}),
    ] {
        let body = event("x", &ana, json!({"identify": unknown}));
        send(owner, &body).await.expect_problem(404, "not_found");
    }
    for wrong in [json!({}), json!({"external_id": "K-77", "email": "ana@example.com"})] {
        send(owner, &event("x", &ana, json!({"identify": wrong}))).await.expect_invalid("/identify");
    }
    assert_eq!(listed(owner, "").await.len(), 4);
}

#[tokio::test]
async fn what_is_told_again_is_the_same_event_and_nothing_else_under_its_id() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let (ana, eva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let body = event("1", &ana, json!({}));
    let first = send(owner, &body).await.expect(201).json();
    let again = send(owner, &body).await.expect(200).json();
    assert_eq!(again, with(first.clone(), &json!({"replayed": true})));
    for (changed, named) in [
        (json!({"name": "app.review_deleted"}), "name"),
        (json!({"occurred_at": "2026-11-20T16:30:01Z"}), "occurred_at"),
        (json!({"properties": {"stars": 4}}), "properties"),
        (json!({"identify": {"customer_id": eva["id"]}}), "customer"),
    ] {
        let problem = send(owner, &with(body.clone(), &changed)).await.expect_problem(409, "conflict");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.ends_with(&format!("another {named}")), "{problem}");
    }
    // Each tool numbers by itself, and so does each merchant.
    send(owner, &with(body.clone(), &json!({"source": "web"}))).await.expect(201);
    send(owner, &with(body.clone(), &json!({"source": null}))).await.expect(201);
    let theirs = add(&other.owner, json!({})).await;
    send(&other.owner, &event("1", &theirs, json!({}))).await.expect(201);
    assert_eq!((listed(owner, "").await.len(), listed(&other.owner, "").await.len()), (3, 1));
}

#[tokio::test]
async fn the_same_event_many_times_at_once_is_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let mut sent = tokio::task::JoinSet::new();
    for _ in 0..16 {
        let (owner, body) = (owner.clone(), event("1", &ana, json!({})));
        sent.spawn(async move { tell(&owner, &body).await });
    }
    let answers = sent.join_all().await;
    let new = answers.iter().filter(|answer| answer["replayed"] == json!(false)).count();
    assert_eq!((new, listed(owner, "").await.len()), (1, 1));
}

#[tokio::test]
async fn everything_has_bounds() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let many: Value =
        (0..51).map(|number| (format!("p{number}"), json!(number))).collect::<serde_json::Map<_, _>>().into();
    let fifty: Value =
        (0..50).map(|number| (format!("p{number}"), json!(number))).collect::<serde_json::Map<_, _>>().into();
    let table = [
        (json!({"properties": many}), "/properties"),
        (json!({"properties": {"1st": 1}}), "/properties/1st"),
        (json!({"properties": {"a/b": 1}}), "/properties/a~1b"),
        (json!({"properties": {"a": {"b": 1}}}), "/properties/a"),
        (json!({"properties": {"a": [1]}}), "/properties/a"),
        (json!({"properties": {"a": null}}), "/properties/a"),
        (json!({"properties": {"a": 1.5}}), "/properties/a"),
        (json!({"properties": {"a": 9_007_199_254_740_992_i64}}), "/properties/a"),
        (json!({"properties": {"a": "x".repeat(201)}}), "/properties/a"),
        (json!({"name": "Review"}), "/name"),
        (json!({"name": "x".repeat(61)}), "/name"),
        (json!({"event_id": ""}), "/event_id"),
        (json!({"event_id": "x".repeat(201)}), "/event_id"),
        (json!({"source": "x".repeat(201)}), "/source"),
        (json!({"occurred_at": "yesterday"}), "/occurred_at"),
        (json!({"occurred_at": "2026-11-22T10:00:01Z"}), "/occurred_at"),
        (json!({"occurred_at": "1969-12-31T23:59:59Z"}), "/occurred_at"),
        (json!({"odd": 1}), "/odd"),
    ];
    for (fields, pointer) in table {
        send(owner, &event("1", &ana, fields)).await.expect_invalid(pointer);
    }
    assert_eq!(listed(owner, "").await, Vec::<String>::new());
    for (id, fields) in [
        ("a", json!({"properties": fifty})),
        ("b", json!({"occurred_at": "2026-11-22T10:00:00Z"})),
        ("c", json!({"occurred_at": "1970-01-01T00:00:00Z"})),
    ] {
        send(owner, &event(id, &ana, fields)).await.expect(201);
    }
}
