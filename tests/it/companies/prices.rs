use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{add, at_once_one, ids};

fn dinars(amount: i64) -> Value {
    json!({"amount": amount, "currency": "RSD"})
}

/// Agrees upon something; where it is.
async fn agree(client: &Client, company: &str, body: Value) -> String {
    let made = client.post(&format!("{company}/price-agreements"), &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

#[tokio::test]
async fn a_price_is_agreed_upon_changed_and_taken_back() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = agree(owner, &company, json!({"sku": "1001", "price": dinars(9_500), "note": "Rukom"})).await;
    let first = owner.get(&path).await.expect(200);
    let told = first.json();
    for (field, value) in [
        ("sku", json!("1001")),
        ("category", json!(null)),
        ("min_quantity", json!("0.001")),
        ("price", dinars(9_500)),
        ("discount_percent", json!(null)),
        ("from", json!("2026-11-21")),
        ("until", json!(null)),
        ("note", json!("Rukom")),
    ] {
        assert_eq!(told[field], value, "{field}");
    }
    program.clock.advance(chrono::Duration::seconds(1));
    let patch = json!({"discount_percent": "12.5", "until": "2026-12-31", "note": null});
    let changed = owner.patch(&path, &patch).await.expect(200).json();
    assert_eq!((&changed["price"], &changed["discount_percent"]), (&json!(null), &json!("12.50")));
    let stale = owner.with_header("If-Match", first.header("etag").unwrap());
    stale.patch(&path, &patch).await.expect_problem(412, "precondition_failed");
    stale.delete(&path).await.expect_problem(412, "precondition_failed");
    for (patch, pointer) in [
        (json!({"until": "2026-11-20"}), "/until"),
        (json!({"from": null}), "/from"),
        (json!({"price": dinars(-1)}), "/price/amount"),
        (json!({"price": dinars(1), "discount_percent": "1"}), "/discount_percent"),
        (json!({"discount_percent": "0"}), "/discount_percent"),
        (json!({"price": null}), "/price"),
        (json!({"discount_percent": null}), "/price"),
        (json!({"sku": "2"}), "/sku"),
    ] {
        owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    other.owner.get(&path).await.expect_problem(404, "not_found");
    let noted = owner.get("/v1/audit-events?subject_kind=price_agreement").await.expect(200).json();
    assert_eq!(noted["items"].as_array().unwrap().len(), 2);
    let refused = owner.delete(&company).await.expect_problem(409, "in_use");
    assert_eq!(refused["users"][0]["kind"], "price_agreement");
    // Of another company it is none.
    let bakery = add(owner, json!({"name": "Pekara"})).await;
    let elsewhere = format!("{bakery}/price-agreements/{}", path.rsplit('/').next().unwrap());
    owner.get(&elsewhere).await.expect_problem(404, "not_found");
    owner.delete(&elsewhere).await.expect_problem(404, "not_found");
    owner.delete(&path).await.expect(204);
    owner.delete(&company).await.expect(204);
}

#[tokio::test]
async fn a_wrong_agreement_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    for (body, pointer) in [
        (json!({"price": dinars(1)}), "/sku"),
        (json!({"sku": "1", "category": "a", "price": dinars(1)}), "/category"),
        (json!({"sku": "1"}), "/price"),
        (json!({"sku": "1", "price": dinars(1), "discount_percent": "5"}), "/discount_percent"),
        (json!({"sku": "1", "price": {"amount": 1, "currency": "XYZ"}}), "/price/currency"),
        (json!({"sku": "1", "discount_percent": "100.5"}), "/discount_percent"),
        (json!({"sku": "1", "price": dinars(1), "min_quantity": "0"}), "/min_quantity"),
        (json!({"sku": "1", "price": dinars(1), "from": "2026-02-01", "until": "2026-01-31"}), "/until"),
    ] {
        owner.post(&format!("{company}/price-agreements"), &body).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn no_two_agreements_for_the_same_goods_and_quantity_hold_on_one_day() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let year =
        |from: &str, until: Value| json!({"sku": "1", "price": dinars(1), "from": from, "until": until});
    let path = agree(owner, &company, year("2026-01-01", json!("2026-12-31"))).await;
    let id = path.rsplit('/').next().unwrap();
    let agreements = format!("{company}/price-agreements");
    for body in [
        year("2026-12-31", json!(null)),
        year("2025-01-01", json!("2026-01-01")),
        year("2026-03-01", json!("2026-03-02")),
        year("2025-01-01", json!(null)),
    ] {
        let refused = owner.post(&agreements, &body).await.expect_problem(409, "conflict");
        assert_eq!(refused["agreement_id"], id, "{body}");
    }
    let next = agree(owner, &company, year("2027-01-01", json!(null))).await;
    agree(owner, &company, year("2025-01-01", json!("2025-12-31"))).await;
    // Another quantity, other goods, another company.
    let mut more = year("2026-01-01", json!(null));
    more["min_quantity"] = json!("10");
    agree(owner, &company, more).await;
    agree(owner, &company, json!({"category": "1", "price": dinars(1)})).await;
    agree(owner, &company, json!({"category": "Hleb", "price": dinars(1)})).await;
    let same = json!({"category": "HLEB", "discount_percent": "1"});
    owner.post(&agreements, &same).await.expect_problem(409, "conflict");
    let bakery = add(owner, json!({"name": "Pekara"})).await;
    agree(owner, &bakery, year("2026-01-01", json!(null))).await;
    let refused = owner.patch(&next, &json!({"from": "2026-12-31"})).await.expect_problem(409, "conflict");
    assert_eq!(refused["agreement_id"], id);
    owner.patch(&next, &json!({"from": "2027-02-01"})).await.expect(200);
}

#[tokio::test]
async fn two_who_agree_at_once_agree_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let (path, body) = (format!("{company}/price-agreements"), json!({"sku": "1", "price": dinars(1)}));
    at_once_one(owner, &path, &body).await;
    assert_eq!(ids(&owner.get(&path).await.expect(200).json(), "id").len(), 1);
}

#[tokio::test]
async fn the_price_in_force_is_told_with_its_reason() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let one =
        agree(owner, &company, json!({"sku": "1001", "price": dinars(9_500), "from": "2026-01-01"})).await;
    let many = json!({"sku": "1001", "price": dinars(9_000), "min_quantity": "20", "from": "2026-01-01"});
    let many = agree(owner, &company, many).await;
    let bread = json!({"category": "Pecivo", "discount_percent": "12.5", "from": "2026-01-01", "until": "2026-12-31"});
    let bread = agree(owner, &company, bread).await;
    for (query, price, reason, agreement) in [
        ("sku=1001", json!(9_500), "sku", Some(&one)),
        ("sku=1001&quantity=19.999", json!(9_500), "sku", Some(&one)),
        ("sku=1001&quantity=20&category=pecivo", json!(9_000), "sku", Some(&many)),
        ("sku=1001&at=2025-12-31&list_price=12000", json!(12_000), "nothing_agreed", None),
        ("sku=1001&at=2025-12-31", json!(null), "nothing_agreed", None),
        ("sku=7&category=PECIVO&list_price=12000", json!(10_500), "category", Some(&bread)),
        ("sku=7&category=pecivo", json!(null), "category", Some(&bread)),
        ("sku=7&category=pecivo&at=2027-01-01&list_price=5", json!(5), "nothing_agreed", None),
        ("sku=7&list_price=12000", json!(12_000), "nothing_agreed", None),
    ] {
        let told = owner.get(&format!("{company}/prices?{query}")).await.expect(200).json();
        let amount = told["price"].get("amount").cloned().unwrap_or(json!(null));
        assert_eq!((&amount, &told["reason"]), (&price, &json!(reason)), "{query}");
        let found = told["agreement"].get("id").map(|id| id.as_str().unwrap().to_owned());
        assert_eq!(found.as_deref(), agreement.and_then(|path| path.rsplit('/').next()), "{query}");
    }
    owner.get(&format!("{company}/prices")).await.expect_invalid("?sku");
    owner.get(&format!("{company}/prices?sku=1&quantity=0")).await.expect_invalid("?quantity");
    owner.get(&format!("{company}/prices?sku=1&at=today")).await.expect_invalid("?at");
}
