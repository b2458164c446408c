use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{add, ids};
use crate::timeline::sell;

async fn customer(client: &Client, name: &str) -> Value {
    crate::customers::add(client, json!({"first_name": name, "last_name": "Trn"})).await
}

/// Has a customer work for a company; where that is.
async fn employ(client: &Client, company: &str, customer: &Value, fields: Value) -> String {
    let mut body = json!({"customer_id": customer["id"], "role": "buyer"});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = client.post(&format!("{company}/employees"), &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

#[tokio::test]
async fn a_customer_works_for_a_company_with_a_role_and_days() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let ana = customer(owner, "Ana").await;
    let path = employ(owner, &company, &ana, json!({"job_title": "Nabavka", "since": "2026-01-01"})).await;
    let told = owner.get(&path).await.expect(200);
    let employee = told.json();
    assert_eq!(path, format!("{company}/employees/{}", ana["id"].as_str().unwrap()));
    for (field, value) in [
        ("display_name", json!("Ana Trn")),
        ("role", json!("buyer")),
        ("job_title", json!("Nabavka")),
        ("since", json!("2026-01-01")),
        ("until", json!(null)),
        ("is_current", json!(true)),
        ("is_main", json!(true)),
    ] {
        assert_eq!(employee[field], value, "{field}");
    }
    let same = json!({"customer_id": ana["id"], "role": "other"});
    owner.post(&format!("{company}/employees"), &same).await.expect_problem(409, "conflict");
    let left = json!({"until": "2026-11-20", "role": "decision_maker", "job_title": null});
    program.clock.advance(chrono::Duration::seconds(1));
    let changed = owner.patch(&path, &left).await.expect(200).json();
    assert_eq!(
        (&changed["is_current"], &changed["role"], &changed["job_title"], &changed["is_main"]),
        (&json!(false), &json!("decision_maker"), &json!(null), &json!(false))
    );
    let stale = owner.with_header("If-Match", told.header("etag").unwrap());
    stale.patch(&path, &json!({"until": null})).await.expect_problem(412, "precondition_failed");
    stale.delete(&path).await.expect_problem(412, "precondition_failed");
    // Today is the last day: the customer works there still.
    assert_eq!(
        owner.patch(&path, &json!({"until": "2026-11-21"})).await.expect(200).json()["is_current"],
        true
    );
    for (patch, pointer) in [
        (json!({"until": "2025-12-31"}), "/until"),
        (json!({"role": null}), "/role"),
        (json!({"role": "boss"}), "/role"),
        (json!({"job_title": ""}), "/job_title"),
        (json!({"since": "yesterday"}), "/since"),
        (json!({"customer_id": ana["id"]}), "/customer_id"),
    ] {
        owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    let about = ana["id"].as_str().unwrap();
    let noted = owner.get(&format!("/v1/audit-events?customer_id={about}&subject_kind=employment")).await;
    assert_eq!(noted.expect(200).json()["items"].as_array().unwrap().len(), 3);
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    owner.get(&crate::customers::path_of(&ana)).await.expect(200);
}

#[tokio::test]
async fn a_wrong_employee_is_refused() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let ana = customer(owner, "Ana").await;
    let stranger = customer(&other.owner, "Eva").await;
    let employees = format!("{company}/employees");
    for (body, pointer) in [
        (json!({"role": "buyer"}), "/customer_id"),
        (json!({"customer_id": ana["id"]}), "/role"),
        (
            json!({"customer_id": ana["id"], "role": "buyer", "since": "2026-02-01", "until": "2026-01-31"}),
            "/until",
        ),
        (json!({"customer_id": ana["id"], "role": "buyer", "salary": 1}), "/salary"),
    ] {
        owner.post(&employees, &body).await.expect_invalid(pointer);
    }
    let foreign = json!({"customer_id": stranger["id"], "role": "buyer"});
    owner.post(&employees, &foreign).await.expect_problem(404, "not_found");
    other.owner.post(&employees, &foreign).await.expect_problem(404, "not_found");
    other.owner.get(&employees).await.expect_problem(404, "not_found");
    assert_eq!(owner.get(&employees).await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn of_several_companies_one_is_the_main_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = customer(owner, "Ana").await;
    let (hotel, bakery) =
        (add(owner, json!({"name": "Hotel"})).await, add(owner, json!({"name": "Pekara"})).await);
    let at_hotel = employ(owner, &hotel, &ana, json!({"is_main": true})).await;
    let at_bakery = employ(owner, &bakery, &ana, json!({})).await;
    let main = async || {
        let told = async |path: &str| owner.get(path).await.expect(200).json()["is_main"] == true;
        (told(&at_hotel).await, told(&at_bakery).await)
    };
    assert_eq!(main().await, (true, false));
    program.clock.advance(chrono::Duration::seconds(1));
    owner.patch(&at_bakery, &json!({"is_main": true})).await.expect(200);
    assert_eq!(main().await, (false, true));
    // Who has left has another main company.
    owner.patch(&at_bakery, &json!({"until": "2026-11-01"})).await.expect(200);
    assert_eq!(main().await, (true, false));
    let path = format!("{}?expand=companies", crate::customers::path_of(&ana));
    let card = owner.get(&path).await.expect(200).json();
    let companies = card["expanded"]["companies"].as_array().unwrap();
    let told: Vec<_> = companies
        .iter()
        .map(|one| (one["company_name"].as_str().unwrap(), one["is_current"] == true, one["is_main"] == true))
        .collect();
    assert_eq!(told, [("Pekara", false, false), ("Hotel", true, true)]);
    // The text that the customer gave is the customer's own.
    assert_eq!(card["company"], json!(null));
}

#[tokio::test]
async fn employees_are_listed_page_by_page_and_by_role() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let mut made = Vec::new();
    for (name, fields) in [
        ("Ana", json!({})),
        ("Eva", json!({"role": "accounting"})),
        ("Iva", json!({"until": "2026-11-20"})),
        ("Mia", json!({"since": "2026-11-22"})),
    ] {
        program.clock.advance(chrono::Duration::milliseconds(5));
        let one = customer(owner, name).await;
        employ(owner, &company, &one, fields).await;
        made.push(one["id"].as_str().unwrap().to_owned());
    }
    let list = async |query: &str| owner.get(&format!("{company}/employees{query}")).await.expect(200).json();
    assert_eq!(ids(&list("").await, "customer_id"), made);
    assert_eq!(ids(&list("?role=accounting").await, "customer_id"), [&made[1]]);
    assert_eq!(ids(&list("?current=true").await, "customer_id"), [&made[0], &made[1]]);
    assert_eq!(ids(&list("?current=false").await, "customer_id"), [&made[2], &made[3]]);
    let first = list("?limit=3").await;
    let second = list(&format!("?limit=3&cursor={}", first["next"].as_str().unwrap())).await;
    assert_eq!((ids(&first, "customer_id").len(), ids(&second, "customer_id")), (3, vec![made[3].as_str()]));
    owner.get(&format!("{company}/employees?role=boss")).await.expect_invalid("?role");
}

#[tokio::test]
async fn a_company_tells_what_its_people_have_bought() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let (ana, eva, iva) =
        (customer(owner, "Ana").await, customer(owner, "Eva").await, customer(owner, "Iva").await);
    let mut total = 0;
    for (number, (one, day)) in
        [(&ana, "2026-11-02"), (&ana, "2026-11-09"), (&eva, "2026-11-05"), (&iva, "2026-11-12")]
            .iter()
            .enumerate()
    {
        sell(owner, one, &number.to_string(), &format!("{day}T10:00:00Z")).await;
    }
    for one in [&ana, &eva] {
        employ(owner, &company, one, json!({})).await;
        let told = owner.get(&crate::customers::path_of(one)).await.expect(200).json();
        total += told["purchases"]["total"]["amount"].as_i64().unwrap();
    }
    employ(owner, &company, &iva, json!({"until": "2026-11-20"})).await;
    let told = owner.get(&company).await.expect(200).json();
    assert_eq!((&told["employees"], &told["purchases"]["count"]), (&json!(2), &json!(3)));
    assert_eq!(told["purchases"]["total"]["amount"], total);
    assert_eq!(told["purchases"]["first_at"], "2026-11-02T10:00:00Z");
    assert_eq!(told["purchases"]["last_at"], "2026-11-09T10:00:00Z");
}
