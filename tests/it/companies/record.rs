use regulars_tests::Program;
use serde_json::{Value, json};

use super::{add, at_once_one, ids};
use crate::erasure::search::rows_with;

fn names(list: &Value) -> Vec<&str> {
    ids(list, "name")
}

fn bakery() -> Value {
    json!({
        "name": "Pekara Trn", "legal_name": "Trn i sinovi d.o.o.", "tax_number": "RS 101 134 702", "tax_country": "rs",
        "registration_number": "20999999", "address": {"street": "Đure Jakšića 2", "city": "Niš", "country": "RS"},
        "email": "Trn@example.com", "phone": "064 765 4321", "website": "trn.example", "note": "Zatvoreno\nponedeljkom."
    })
}

#[tokio::test]
async fn a_company_is_kept_as_it_is_told() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let made = owner.post("/v1/companies", &bakery()).await.expect(201);
    let path = made.header("location").unwrap().to_owned();
    let told = owner.get(&path).await.expect(200);
    assert_eq!(told.json(), made.json());
    let told = told.json();
    for (field, value) in [
        ("name", json!("Pekara Trn")),
        ("tax_number", json!("101134702")),
        ("tax_country", json!("RS")),
        ("tax_number_check", json!("check_digits")),
        ("phone", json!("+381647654321")),
        ("email", json!("Trn@example.com")),
        ("note", json!("Zatvoreno\nponedeljkom.")),
        ("archived_at", json!(null)),
        ("employees", json!(0)),
    ] {
        assert_eq!(told[field], value, "{field}");
    }
    assert_eq!(
        (&told["address"]["street"], &told["purchases"]["count"]),
        (&json!("Đure Jakšića 2"), &json!(0))
    );
}

#[tokio::test]
async fn a_wrong_company_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for (field, value, pointer) in [
        ("name", json!(null), "/name"),
        ("name", json!(" "), "/name"),
        ("name", json!("x".repeat(201)), "/name"),
        ("tax_number", json!("101134703"), "/tax_number"),
        ("tax_number", json!("1"), "/tax_number"),
        ("tax_number", json!(null), "/tax_country"),
        ("tax_country", json!("Serbia"), "/tax_country"),
        ("email", json!("trn"), "/email"),
        ("phone", json!("12"), "/phone"),
        ("website", json!("javascript:alert(1)"), "/website"),
        ("address", json!({"town": "Niš"}), "/address/town"),
        ("note", json!("x".repeat(4_001)), "/note"),
        ("owner", json!("me"), "/owner"),
    ] {
        let mut body = bakery();
        body[field] = value;
        merchant.owner.post("/v1/companies", &body).await.expect_invalid(pointer);
    }
    let lonely = json!({"name": "A", "tax_number": "101134702"});
    merchant.owner.post("/v1/companies", &lonely).await.expect_invalid("/tax_country");
    assert_eq!(merchant.owner.get("/v1/companies").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_tax_number_belongs_to_one_company_of_a_merchant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let path = add(owner, bakery()).await;
    let id = path.rsplit('/').next().unwrap();
    let twice = json!({"name": "Ista", "tax_number": "101134702", "address": {"country": "RS"}});
    let refused = owner.post("/v1/companies", &twice).await.expect_problem(409, "conflict");
    assert_eq!(
        (&refused["company_id"], &refused["errors"][0]["pointer"]),
        (&json!(id), &json!("/tax_number"))
    );
    other.owner.post("/v1/companies", &twice).await.expect(201);
    // A number of another country is another one, and many have none.
    for body in [json!({"name": "B", "tax_number": "101134702", "tax_country": "US"}), json!({"name": "C"})] {
        owner.post("/v1/companies", &body).await.expect(201);
    }
    let third = add(owner, json!({"name": "D"})).await;
    let patch = json!({"tax_number": "101134702", "tax_country": "RS"});
    let refused = owner.patch(&third, &patch).await.expect_problem(409, "conflict");
    assert_eq!(refused["company_id"], id);
    // Its own is no other's.
    owner.patch(&path, &patch).await.expect(200);
    owner.patch(&path, &json!({"tax_number": null})).await.expect(200);
    owner.patch(&third, &patch).await.expect(200);
}

#[tokio::test]
async fn two_who_send_the_same_tax_number_at_once_make_one_company() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    at_once_one(&merchant.owner, "/v1/companies", &bakery()).await;
    let list = merchant.owner.get("/v1/companies").await.expect(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_company_is_changed_field_by_field_and_noted_without_what_is_private() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let made = owner.post("/v1/companies", &bakery()).await.expect(201);
    let path = made.header("location").unwrap().to_owned();
    let before = owner.get(&path).await.expect(200);
    program.clock.advance(chrono::Duration::seconds(1));
    let patch = json!({
        "name": "Pekara Trn i Mak", "legal_name": null, "email": "nova@example.com", "note": "Tajna",
        "address": {"city": "Vranje"}, "phone": "064 123 4567"
    });
    let changed = owner.with_header("If-Match", before.header("etag").unwrap()).patch(&path, &patch).await;
    let changed = changed.expect(200).json();
    assert_eq!(owner.get(&path).await.expect(200).json(), changed);
    assert_eq!((&changed["legal_name"], &changed["phone"]), (&json!(null), &json!("+381641234567")));
    assert_eq!(changed["address"]["street"], "Đure Jakšića 2");
    let stale = owner.with_header("If-Match", before.header("etag").unwrap());
    stale.patch(&path, &json!({"name": "B"})).await.expect_problem(412, "precondition_failed");
    stale.delete(&path).await.expect_problem(412, "precondition_failed");
    let events = owner.get("/v1/audit-events?subject_kind=company").await.expect(200).json();
    let event = &events["items"][0];
    let told = |field: &str| {
        event["changes"].as_array().unwrap().iter().find(|change| change["field"] == field).cloned()
    };
    assert_eq!(told("name").unwrap()["after"], "Pekara Trn i Mak");
    for field in ["email", "note", "address.city", "phone"] {
        assert_eq!(told(field).unwrap_or_else(|| panic!("{field}: {event}"))["after"], "***", "{field}");
    }
    assert!(!events.to_string().contains("Tajna") && !events.to_string().contains("nova@example.com"));
    // A change of nothing leaves no note.
    owner.patch(&path, &patch).await.expect(200);
    let again = owner.get("/v1/audit-events?subject_kind=company").await.expect(200).json();
    assert_eq!(again["items"].as_array().unwrap().len(), 2);
    for (patch, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"tax_country": "ME"}), "/tax_number"),
        (json!({"tax_country": null}), "/tax_country"),
        (json!({"tax_number": null, "tax_country": "RS"}), "/tax_country"),
        (json!({"archived": null}), "/archived"),
        (json!({"id": 1}), "/id"),
    ] {
        owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
}

#[tokio::test]
async fn companies_are_found_by_any_part_of_any_value_page_by_page() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for fields in [
        bakery(),
        json!({"name": "Hotel Đerdap", "address": {"city": "Kladovo"}, "note": "trn"}),
        json!({"name": "100% pamuk", "registration_number": "7_7"}),
    ] {
        program.clock.advance(chrono::Duration::seconds(1));
        add(owner, fields).await;
    }
    for (query, found) in [
        ("", vec!["100% pamuk", "Hotel Đerdap", "Pekara Trn"]),
        ("?q=djerdap", vec!["Hotel Đerdap"]),
        ("?q=%D1%92%D0%B5%D1%80%D0%B4%D0%B0%D0%BF", vec!["Hotel Đerdap"]),
        ("?q=trn", vec!["Pekara Trn"]),
        ("?q=101%20134%20702", vec!["Pekara Trn"]),
        ("?q=RS101134702", vec!["Pekara Trn"]),
        ("?q=pek&q=nis", vec!["Pekara Trn"]),
        ("?q=pek&q=klad", vec![]),
        ("?q=%25", vec!["100% pamuk"]),
        ("?q=7_7", vec!["100% pamuk"]),
        ("?archived=true", vec![]),
    ] {
        let list = owner.get(&format!("/v1/companies{query}")).await.expect(200).json();
        assert_eq!(names(&list), found, "{query}");
    }
    let first = owner.get("/v1/companies?limit=2").await.expect(200).json();
    let next = first["next"].as_str().unwrap();
    let second = owner.get(&format!("/v1/companies?limit=2&cursor={next}")).await.expect(200).json();
    assert_eq!((names(&first).len(), names(&second), &second["next"]), (2, vec!["Pekara Trn"], &json!(null)));
    owner.get("/v1/companies?q=").await.expect_invalid("?q");
    owner.get("/v1/companies?cursor=x").await.expect_invalid("?cursor");
}

#[tokio::test]
async fn what_is_out_of_use_is_asked_for_and_what_is_used_is_not_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = add(owner, bakery()).await;
    let customer = crate::customers::add(owner, json!({"first_name": "Ana", "last_name": "Trn"})).await;
    let employee = json!({"customer_id": customer["id"], "role": "buyer"});
    owner.post(&format!("{path}/employees"), &employee).await.expect(201);
    let refused = owner.delete(&path).await.expect_problem(409, "in_use");
    assert_eq!(refused["users"], json!([{"kind": "employee", "id": customer["id"], "name": "Ana Trn"}]));
    let archived = owner.patch(&path, &json!({"archived": true})).await.expect(200).json();
    assert_eq!(archived["archived_at"], archived["updated_at"]);
    assert_eq!(owner.get("/v1/companies").await.expect(200).json()["items"], json!([]));
    let list = owner.get("/v1/companies?archived=true").await.expect(200).json();
    assert_eq!(names(&list), ["Pekara Trn"]);
    owner.patch(&path, &json!({"archived": false})).await.expect(200);
    let id = customer["id"].as_str().unwrap();
    owner.delete(&format!("{path}/employees/{id}")).await.expect(204);
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    owner.delete(&path).await.expect_problem(404, "not_found");
    // Its tax number is free again.
    add(owner, bakery()).await;
}

#[tokio::test]
async fn the_same_request_under_one_key_makes_one_company() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "once");
    let body = json!({"name": "A"});
    let first = keyed.post("/v1/companies", &body).await.expect(201);
    let again = keyed.post("/v1/companies", &body).await.expect(201);
    assert_eq!((first.json(), again.header("idempotent-replayed")), (again.json(), Some("true")));
    keyed.post("/v1/companies", &json!({"name": "B"})).await.expect_problem(422, "idempotency_mismatch");
}

#[tokio::test]
async fn answers_about_a_company_go_with_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let keyed = owner.with_header("Idempotency-Key", "company");
    let body =
        json!({"name": "Pekara Trn", "email": "zvezdan@primer.example", "note": "Zvezdan plaća gotovinom"});
    let made = keyed.post("/v1/companies", &body).await.expect(201);
    let path = made.header("location").unwrap();
    assert!(!rows_with(&program.database, &["zvezdan"], &[]).await.is_empty());
    owner.delete(path).await.expect(204);
    let left = rows_with(&program.database, &["zvezdan"], &["audit_events"]).await;
    assert!(left.is_empty(), "{left:#?}");
    keyed.post("/v1/companies", &body).await.expect_problem(422, "idempotency_mismatch");
}
