use regulars_tests::Program;
use serde_json::{Value, json};

use crate::cards::registered;
use crate::customers::{add, has_bought};
use crate::loyalty;

#[tokio::test]
async fn a_card_a_phone_and_an_address_find_the_same_customer() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let member = json!({
        "first_name": "Ana", "last_name": "Živković", "email": "ana@example.com", "phone": "064 1234567",
        "card_number": "AB123456"
    });
    let customer = merchant.owner.post("/v1/members", &member).await.expect(201).json()["customer"].clone();
    has_bought(
        &program,
        &merchant.id,
        &customer,
        (2, 50_000, "2026-01-02T10:00:00Z", "2026-11-01T10:00:00Z"),
    )
    .await;
    let purchases = json!({
        "count": 2, "total": {"amount": 50_000, "currency": "RSD"}, "first_at": "2026-01-02T10:00:00Z",
        "last_at": "2026-11-01T10:00:00Z"
    });
    let brief = |name: &str| json!({"id": customer["id"], "display_name": name, "type": "regular", "purchases": purchases});
    let card = json!({"number": "AB123456", "status": "active"});
    let terminal = merchant.terminal().await;
    for query in ["card=AB123456", "card=ab12-3456"] {
        let found = terminal.get(&format!("/v1/lookup?{query}")).await.expect(200).json();
        assert_eq!(
            found,
            json!({"found": true, "card": card, "customer": brief("Ana Ž."), "points": [], "offers": []})
        );
    }
    for query in ["phone=0641234567", "phone=%2B381%2064%20123%204567", "email=ANA@example.com"] {
        let found = terminal.get(&format!("/v1/lookup?{query}")).await.expect(200).json();
        assert_eq!(
            found,
            json!({"found": true, "card": null, "customer": brief("Ana Ž."), "points": [], "offers": []}),
            "{query}"
        );
    }
    for client in [&merchant.owner, &merchant.staff("manager").await, &merchant.staff("cashier").await] {
        let found = client.get("/v1/lookup?card=AB123456").await.expect(200).json();
        assert_eq!(found["customer"], brief("Ana Živković"));
    }
}

#[tokio::test]
async fn nothing_found_is_no_error() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for query in ["card=ZZ99", "phone=0641234567", "email=ana@example.com"] {
        let answer = merchant.owner.get(&format!("/v1/lookup?{query}")).await.expect(200).json();
        assert_eq!(
            answer,
            json!({"found": false, "card": null, "customer": null, "points": [], "offers": []})
        );
    }
}

#[tokio::test]
async fn exactly_one_thing_is_shown() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (query, pointer) in [
        ("", "?card"),
        ("card=AB12&phone=0641234567", "?phone"),
        ("card=AB12&email=ana@example.com", "?email"),
        ("phone=0641234567&email=ana@example.com", "?email"),
        ("card=x", "?card"),
        ("card=", "?card"),
        ("phone=call", "?phone"),
        ("email=ana", "?email"),
        ("name=ana", "?name"),
        ("card=AB12&card=CD12", "?card"),
    ] {
        merchant.owner.get(&format!("/v1/lookup?{query}")).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn a_member_of_elsewhere_stays_unknown_whatever_is_asked() {
    let program = Program::start().await;
    let (home, here) = (program.merchant().await, program.merchant().await);
    let member = json!({
        "first_name": "Ana", "last_name": "Ilić", "email": "ana@example.com", "phone": "064 1234567",
        "card_number": "AB123456"
    });
    home.owner.post("/v1/members", &member).await.expect(201);
    let card = here.owner.get("/v1/lookup?card=AB123456").await.expect(200);
    assert_eq!(card.json()["customer"], Value::Null);
    assert!(!card.text.contains("Ana") && !card.text.contains("example.com"), "{}", card.text);
    for query in ["phone=0641234567", "email=ana@example.com"] {
        assert_eq!(here.owner.get(&format!("/v1/lookup?{query}")).await.json()["found"], false);
    }
    assert_eq!(here.owner.get("/v1/customers").await.json()["items"], json!([]));
}

#[tokio::test]
async fn of_several_with_one_number_the_one_who_bought_last_is_shown() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut customers = Vec::new();
    for name in ["Ana", "Eva", "Iva"] {
        program.clock.advance(chrono::Duration::seconds(1));
        customers.push(add(&merchant.owner, json!({"first_name": name, "phone": "0641234567"})).await);
    }
    let shown = async || {
        let found = merchant.owner.get("/v1/lookup?phone=0641234567").await.expect(200).json();
        found["customer"]["display_name"].as_str().unwrap().to_owned()
    };
    assert_eq!(shown().await, "Ana");
    has_bought(&program, &merchant.id, &customers[2], (1, 1, "2026-01-01T10:00:00Z", "2026-01-01T10:00:00Z"))
        .await;
    assert_eq!(shown().await, "Iva");
    has_bought(&program, &merchant.id, &customers[1], (1, 1, "2026-01-01T10:00:00Z", "2026-02-01T10:00:00Z"))
        .await;
    assert_eq!(shown().await, "Eva");
}

#[tokio::test]
async fn the_name_is_what_is_known() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let terminal = merchant.terminal().await;
    for (fields, at_terminal) in [
        (json!({"last_name": "Ilić", "company": "Delta"}), json!("I.")),
        (json!({"company": "Delta"}), json!("Delta")),
        (json!({}), Value::Null),
    ] {
        let mut fields = fields;
        fields["email"] = json!("somebody@example.com");
        let customer = add(&merchant.owner, fields).await;
        let found = terminal.get("/v1/lookup?email=somebody@example.com").await.expect(200).json();
        assert_eq!(found["customer"]["display_name"], at_terminal);
        let path = format!("/v1/customers/{}", customer["id"].as_str().unwrap());
        merchant.owner.patch(&path, &json!({"email": null})).await.expect(200);
    }
}

#[tokio::test]
async fn who_serves_no_customers_looks_nobody_up() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    registered(&merchant.owner, "AB123456").await;
    let members = merchant.integrator(&["members:write"]).await;
    for client in
        [merchant.staff("analyst").await, merchant.staff("marketer").await, program.operator().await, members]
    {
        client.get("/v1/lookup?card=AB123456").await.expect_problem(403, "forbidden");
    }
    let reader = merchant.integrator(&["customers:read"]).await;
    assert_eq!(reader.get("/v1/lookup?card=AB123456").await.expect(200).json()["found"], true);
}

#[tokio::test]
async fn a_shared_phone_means_the_same_one_at_a_lookup_and_on_a_receipt() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let till = merchant.terminal().await;
    let mut customers = Vec::new();
    for name in ["Ana", "Eva", "Iva"] {
        program.clock.advance(chrono::Duration::seconds(1));
        customers.push(add(&merchant.owner, json!({"first_name": name, "phone": "0641234567"})).await);
    }
    let meant = async |number: &str| {
        let receipt = json!({
            "receipt_number": number, "occurred_at": "2026-11-20T16:30:00Z", "currency": "RSD",
            "identify": {"phone": "064/123-45-67"}, "total": 100,
            "lines": [{"sku": "1", "quantity": "1", "unit_price": 100, "total": 100}]
        });
        let shown =
            till.get("/v1/lookup?phone=0641234567").await.expect(200).json()["customer"]["id"].clone();
        let asked =
            till.post("/v1/purchases?dry_run=true", &receipt).await.expect(200).json()["customer_id"].clone();
        let mut item = receipt.clone();
        item["kind"] = json!("purchase");
        let batch = till.post("/v1/purchases/batch", &json!({"items": [item]})).await.expect(200).json();
        assert_eq!((&shown, &shown), (&asked, &batch["results"][0]["purchase"]["customer_id"]));
        shown
    };
    assert_eq!(meant("1").await, customers[0]["id"]);
    let mut of_iva = json!({
        "receipt_number": "2", "occurred_at": "2026-11-20T18:30:00Z", "currency": "RSD", "total": 100,
        "lines": [{"sku": "1", "quantity": "1", "unit_price": 100, "total": 100}]
    });
    of_iva["identify"] = json!({"customer_id": customers[2]["id"]});
    till.post("/v1/purchases", &of_iva).await.expect(201);
    assert_eq!(meant("3").await, customers[2]["id"]);
}

#[tokio::test]
async fn the_till_sees_what_points_there_are_and_what_they_pay() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let points =
        loyalty::with(loyalty::paying(), &json!({"expiry": {"count": 1, "unit": "month", "to": "exact"}}));
    let path = loyalty::programme(owner, json!({}), points, &[loyalty::per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"email": "ana@example.com"})).await;
    let lookup = async || {
        let found = till.get("/v1/lookup?email=ana@example.com").await.expect(200).json();
        found["points"].clone()
    };
    assert_eq!(lookup().await, json!([]));
    loyalty::buy(&till, &loyalty::receipt("1", &customer, 500_000, json!({}))).await;
    let own = loyalty::account(owner, &customer).await;
    let expected = json!([{
        "programme_id": own["programme_id"], "programme": "Klub", "account_id": own["id"],
        "point_type": "points", "name": "Poeni", "scale": 0, "available": 50, "pending": 0, "deficit": 0,
        "value": {"amount": 5_000, "currency": "RSD"}, "expires_at": "2026-12-20T23:00:00Z", "expiring": 50
    }]);
    assert_eq!(lookup().await, expected);
    // What has expired is not there, whether or not that was written; and nothing pays in a programme that is paused.
    owner.put("/v1/test-clock", &json!({"now": "2026-12-21T10:00:00Z"})).await.expect(200);
    let gone = lookup().await;
    assert_eq!((&gone[0]["available"], &gone[0]["expires_at"]), (&json!(0), &Value::Null), "{gone}");
    loyalty::set_state(owner, &path, "paused").await;
    let paused = merchant.terminal().await.get("/v1/lookup?email=ana@example.com").await.expect(200).json();
    assert_eq!(paused["points"][0]["value"], Value::Null, "{paused}");
    loyalty::set_state(owner, &path, "closed").await;
    assert_eq!(lookup().await, json!([]));
}
