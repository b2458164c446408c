use chrono::Duration;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{bill, pay};
use crate::customers::{add, path_of};

async fn set_days(owner: &Client, days: Value) {
    let body = json!({
        "payment_days": 15, "tax": null, "exemption_reason": null, "tax_id": null, "registration_id": null,
        "payment_account": "RS35260005601001611379", "reminder_days": days
    });
    let set = owner.put("/v1/invoice-settings", &body).await.expect(200).json();
    assert_eq!(set["reminder_days"], days);
}

async fn mails(owner: &Client) -> Vec<Value> {
    let captured = owner.get("/v1/sandbox/messages").await.expect(200).json();
    captured["items"].as_array().unwrap().clone()
}

async fn reminded(owner: &Client, invoice: &str) -> Vec<Value> {
    let listed = owner.get(&format!("{invoice}/reminders")).await.expect(200).json();
    listed["items"].as_array().unwrap().iter().map(|one| one["days_after_due"].clone()).collect()
}

#[tokio::test]
async fn customers_are_reminded_on_the_days_that_the_merchant_sets() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({"first_name": "Ana", "email": "ana@example.com"})).await;
    let silent = add(owner, json!({"first_name": "Iva", "phone": "+381641234567"})).await;
    // Today is the 21st, and the clock of the merchant stands at eleven.
    let due = json!({"issued_on": "2026-11-10", "due_on": "2026-11-24"});
    let (open, made) = bill(owner, &customer, 2, due.clone()).await;
    let (paid, _) = bill(owner, &customer, 1, due.clone()).await;
    let (unreachable, _) = bill(owner, &silent, 1, due).await;
    pay(owner, &open, 10_000, json!({})).await;
    pay(owner, &paid, 18_000, json!({})).await;
    set_days(owner, json!([-2, 1])).await;
    program.work().await;
    assert_eq!(mails(owner).await, Vec::<Value>::new(), "reminders leave from the next morning on");
    program.clock.advance(Duration::days(1));
    program.work().await;
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    let sent = mails(owner).await;
    assert_eq!(sent.len(), 1);
    let number = made["number"].as_str().unwrap();
    assert_eq!(sent[0]["to"], "ana@example.com");
    assert_eq!(sent[0]["subject"], format!("Pekara: račun {number} uskoro dospeva"));
    let text = sent[0]["text"].as_str().unwrap();
    for said in [number, "260,00 RSD", "24. 11. 2026.", "RS35260005601001611379"] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert!(sent[0]["html"].as_str().unwrap().contains("260,00 RSD"));
    assert_eq!(sent[0]["headers"]["Auto-Submitted"], "auto-generated");
    program.clock.advance(Duration::days(3));
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    let sent = mails(owner).await;
    assert_eq!(
        (sent.len(), &sent[0]["subject"]),
        (2, &json!(format!("Pekara: podsetnik za račun {number}")))
    );
    assert_eq!(reminded(owner, &open).await, [json!(1), json!(-2)]);
    assert_eq!(reminded(owner, &paid).await, Vec::<Value>::new());
    assert_eq!(reminded(owner, &unreachable).await, Vec::<Value>::new());
    // Who is given longer is reminded again.
    owner.patch(&open, &json!({"due_on": "2026-11-28"})).await.expect(200);
    program.clock.advance(Duration::days(1));
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(reminded(owner, &open).await, [json!(-2), json!(1), json!(-2)]);
    set_days(owner, json!([])).await;
    program.clock.advance(Duration::days(3));
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(mails(owner).await.len(), 3);
}

#[tokio::test]
async fn what_a_worker_slept_through_is_made_up_for_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    set_days(owner, json!([-1, 0, 1, 30])).await;
    let customer = add(owner, json!({"email": "ana@example.com"})).await;
    let (path, _) = bill(owner, &customer, 1, json!({"due_on": "2026-11-23"})).await;
    let (long_due, _) =
        bill(owner, &customer, 1, json!({"issued_on": "2026-10-01", "due_on": "2026-10-10"})).await;
    program.clock.advance(Duration::days(5));
    program.work().await;
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(reminded(owner, &path).await, [json!(1)], "of the days that have come only the latest");
    assert_eq!(reminded(owner, &long_due).await, Vec::<Value>::new(), "what was due long ago stays");
}

#[tokio::test]
async fn somebody_may_remind_once_a_day() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = add(owner, json!({"email": "ana@example.com", "language": "de"})).await;
    let (path, made) = bill(owner, &customer, 1, json!({"due_on": "2026-11-21"})).await;
    let reminders = format!("{path}/reminders");
    let keyed = owner.with_header("Idempotency-Key", "once");
    let asked = keyed.post(&reminders, &Value::Null).await.expect(202);
    let job = asked.header("location").unwrap().to_owned();
    assert_eq!(keyed.post(&reminders, &Value::Null).await.expect(202).text, asked.text);
    let refused = owner.post(&reminders, &Value::Null).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "reminded_today");
    let told = owner.get(&job).await.expect(200).json();
    assert_eq!(
        (&told["kind"], &told["customer_id"], &told["invoice_id"]),
        (&json!("invoice_reminder_mail"), &customer["id"], &made["id"])
    );
    program.work().await;
    let sent = mails(owner).await;
    let subject = format!("Pekara: Rechnung {} ist bald fällig", made["number"].as_str().unwrap());
    assert_eq!((sent.len(), &sent[0]["subject"]), (1, &json!(subject)));
    program.clock.advance(Duration::days(1));
    let owner = &program.sign_in(&merchant.owner_email).await;
    owner.post(&reminders, &Value::Null).await.expect(202);
    // What is paid before the mail is written is reminded of no more.
    pay(owner, &path, 18_000, json!({})).await;
    program.work().await;
    assert_eq!(mails(owner).await.len(), 1);
    let refused = owner.post(&reminders, &Value::Null).await.expect_problem(409, "conflict");
    assert_eq!(refused["reason"], "nothing_open");
}

#[tokio::test]
async fn who_may_not_be_written_to_is_not_reminded() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let silent = add(owner, json!({"phone": "+381641234567"})).await;
    let gone = add(owner, json!({"email": "ana@example.com"})).await;
    for (customer, reason) in [(&silent, "no_address"), (&gone, "buyer_erased")] {
        let (path, _) = bill(owner, customer, 1, json!({})).await;
        if reason == "buyer_erased" {
            owner.delete(&path_of(customer)).await.expect(204);
        }
        let refused =
            owner.post(&format!("{path}/reminders"), &Value::Null).await.expect_problem(409, "conflict");
        assert_eq!(refused["reason"], reason);
    }
    let live = program.merchant_with(json!({"mode": "live"})).await;
    let customer = add(&live.owner, json!({"email": "ana@example.com"})).await;
    let (path, _) = bill(&live.owner, &customer, 1, json!({})).await;
    live.owner.post(&format!("{path}/reminders"), &Value::Null).await.expect_problem(409, "no_mail_relay");
    for (days, pointer) in [
        (json!([1, 1]), "/reminder_days/1"),
        (json!([181]), "/reminder_days/0"),
        (json!([1, 2, 3, 4, 5, 6, 7]), "/reminder_days"),
    ] {
        owner
            .put("/v1/invoice-settings", &json!({"payment_days": 1, "reminder_days": days}))
            .await
            .expect_invalid(pointer);
    }
}
