//! Lists and searches in other orders than the newest first.

use chrono::Duration;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

/// Four customers, a second after one another; the second one is changed last.
async fn people(program: &Program, owner: &Client) {
    let mut paths = Vec::new();
    for last in ["Žikić", "Anđelić", "Петровић", "andjelic"] {
        program.clock.advance(Duration::seconds(1));
        let body = json!({"first_name": "Ana", "last_name": last, "data_consent": {"source": "form"}});
        let created = owner.post("/v1/customers", &body).await.expect(201);
        paths.push(created.header("location").unwrap().to_owned());
    }
    program.clock.advance(Duration::seconds(1));
    owner.patch(&paths[1], &json!({"company": "Firma"})).await.expect(200);
}

fn last_names(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["last_name"].as_str().unwrap().to_owned()).collect()
}

const ORDERS: [(&str, [&str; 4]); 6] = [
    ("-created_at", ["andjelic", "Петровић", "Anđelić", "Žikić"]),
    ("created_at", ["Žikić", "Anđelić", "Петровић", "andjelic"]),
    ("-updated_at", ["Anđelić", "andjelic", "Петровић", "Žikić"]),
    ("updated_at", ["Žikić", "Петровић", "andjelic", "Anđelić"]),
    ("last_name", ["Anđelić", "andjelic", "Петровић", "Žikić"]),
    ("-last_name", ["Žikić", "Петровић", "andjelic", "Anđelić"]),
];

#[tokio::test]
async fn a_list_and_a_search_page_through_every_order() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    people(&program, &merchant.owner).await;
    for (sort, expected) in ORDERS {
        let (mut listed, mut found) = (Vec::new(), Vec::new());
        let mut path = format!("/v1/customers?limit=1&sort={sort}");
        let mut body = json!({"filter": {"field": "first_name", "op": "eq", "value": "ana"},
            "sort": sort, "limit": 1});
        for _ in 0..4 {
            let page = merchant.owner.get(&path).await.expect(200).json();
            listed.extend(last_names(&page));
            path =
                format!("/v1/customers?limit=1&sort={sort}&cursor={}", page["next"].as_str().unwrap_or("-"));
            let page = merchant.owner.post("/v1/customers/search", &body).await.expect(200).json();
            found.extend(last_names(&page));
            body["cursor"] = page["next"].clone();
        }
        assert_eq!((body["cursor"].is_null(), path.ends_with("cursor=-")), (true, true), "{sort}");
        assert_eq!(
            (listed, found),
            (expected.map(str::to_owned).to_vec(), expected.map(str::to_owned).to_vec()),
            "{sort}"
        );
    }
}

#[tokio::test]
async fn a_cursor_of_another_order_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    people(&program, &merchant.owner).await;
    for (sort, other) in [
        ("last_name", "updated_at"),
        ("updated_at", "-updated_at"),
        ("-updated_at", "-created_at"),
        ("-created_at", "last_name"),
    ] {
        let page = merchant.owner.get(&format!("/v1/customers?limit=1&sort={sort}")).await.expect(200).json();
        let cursor = page["next"].as_str().unwrap();
        let path = format!("/v1/customers?sort={other}&cursor={cursor}");
        merchant.owner.get(&path).await.expect_invalid("?cursor");
        let body = json!({"filter": {"all": []}, "sort": other, "cursor": cursor});
        merchant.owner.post("/v1/customers/search", &body).await.expect_invalid("/cursor");
    }
    merchant.owner.get("/v1/customers?sort=email").await.expect_invalid("?sort");
}

#[tokio::test]
async fn the_last_change_can_be_filtered_by() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    people(&program, &merchant.owner).await;
    let fields = merchant.owner.get("/v1/segments/fields").await.expect(200).json();
    assert!(
        fields["items"].as_array().unwrap().iter().any(|field| field["name"] == "updated_at"),
        "{fields}"
    );
    let filter = json!({"field": "updated_at", "op": "on_or_after", "value": "2026-11-21T10:00:05Z"});
    let found =
        merchant.owner.post("/v1/customers/search", &json!({"filter": filter})).await.expect(200).json();
    assert_eq!(last_names(&found), ["Anđelić"]);
}
