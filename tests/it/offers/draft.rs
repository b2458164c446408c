use regulars_tests::Program;
use serde_json::{Value, json};

use super::{hand_over, offer, write};
use crate::companies::{add, ids};

#[tokio::test]
async fn a_draft_is_written_changed_listed_and_deleted() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let keyed = owner.with_header("Idempotency-Key", "once");
    let body = offer(json!({"message": "Dostava je besplatna."}));
    let made = keyed.post(&format!("{company}/offers"), &body).await.expect(201);
    assert_eq!(keyed.post(&format!("{company}/offers"), &body).await.expect(201).text, made.text);
    let path = made.header("location").unwrap().to_owned();
    let first = owner.get(&path).await.expect(200);
    let told = first.json();
    for (field, value) in [
        ("number", json!(null)),
        ("version", json!(1)),
        ("state", json!("draft")),
        ("message", json!("Dostava je besplatna.")),
        ("total", json!({"amount": 10_000, "currency": "RSD"})),
        ("valid_until", json!("2026-11-30")),
        ("url", json!(null)),
        ("decision", json!(null)),
    ] {
        assert_eq!(told[field], value, "{field}");
    }
    program.clock.advance(chrono::Duration::seconds(1));
    let patch = json!({"title": "Hleb i pecivo", "message": null, "valid_until": "2026-12-15"});
    let changed = owner.patch(&path, &patch).await.expect(200).json();
    assert_eq!((&changed["title"], &changed["message"]), (&json!("Hleb i pecivo"), &json!(null)));
    assert_eq!(changed["lines"], told["lines"]);
    let stale = owner.with_header("If-Match", first.header("etag").unwrap());
    stale.patch(&path, &patch).await.expect_problem(412, "precondition_failed");
    stale.delete(&path).await.expect_problem(412, "precondition_failed");
    for (patch, pointer) in [
        (json!({"title": null}), "/title"),
        (json!({"valid_until": "2026-11-20"}), "/valid_until"),
        (json!({"lines": []}), "/lines"),
        (json!({"currency": "EUR"}), "/lines"),
        (json!({"state": "sent"}), "/state"),
    ] {
        owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    let lines = json!([{"description": "Torta", "unit_price": 2_500}]);
    let euros = owner.patch(&path, &json!({"currency": "EUR", "lines": lines})).await.expect(200).json();
    assert_eq!(euros["total"], json!({"amount": 2_500, "currency": "EUR"}));
    // Another merchant sees nothing of it.
    other.owner.get(&path).await.expect_problem(404, "not_found");
    other.owner.patch(&path, &patch).await.expect_problem(404, "not_found");
    other.owner.delete(&path).await.expect_problem(404, "not_found");
    other.owner.post(&format!("{path}/send"), &json!({"by": "link"})).await.expect_problem(404, "not_found");
    for action in ["withdraw", "revise"] {
        other.owner.post(&format!("{path}/{action}"), &Value::Null).await.expect_problem(404, "not_found");
    }
    let refused = owner.delete(&company).await.expect_problem(409, "in_use");
    assert_eq!(refused["users"][0]["kind"], "offer");
    let noted = owner.get("/v1/audit-events?subject_kind=offer").await.expect(200).json();
    assert_eq!(noted["items"].as_array().unwrap().len(), 3);
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    owner.delete(&company).await.expect(204);
}

#[tokio::test]
async fn a_wrong_offer_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let line = |fields: Value| {
        let mut line = json!({"description": "Hleb", "unit_price": 1});
        for (name, value) in fields.as_object().unwrap() {
            line[name] = value.clone();
        }
        json!({"lines": [line]})
    };
    let good = json!({"description": "Hleb", "unit_price": 1});
    for (fields, pointer) in [
        (json!({"valid_until": "2026-11-20"}), "/valid_until"),
        (json!({"title": ""}), "/title"),
        (json!({"currency": "XYZ"}), "/currency"),
        (json!({"lines": []}), "/lines"),
        (json!({"lines": vec![good; 201]}), "/lines"),
        (line(json!({"quantity": "0"})), "/lines/0/quantity"),
        (line(json!({"unit_price": -1})), "/lines/0/unit_price"),
        (line(json!({"unit_price": null})), "/lines/0/unit_price"),
        (line(json!({"discount_percent": "100.5"})), "/lines/0/discount_percent"),
        (line(json!({"description": ""})), "/lines/0/description"),
        (line(json!({"price": 1})), "/lines/0/price"),
        (line(json!({"quantity": "1000000", "unit_price": 1_000_000_000_000_i64})), "/lines/0/quantity"),
    ] {
        owner.post(&format!("{company}/offers"), &offer(fields)).await.expect_invalid(pointer);
    }
    // Today is the last day.
    write(owner, &company, json!({"valid_until": "2026-11-21"})).await;
    let nowhere = "/v1/companies/0192f0c1-2b3c-7d4e-8f5a-000000000000/offers";
    owner.post(nowhere, &offer(json!({}))).await.expect_problem(404, "not_found");
    owner.get(nowhere).await.expect_problem(404, "not_found");
    owner.patch(&company, &json!({"archived": true})).await.expect(200);
    let offers = format!("{company}/offers");
    let refused = owner.post(&offers, &offer(json!({}))).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "archived");
    assert_eq!(owner.get(&offers).await.expect(200).json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn offers_are_listed_by_where_they_stand_today() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let hotel = add(owner, json!({"name": "Hotel"})).await;
    let bakery = add(owner, json!({"name": "Pekara"})).await;
    let mut made = Vec::new();
    for (company, valid_until) in
        [(&hotel, "2026-11-21"), (&hotel, "2026-11-30"), (&bakery, "2026-11-30"), (&bakery, "2026-11-30")]
    {
        program.clock.advance(chrono::Duration::seconds(1));
        made.push(write(owner, company, json!({"valid_until": valid_until})).await);
    }
    for path in &made[..3] {
        hand_over(&program, owner, path).await;
    }
    let id = |path: &String| path.rsplit('/').next().unwrap().to_owned();
    program.clock.advance(chrono::Duration::days(1));
    let owner = &program.sign_in(&merchant.owner_email).await;
    let listed = async |query: &str| {
        let list = owner.get(query).await.expect(200).json();
        ids(&list, "id").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let all: Vec<String> = made.iter().rev().map(id).collect();
    assert_eq!(listed("/v1/offers").await, all);
    assert_eq!(listed("/v1/offers?state=sent").await, all[1..3]);
    assert_eq!(listed("/v1/offers?state=expired").await, all[3..]);
    assert_eq!(listed("/v1/offers?state=draft").await, all[..1]);
    assert_eq!(listed(&format!("{hotel}/offers")).await, all[2..]);
    let of_hotel = format!("/v1/offers?company_id={}&state=sent", id(&hotel));
    assert_eq!(listed(&of_hotel).await, all[2..3]);
    let page = owner.get("/v1/offers?limit=3").await.expect(200).json();
    let next = page["next"].as_str().unwrap();
    assert_eq!(listed(&format!("/v1/offers?limit=3&cursor={next}")).await, all[3..]);
    owner.get("/v1/offers?state=open").await.expect_invalid("?state");
    // What has expired is shown no longer.
    let expired = owner.get(&made[0]).await.expect(200).json();
    assert_eq!((&expired["state"], &expired["url"]), (&json!("expired"), &json!(null)));
    owner.delete(&made[0]).await.expect(204);
}
