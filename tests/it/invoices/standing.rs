use regulars_tests::Program;
use serde_json::json;

use super::{bill, pay};
use crate::customers::{add, path_of};
use crate::timeline::{all, kinds};

#[tokio::test]
async fn the_card_shows_what_a_customer_owes_and_how_fast_it_pays() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({})).await;
    let expand = format!("{}?expand=invoices", path_of(&customer));
    let none = owner.get(&expand).await.expect(200).json()["expanded"]["invoices"].clone();
    assert_eq!(
        (&none["open"]["amount"], &none["days_to_pay"], &none["items"]),
        (&json!(0), &json!(null), &json!([]))
    );
    for (number, issued_on, paid, paid_on) in [
        ("A", "2026-10-01", 18_000, "2026-10-11"),
        ("B", "2026-10-02", 18_000, "2026-10-07"),
        ("C", "2026-10-03", 8_000, "2026-10-04"),
        ("D", "2026-11-20", 1_000, "2026-11-21"),
    ] {
        let (path, _) = bill(owner, &customer, 1, json!({"number": number, "issued_on": issued_on})).await;
        pay(owner, &path, paid, json!({"paid_on": paid_on})).await;
        program.clock.advance(chrono::Duration::seconds(1));
    }
    let shown = owner.get(&expand).await.expect(200).json()["expanded"]["invoices"].clone();
    assert_eq!(
        (&shown["open"]["amount"], &shown["overdue"]["amount"], &shown["days_to_pay"]),
        (&json!(27_000), &json!(10_000), &json!(8))
    );
    assert_eq!(shown["items"][0]["number"], "D");
    let told = all(owner, &format!("{}/timeline?kinds=invoice,payment", path_of(&customer)), 3).await;
    assert_eq!(told.len(), 8);
    assert_eq!(kinds(&told)[..2], ["payment", "invoice"]);
    assert_eq!(
        (&told[0]["payment"]["invoice_number"], &told[0]["payment"]["amount"]["amount"]),
        (&json!("D"), &json!(1_000))
    );
    assert_eq!(
        (&told[1]["invoice"]["number"], &told[1]["invoice"]["due_on"]),
        (&json!("D"), &json!("2026-12-05"))
    );
}

#[tokio::test]
async fn customers_are_found_by_what_they_owe() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (debtor, payer, other) =
        (add(owner, json!({})).await, add(owner, json!({})).await, add(owner, json!({})).await);
    bill(owner, &debtor, 1, json!({"issued_on": "2026-10-01"})).await;
    let (paid, _) = bill(owner, &payer, 1, json!({"issued_on": "2026-11-01"})).await;
    pay(owner, &paid, 18_000, json!({"paid_on": "2026-11-06"})).await;
    let field = |field: &str, op: &str, value: i64| json!({"field": field, "op": op, "value": value});
    for (filter, expected) in [
        (field("overdue_amount", "gt", 0), vec![&debtor]),
        (field("open_amount", "eq", 18_000), vec![&debtor]),
        (field("open_amount", "eq", 0), vec![&payer, &other]),
        (field("days_to_pay", "lte", 5), vec![&payer]),
        (json!({"field": "days_to_pay", "op": "not_exists"}), vec![&debtor, &other]),
    ] {
        let asked = json!({"filter": filter});
        let found = owner.post("/v1/customers/search", &asked).await.expect(200).json();
        let mut found: Vec<_> =
            found["items"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
        let mut expected: Vec<_> = expected.into_iter().map(|one| one["id"].clone()).collect();
        found.sort_by_key(ToString::to_string);
        expected.sort_by_key(ToString::to_string);
        assert_eq!(found, expected, "{filter}");
    }
    let fields = owner.get("/v1/segments/fields").await.expect(200).text;
    for name in ["open_amount", "overdue_amount", "days_to_pay"] {
        assert!(fields.contains(name), "{name}");
    }
}
