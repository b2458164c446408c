//! Customers are found by the companies that they work for.

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{decide, employ, hand_over, write};
use crate::companies::add;

async fn found(client: &Client, employment: Value) -> i64 {
    let filter = json!({"employment": employment});
    let told = client.post("/v1/segments/preview", &json!({"filter": filter})).await.expect(200).json();
    told["count"].as_i64().unwrap()
}

#[tokio::test]
async fn customers_are_found_by_the_companies_that_they_work_for() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let hotel = add(owner, json!({"name": "Hotel", "address": {"country": "RS"}})).await;
    let bakery = add(owner, json!({"name": "Piekarnia", "address": {"country": "PL"}})).await;
    let ana = employ(owner, &hotel, json!({"first_name": "Ana"}), "buyer").await;
    let both = json!({"customer_id": ana["id"], "role": "accounting", "until": "2026-11-20"});
    owner.post(&format!("{bakery}/employees"), &both).await.expect(201);
    employ(owner, &bakery, json!({"first_name": "Eva"}), "decision_maker").await;
    crate::customers::add(owner, json!({"first_name": "Iva"})).await;
    let path = write(owner, &hotel, json!({"valid_until": "2026-11-21"})).await;
    let page = hand_over(&program, owner, &path).await;
    let cases = [
        (json!({}), 2),
        (json!({"current": true}), 2),
        (json!({"current": false}), 1),
        (json!({"roles": ["buyer"]}), 1),
        (json!({"roles": ["buyer", "decision_maker"]}), 2),
        (json!({"countries": ["rs"]}), 1),
        (json!({"countries": ["PL"]}), 2),
        (json!({"countries": ["PL"], "current": true}), 1),
        // All of it holds of one employment.
        (json!({"countries": ["PL"], "roles": ["buyer"]}), 0),
        (json!({"offers": ["sent"]}), 1),
        (json!({"offers": ["sent"], "countries": ["PL"]}), 0),
        (json!({"offers": ["accepted", "expired"]}), 0),
        (json!({"archived": true}), 0),
        (json!({"archived": false}), 2),
    ];
    for (employment, count) in cases {
        assert_eq!(found(owner, employment.clone()).await, count, "{employment}");
    }
    for (employment, pointer) in [
        (json!({"role": ["buyer"]}), "/filter/employment/role"),
        (json!({"roles": []}), "/filter/employment/roles"),
        (json!({"roles": ["boss"]}), "/filter/employment/roles/0"),
        (json!({"countries": ["Srbija"]}), "/filter/employment/countries/0"),
        (json!({"current": 1}), "/filter/employment/current"),
        (json!({"offers": ["open"]}), "/filter/employment/offers/0"),
    ] {
        let body = json!({"filter": {"employment": employment}});
        owner.post("/v1/segments/preview", &body).await.expect_invalid(pointer);
    }
    // A segment keeps it, and time alone changes who is in it.
    let filter = json!({"employment": {"offers": ["expired"], "current": true}});
    let segment = json!({"name": "Istekle ponude", "filter": filter});
    let kept = owner.post("/v1/segments", &segment).await.expect(201);
    assert_eq!(kept.json()["filter"], filter);
    let customers = format!("{}/customers", kept.header("location").unwrap());
    let members = async |client: &Client| {
        client.get(&customers).await.expect(200).json()["items"].as_array().unwrap().len()
    };
    assert_eq!(members(owner).await, 0);
    program.clock.advance(chrono::Duration::days(1));
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(members(owner).await, 1);
    assert_eq!(decide(&program, &page, "accept", "Ana").await.status.as_u16(), 404);
    let fields =
        owner.with_header("Accept-Language", "de").get("/v1/segments/fields").await.expect(200).json();
    let named: Vec<(&str, &str)> = fields["employment"]
        .as_array()
        .unwrap()
        .iter()
        .map(|field| (field["name"].as_str().unwrap(), field["title"].as_str().unwrap()))
        .collect();
    assert_eq!(
        named,
        [
            ("current", "Arbeitet jetzt dort"),
            ("roles", "Rolle in der Firma"),
            ("countries", "Land der Firma"),
            ("archived", "Firma ist archiviert"),
            ("offers", "Firma hat ein Angebot"),
        ]
    );
    assert_eq!(fields["employment"][4]["value_titles"]["sent"], "Offen");
}
