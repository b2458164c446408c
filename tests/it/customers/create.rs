use regulars_tests::Program;
use serde_json::{Value, json};

use super::{add, path_of, person};
use crate::attributes::define;

#[tokio::test]
async fn a_customer_is_added_and_found_with_everything_that_was_said() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    for (key, kind) in [("shoe_size", "integer"), ("club", "text"), ("loud", "boolean"), ("none", "date")] {
        define(&merchant.owner, key, kind, json!({})).await;
    }
    let body = json!({
        "external_id": "K-17", "gender": "female", "title": "dr", "first_name": " Ana ", "last_name": "Petrović", "vocative": "Petrović",
        "company": "Delta d.o.o.", "email": "Ana@example.com", "phone": "064/123-4567", "birth_date": "1990-05-17",
        "birthday": "--05-17", "language": "sr-Cyrl-RS",
        "address": {"street": "Bulevar 1", "postcode": "21000", "city": "Novi Sad", "country": "RS"},
        "tags": ["vip", "VIP"], "attributes": {"shoe_size": 38, "club": "north", "loud": true, "none": null},
        "source": {"utm": {"source": "instagram", "campaign": "spring"}, "referral_id": "friend-17"},
        "data_consent": {"source": "form in the shop", "text_version": "2026-01"}
    });
    let created = merchant.owner.post("/v1/customers", &body).await.expect(201);
    let location = created.header("location").unwrap().to_owned();
    let found = merchant.owner.get(&location).await.expect(200);
    assert_eq!(found.json(), created.json());
    let mut customer = found.json();
    let fields = customer.as_object_mut().unwrap();
    assert_eq!(location, format!("/v1/customers/{}", fields.remove("id").unwrap().as_str().unwrap()));
    let source = fields["source"].as_object_mut().unwrap();
    let created_by = source.remove("created_by").unwrap();
    assert_eq!(created_by, "user");
    let expected = json!({
        "type": "non_member", "lifecycle": "prospect", "external_id": "K-17", "gender": "female",
        "title": "dr", "first_name": "Ana", "last_name": "Petrović", "vocative": "Petrović",
        "company": "Delta d.o.o.", "email": "Ana@example.com", "email_verified": false, "phone": "+381641234567", "birth_date": "1990-05-17",
        "birthday": "--05-17", "language": "sr-Cyrl-RS",
        "address": {"street": "Bulevar 1", "postcode": "21000", "city": "Novi Sad", "country": "RS"},
        "tags": ["VIP"], "attributes": {"shoe_size": 38, "club": "north", "loud": true},
        "source": {
            "utm": {"source": "instagram", "medium": null, "campaign": "spring", "term": null, "content": null},
            "last_utm": {"source": "instagram", "medium": null, "campaign": "spring", "term": null, "content": null},
            "last_utm_at": "2026-11-21T10:00:00Z", "referral_id": "friend-17"
        },
        "cards": [], "member_id": null, "regular_since": null,
        "purchases": {"count": 0, "total": {"amount": 0, "currency": "RSD"}, "first_at": null, "last_at": null},
        "buying_rhythm": {
            "gaps": 0, "median_gap_days": null, "next_purchase_expected_at": null, "overdue_days": null
        },
        "rfm": null, "created_at": "2026-11-21T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z"
    });
    assert_eq!(customer, expected);
}

#[tokio::test]
async fn nothing_but_the_consent_is_required() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = add(&merchant.owner, json!({})).await;
    assert_eq!((&customer["first_name"], &customer["email"]), (&Value::Null, &Value::Null));
    assert_eq!((&customer["tags"], &customer["attributes"]), (&json!([]), &json!({})));
    let nulls =
        json!({"first_name": null, "address": null, "tags": null, "attributes": null, "source": null});
    assert_eq!(add(&merchant.owner, nulls).await["address"]["city"], Value::Null);
}

#[tokio::test]
async fn a_wrong_customer_is_refused_with_a_pointer_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let many: Vec<String> = (0..101).map(|number| format!("tag {number}")).collect();
    let attributes: Value =
        (0..101).map(|number| (format!("k{number}"), json!(1))).collect::<serde_json::Map<_, _>>().into();
    for (fields, pointer) in [
        (json!({"data_consent": null}), "/data_consent"),
        (json!({"data_consent": {}}), "/data_consent/source"),
        (json!({"data_consent": {"source": " "}}), "/data_consent/source"),
        (json!({"data_consent": {"source": "form", "text_version": ""}}), "/data_consent/text_version"),
        (json!({"first_name": ""}), "/first_name"),
        (json!({"last_name": "x".repeat(201)}), "/last_name"),
        (json!({"vocative": "a\nb"}), "/vocative"),
        (json!({"company": 5}), "/company"),
        (json!({"external_id": "\u{0}"}), "/external_id"),
        (json!({"gender": "man"}), "/gender"),
        (json!({"email": "ana"}), "/email"),
        (json!({"phone": "12"}), "/phone"),
        (json!({"phone": "call me"}), "/phone"),
        (json!({"phone": "381641234567.0"}), "/phone"),
        (json!({"phone": "3.81641E+11"}), "/phone"),
        (json!({"birth_date": "17.05.1990"}), "/birth_date"),
        (json!({"birth_date": "1990-02-30"}), "/birth_date"),
        (json!({"birth_date": "1899-12-31"}), "/birth_date"),
        (json!({"birth_date": "2026-11-22"}), "/birth_date"),
        (json!({"language": "serbian"}), "/language"),
        (json!({"address": {"country": "SRB"}}), "/address/country"),
        (json!({"address": {"town": "Niš"}}), "/address/town"),
        (json!({"tags": ["unheard"]}), "/tags"),
        (json!({"tags": ["ok", ""]}), "/tags/1"),
        (json!({"tags": many}), "/tags"),
        (json!({"attributes": {"Shoe": 1}}), "/attributes/Shoe"),
        (json!({"attributes": {"a/b": 1}}), "/attributes/a~1b"),
        (json!({"attributes": {"size": 1.5}}), "/attributes/size"),
        (json!({"attributes": {"size": [1]}}), "/attributes/size/0"),
        (json!({"attributes": {"size": ""}}), "/attributes/size"),
        (json!({"attributes": attributes}), "/attributes"),
        (json!({"attributes": {"unheard": 1}}), "/attributes/unheard"),
        (json!({"source": {"utm": {"source": ""}}}), "/source/utm/source"),
        (json!({"source": {"utm": {"id": "x"}}}), "/source/utm/id"),
        (json!({"source": {"created_by": "me"}}), "/source/created_by"),
        (json!({"type": "regular"}), "/type"),
        (json!({"nickname": "Aki"}), "/nickname"),
    ] {
        merchant.owner.post("/v1/customers", &person(&fields)).await.expect_invalid(pointer);
    }
    // All faults that the document tells are told at once, and what needs more than the text when these are mended.
    let several =
        person(&json!({"first_name": "", "email": "ana", "company": 5, "tags": many, "phone": "12"}));
    let problem = merchant.owner.post("/v1/customers", &several).await.expect_invalid("/email");
    let told: Vec<_> = problem["errors"].as_array().unwrap().iter().map(|error| &error["code"]).collect();
    assert_eq!(told, ["wrong_type", "wrong_format", "too_short", "too_many"]);
    let several = person(&json!({"vocative": "a\nb", "phone": "12"}));
    let problem = merchant.owner.post("/v1/customers", &several).await.expect_invalid("/phone");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 2);
    assert_eq!(merchant.owner.get("/v1/customers").await.json()["items"], json!([]));
}

#[tokio::test]
async fn an_external_id_is_one_customer_s_of_a_merchant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    add(&merchant.owner, json!({"external_id": "K-1"})).await;
    let again = merchant.owner.post("/v1/customers", &person(&json!({"external_id": "K-1"}))).await;
    assert_eq!(again.expect_problem(409, "conflict")["errors"][0]["pointer"], "/external_id");
    add(&other.owner, json!({"external_id": "K-1"})).await;
    assert_eq!(merchant.owner.get("/v1/customers").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_phone_without_a_country_code_is_one_of_the_merchant_s_country() {
    let program = Program::start().await;
    let polish = json!({"locale": "pl-PL", "time_zone": "Europe/Warsaw", "currency": "PLN"});
    let (serbian, polish) = (program.merchant().await, program.merchant_with(polish).await);
    for written in ["064 1234567", "(064) 123.45.67", "00381641234567", "+381 64 123 4567"] {
        assert_eq!(add(&serbian.owner, json!({"phone": written})).await["phone"], "+381641234567");
    }
    assert_eq!(add(&polish.owner, json!({"phone": "512 345 678"})).await["phone"], "+48512345678");
    // The address says it better than the locale.
    polish.owner.patch("/v1/merchant", &json!({"address": {"country": "RS"}})).await.expect(200);
    assert_eq!(add(&polish.owner, json!({"phone": "064 1234567"})).await["phone"], "+381641234567");
    // A locale without a region says nothing.
    let nowhere = program.merchant_with(json!({"locale": "sr"})).await;
    let national = person(&json!({"phone": "064 1234567"}));
    nowhere.owner.post("/v1/customers", &national).await.expect_invalid("/phone");
}

#[tokio::test]
async fn the_merchant_s_today_ends_the_birth_dates() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    program.clock.set("2026-11-21T23:30:00Z".parse().unwrap());
    let owner = program.sign_in(&merchant.owner_email).await;
    assert_eq!(add(&owner, json!({"birth_date": "2026-11-22"})).await["birth_date"], "2026-11-22");
}

#[tokio::test]
async fn the_same_customer_under_the_same_key_is_added_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "customer-1");
    let body = person(&json!({"first_name": "Ana"}));
    let first = keyed.post("/v1/customers", &body).await.expect(201);
    let again = keyed.post("/v1/customers", &body).await.expect(201);
    assert_eq!(
        (again.text.as_str(), again.header("idempotent-replayed")),
        (first.text.as_str(), Some("true"))
    );
    let other = person(&json!({"first_name": "Eva"}));
    keyed.post("/v1/customers", &other).await.expect_problem(422, "idempotency_mismatch");
    assert_eq!(merchant.owner.get("/v1/customers").await.json()["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_may_not_add_customers_adds_none() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let reader = merchant.integrator(&["customers:read"]).await;
    for client in
        [merchant.staff("analyst").await, merchant.terminal().await, program.operator().await, reader]
    {
        client.post("/v1/customers", &person(&json!({}))).await.expect_problem(403, "forbidden");
    }
    let writer = merchant.integrator(&["customers:write"]).await;
    let customer = add(&writer, json!({})).await;
    assert_eq!(customer["source"]["created_by"], "api");
    writer.get(&path_of(&customer)).await.expect_problem(403, "forbidden");
}
