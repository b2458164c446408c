use regulars_tests::Program;
use serde_json::{Value, json};

use super::{bill, pay};
use crate::customers::add;
use crate::timeline::all;

fn numbers(items: &[Value]) -> Vec<&str> {
    items.iter().map(|invoice| invoice["number"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn invoices_are_listed_by_state_customer_number_and_days() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, iva) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let of = |number: &str, issued_on: &str| json!({"number": number, "issued_on": issued_on});
    bill(owner, &ana, 1, of("open", "2026-11-20")).await;
    let (partly, _) = bill(owner, &ana, 1, of("partly", "2026-11-19")).await;
    bill(owner, &iva, 1, of("overdue", "2026-11-01")).await;
    let (late, _) = bill(owner, &ana, 1, of("late", "2026-10-02")).await;
    let (paid, _) = bill(owner, &iva, 1, of("paid", "2026-10-01")).await;
    let (credited, _) = bill(owner, &iva, 1, of("credited", "2026-09-30")).await;
    pay(owner, &partly, 1_000, json!({})).await;
    pay(owner, &late, 1_000, json!({})).await;
    pay(owner, &paid, 18_000, json!({})).await;
    let note = json!({"lines": [{"line": 1, "quantity": "1"}]});
    owner.post(&format!("{credited}/credit-notes"), &note).await.expect(201);
    let customer = iva["id"].as_str().unwrap();
    for (query, expected) in [
        (String::new(), vec!["open", "partly", "overdue", "late", "paid", "credited"]),
        ("state=open".to_owned(), vec!["open"]),
        ("state=partly_paid".to_owned(), vec!["partly"]),
        ("state=overdue".to_owned(), vec!["overdue", "late"]),
        ("state=paid".to_owned(), vec!["paid"]),
        ("state=credited".to_owned(), vec!["credited"]),
        ("state=open,overdue".to_owned(), vec!["open", "overdue", "late"]),
        (format!("customer_id={customer}"), vec!["overdue", "paid", "credited"]),
        (format!("customer_id={customer}&state=overdue"), vec!["overdue"]),
        ("number=OVER%20due".to_owned(), vec!["overdue"]),
        ("due_before=2026-11-16".to_owned(), vec!["late", "paid", "credited"]),
        ("issued_from=2026-10-02&issued_before=2026-11-19".to_owned(), vec!["overdue", "late"]),
    ] {
        let found = all(owner, &format!("/v1/invoices?{query}"), 2).await;
        assert_eq!(numbers(&found), expected, "{query}");
    }
    // The day goes on, and with it what is overdue.
    program.clock.advance(chrono::Duration::days(30));
    let owner = &program.sign_in(&merchant.owner_email).await;
    let found = all(owner, "/v1/invoices?state=overdue", 50).await;
    assert_eq!(numbers(&found), ["open", "partly", "overdue", "late"]);
    owner.get("/v1/invoices?state=lost").await.expect_invalid("?state");
    owner.get("/v1/invoices?due_before=soon").await.expect_invalid("?due_before");
}

#[tokio::test]
async fn nobody_lists_the_invoices_of_another_merchant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = add(&merchant.owner, json!({})).await;
    let (path, _) = bill(&merchant.owner, &customer, 1, json!({})).await;
    assert_eq!(other.owner.get("/v1/invoices").await.expect(200).json()["items"], json!([]));
    for path in [path.clone(), format!("{path}/payments"), format!("{path}/credit-notes")] {
        other.owner.get(&path).await.expect_problem(404, "not_found");
    }
}
