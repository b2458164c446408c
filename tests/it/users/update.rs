use regulars_tests::{Client, Merchant, PASSWORD, Program, unique_email};
use serde_json::json;

/// Adds a cashier: where it is, its address, and itself signed in.
async fn cashier(program: &Program, merchant: &Merchant) -> (String, String, Client) {
    let email = unique_email("cashier");
    let body = json!({"email": email, "password": PASSWORD, "name": "Kaća", "role": "cashier"});
    let created = merchant.owner.post("/v1/users", &body).await.expect(201);
    let signed_in = program.sign_in(&email).await;
    (created.header("location").unwrap().to_owned(), email, signed_in)
}

#[tokio::test]
async fn a_new_name_leaves_the_person_signed_in() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (path, _, cashier) = cashier(&program, &merchant).await;
    let changed = merchant.owner.patch(&path, &json!({"name": "Katarina"})).await.expect(200).json();
    assert_eq!((&changed["name"], &changed["role"]), (&json!("Katarina"), &json!("cashier")));
    cashier.get("/v1/me").await.expect(200);
}

#[tokio::test]
async fn whoever_is_disabled_or_gets_another_role_is_signed_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for patch in
        [json!({"status": "disabled"}), json!({"role": "manager"}), json!({"password": "another-password"})]
    {
        let (path, email, cashier) = cashier(&program, &merchant).await;
        cashier.get("/v1/me").await.expect(200);
        merchant.owner.patch(&path, &patch).await.expect(200);
        cashier.get("/v1/me").await.expect_problem(401, "unauthorized");
        let body = json!({"grant_type": "password", "username": email, "password": PASSWORD});
        let again = program.client.post("/v1/auth/token", &body).await;
        if patch.get("role").is_some() {
            again.expect(200)
        } else {
            again.expect(401)
        };
    }
}

#[tokio::test]
async fn the_last_owner_stays_although_two_are_demoted_at_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let first = merchant.owner.get("/v1/users").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let first = format!("/v1/users/{first}");
    for patch in [json!({"status": "disabled"}), json!({"role": "manager"})] {
        merchant.owner.patch(&first, &patch).await.expect_problem(409, "conflict");
    }
    let email = unique_email("owner");
    let body = json!({"email": email, "password": PASSWORD, "name": "Second", "role": "owner"});
    let second =
        merchant.owner.post("/v1/users", &body).await.expect(201).header("location").unwrap().to_owned();
    let other = program.sign_in(&email).await;
    let demoted = json!({"role": "manager"});
    let (one, two) = tokio::join!(merchant.owner.patch(&second, &demoted), other.patch(&first, &demoted));
    let made = [one.status.as_u16(), two.status.as_u16()].iter().filter(|status| **status == 200).count();
    assert_eq!(made, 1, "{} {}", one.text, two.text);
}

#[tokio::test]
async fn a_wrong_change_is_refused_and_a_seen_state_is_guarded() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (path, ..) = cashier(&program, &merchant).await;
    for (patch, pointer) in [
        (json!({"name": null}), "/name"),
        (json!({"name": ""}), "/name"),
        (json!({"role": "operator"}), "/role"),
        (json!({"status": "gone"}), "/status"),
        (json!({"password": "short"}), "/password"),
        (json!({"email": "new@example.com"}), "/email"),
    ] {
        merchant.owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    merchant
        .staff("manager")
        .await
        .patch(&path, &json!({"name": "X"}))
        .await
        .expect_problem(403, "forbidden");
    let seen = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    let careful = merchant.owner.with_header("If-Match", &seen);
    careful.patch(&path, &json!({"name": "Once"})).await.expect(200);
    careful.patch(&path, &json!({"name": "Twice"})).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(&path).await.json()["name"], "Once");
}
