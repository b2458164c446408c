use regulars_tests::Program;
use serde_json::{Value, json};

use super::{hand_over, offer, write};
use crate::companies::add;

#[tokio::test]
async fn a_line_has_the_price_that_was_agreed_upon_unless_it_comes_with_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let dinars = |amount: i64| json!({"amount": amount, "currency": "RSD"});
    let mut agreed = Vec::new();
    for body in [
        json!({"sku": "1001", "price": dinars(9_500), "min_quantity": "1"}),
        json!({"sku": "1001", "price": dinars(9_000), "min_quantity": "20"}),
        json!({"category": "Pecivo", "discount_percent": "10"}),
        json!({"sku": "old", "price": dinars(1), "from": "2026-01-01", "until": "2026-11-20"}),
    ] {
        let made = owner.post(&format!("{company}/price-agreements"), &body).await.expect(201).json();
        agreed.push(made["id"].clone());
    }
    let lines = json!([
        {"sku": "1001", "description": "Hleb", "quantity": "19"},
        {"sku": "1001", "description": "Hleb", "quantity": "20"},
        {"sku": "1001", "description": "Hleb", "quantity": "20", "unit_price": 9_100},
        {"sku": "1001", "description": "Hleb", "quantity": "20", "discount_percent": "5"},
        {"sku": "7", "category": "PECIVO", "description": "Kifla", "quantity": "3", "unit_price": 3_333},
        {"sku": "7", "category": "PECIVO", "description": "Kifla", "unit_price": 3_333, "discount_percent": "0"},
        {"sku": "7", "category": "PECIVO", "description": "Kifla", "unit_price": 3_333, "discount_percent": "2.5"},
        {"description": "Dostava", "unit_price": 50_000},
    ]);
    let path = write(owner, &company, json!({"lines": lines})).await;
    let told = owner.get(&path).await.expect(200).json();
    let shown: Vec<(i64, Value, i64, Value)> = told["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| {
            (
                line["unit_price"]["amount"].as_i64().unwrap(),
                line["discount_percent"].clone(),
                line["total"]["amount"].as_i64().unwrap(),
                line["price_agreement_id"].clone(),
            )
        })
        .collect();
    let none = || json!(null);
    assert_eq!(
        shown,
        [
            (9_500, none(), 180_500, agreed[0].clone()),
            (9_000, none(), 180_000, agreed[1].clone()),
            (9_100, none(), 182_000, none()),
            (9_000, json!("5.00"), 171_000, agreed[1].clone()),
            (3_333, json!("10.00"), 8_999, agreed[2].clone()),
            (3_333, none(), 3_333, none()),
            (3_333, json!("2.50"), 3_250, none()),
            (50_000, none(), 50_000, none()),
        ]
    );
    let sum: i64 = shown.iter().map(|(_, _, total, _)| total).sum();
    assert_eq!(told["total"]["amount"], sum);
    for (line, currency) in [
        (json!({"sku": "2002", "description": "Nepoznato"}), "RSD"),
        (json!({"sku": "old", "description": "Isteklo"}), "RSD"),
        (json!({"sku": "1001", "description": "Hleb", "quantity": "0.5"}), "RSD"),
        (json!({"sku": "7", "category": "Pecivo", "description": "Kifla"}), "RSD"),
        (json!({"sku": "1001", "description": "Hleb"}), "EUR"),
        (json!({"description": "Bez broja"}), "RSD"),
    ] {
        let good = json!({"description": "Dostava", "unit_price": 1});
        let body = offer(json!({"currency": currency, "lines": [good, line]}));
        owner.post(&format!("{company}/offers"), &body).await.expect_invalid("/lines/1/unit_price");
    }
    // What was agreed upon since does not change what was written before.
    let agreement = format!("{company}/price-agreements/{}", agreed[0].as_str().unwrap());
    owner.patch(&agreement, &json!({"price": dinars(1)})).await.expect(200);
    let kept = owner.patch(&path, &json!({"title": "Drugo"})).await.expect(200).json();
    assert_eq!(kept["lines"], told["lines"]);
    // Of another company nothing is agreed upon.
    let bakery = add(owner, json!({"name": "Pekara"})).await;
    let body = offer(json!({"lines": [{"sku": "1001", "description": "Hleb"}]}));
    owner.post(&format!("{bakery}/offers"), &body).await.expect_invalid("/lines/0/unit_price");
}

#[tokio::test]
async fn a_line_has_its_unit_and_its_tax() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let flour = |fields: Value| {
        let mut line = json!({"description": "Brašno", "quantity": "2.5", "unit_price": 10_000});
        for (name, value) in fields.as_object().unwrap() {
            line[name] = value.clone();
        }
        json!({"lines": [line]})
    };
    let said = flour(json!({"unit": "kg", "tax": {"category": "standard", "percent": "20"}}));
    let path = write(owner, &company, said).await;
    let told = owner.get(&path).await.expect(200).json();
    let line = &told["lines"][0];
    let tax = json!({"category": "standard", "percent": "20.00"});
    assert_eq!((&line["unit"], &line["tax"], &line["total"]["amount"]), (&json!("kg"), &tax, &json!(25_000)));
    let renamed = owner.patch(&path, &json!({"title": "Drugo"})).await.expect(200).json();
    assert_eq!(renamed["lines"], told["lines"]);
    let page = hand_over(&program, owner, &path).await;
    let shown = program.client.get(&page).await.expect(200).text;
    for part in [">2,5 kg<", "PDV 20%"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    for (fields, pointer) in [
        (json!({"tax": {"category": "standard"}}), "/lines/0/tax/percent"),
        (json!({"tax": {"category": "exempt", "percent": "20"}}), "/lines/0/tax/percent"),
        (json!({"unit": " "}), "/lines/0/unit"),
    ] {
        owner.post(&format!("{company}/offers"), &offer(flour(fields))).await.expect_invalid(pointer);
    }
}
