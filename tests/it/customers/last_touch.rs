//! The campaign that led to a customer last: beside the one that brought them first, in changes, filters, the quick search, the trail
//! and files.

use chrono::Duration;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{add, path_of};

/// A campaign as it is shown.
fn shown(source: Option<&str>, medium: Option<&str>) -> Value {
    json!({"source": source, "medium": medium, "campaign": null, "term": null, "content": null})
}

async fn found(owner: &Client, filter: Value) -> Vec<Value> {
    let found = owner.post("/v1/customers/search", &json!({"filter": filter})).await.expect(200).json();
    found["items"].as_array().unwrap().iter().map(|one| one["first_name"].clone()).collect()
}

#[tokio::test]
async fn who_is_added_was_led_here_by_what_brought_them_unless_it_is_said() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let google = json!({"source": "google", "medium": "cpc"});
    for (given, last) in [
        (json!({"utm": google}), shown(Some("google"), Some("cpc"))),
        (json!({"utm": google, "last_utm": {}}), shown(Some("google"), Some("cpc"))),
        (json!({"utm": google, "last_utm": {"medium": " viber "}}), shown(None, Some("viber"))),
        (json!({"last_utm": {"source": "viber"}}), shown(Some("viber"), None)),
        (json!({"utm": {}, "last_utm": null}), shown(None, None)),
    ] {
        let made = add(&owner, json!({"source": given})).await;
        let source = &made["source"];
        assert_eq!(source["last_utm"], last, "{given}");
        let is_noted = last != shown(None, None);
        let at = if is_noted { made["created_at"].clone() } else { Value::Null };
        assert_eq!(source["last_utm_at"], at, "{given}");
        let first = if given["utm"]["source"].is_null() {
            shown(None, None)
        } else {
            shown(Some("google"), Some("cpc"))
        };
        assert_eq!(source["utm"], first, "{given}");
        assert_eq!(&owner.get(&path_of(&made)).await.expect(200).json()["source"], source);
    }
    let body = json!({"data_consent": {"source": "form"}, "source": {"last_utm": {"term": "x".repeat(201)}}});
    owner.post("/v1/customers", &body).await.expect_invalid("/source/last_utm/term");
}

#[tokio::test]
async fn a_change_is_noted_now_found_and_taken_away_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"first_name": "Ana", "source": {"utm": {"source": "google"}}})).await;
    add(owner, json!({"first_name": "Eva"})).await;
    let path = path_of(&ana);
    program.clock.advance(Duration::minutes(5));
    let change = json!({"source": {"last_utm": {"source": null, "campaign": "Čaj"}}});
    let changed = owner.patch(&path, &change).await.expect(200).json();
    let (source, before) = (&changed["source"], &ana["source"]);
    assert_eq!(
        source["last_utm"],
        json!({"source": null, "medium": null, "campaign": "Čaj", "term": null, "content": null})
    );
    assert_eq!((&source["last_utm_at"], &source["utm"]), (&changed["updated_at"], &before["utm"]));
    assert_ne!(source["last_utm_at"], before["last_utm_at"]);
    // What is not about it leaves it.
    let renamed = owner.patch(&path, &json!({"source": {"utm": {"term": "hleb"}}})).await.expect(200).json();
    assert_eq!(
        (&renamed["source"]["last_utm"], &renamed["source"]["last_utm_at"]),
        (&source["last_utm"], &source["last_utm_at"])
    );
    for (filter, expected) in [
        (json!({"field": "last_utm_campaign", "op": "eq", "value": "CAJ"}), vec!["Ana"]),
        (json!({"field": "last_utm_campaign", "op": "not_exists"}), vec!["Eva"]),
        (json!({"field": "last_utm_source", "op": "exists"}), vec![]),
        (json!({"field": "utm_source", "op": "eq", "value": "google"}), vec!["Ana"]),
        (json!({"field": "last_utm_at", "op": "on_or_after", "value": changed["updated_at"]}), vec!["Ana"]),
        (json!({"field": "last_utm_at", "op": "before", "value": changed["updated_at"]}), vec![]),
        (json!({"field": "last_utm_at", "op": "not_exists"}), vec!["Eva"]),
    ] {
        assert_eq!(found(owner, filter.clone()).await, expected, "{filter}");
    }
    let sought = owner.get("/v1/customers?q=caj").await.expect(200).json();
    assert_eq!(sought["items"][0]["id"], ana["id"], "{sought}");
    let fields = json!({"format": "csv", "fields": ["first_name", "last_utm_campaign", "last_utm_at"], "sort": "first_name"});
    let file = crate::exports::customers_file(&program, owner, &fields).await;
    let lines = crate::exports::lines(&file);
    let at = format!("{}Z", &changed["updated_at"].as_str().unwrap()[..19]);
    assert_eq!(lines[1..], [format!("Ana,Čaj,{at}"), "Eva,,".to_owned()], "{lines:?}");
    let trail = owner.get(&format!("/v1/audit-events?customer_id={}", ana["id"].as_str().unwrap())).await;
    assert!(trail.expect(200).text.contains("source.last_utm.campaign"));

    owner.patch(&path, &json!({"source": {"last_utm_at": null}})).await.expect(422);
    let long = json!({"source": {"last_utm": {"content": "x".repeat(201)}}});
    owner.patch(&path, &long).await.expect_invalid("/source/last_utm/content");
    let cleared = owner.patch(&path, &json!({"source": {"last_utm": null}})).await.expect(200).json();
    assert_eq!(
        (&cleared["source"]["last_utm"], &cleared["source"]["last_utm_at"]),
        (&shown(None, None), &Value::Null)
    );
    assert_eq!(cleared["source"]["utm"]["source"], "google");
}
