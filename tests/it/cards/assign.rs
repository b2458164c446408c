use regulars_tests::Program;
use serde_json::{Value, json};

use super::{registered, shown};
use crate::customers::add;

#[tokio::test]
async fn the_merchant_s_own_card_makes_a_member_of_elsewhere_its_regular() {
    let program = Program::start().await;
    let (home, here) = (program.merchant().await, program.merchant().await);
    let at_home = registered(&home.owner, "AB123456").await;
    let terminal = here.terminal().await;
    // Before: the card is valid, and nothing personal is told.
    let card = json!({"number": "AB123456", "status": "active"});
    let unknown = json!({"found": true, "card": card, "customer": null, "points": [], "offers": []});
    assert_eq!(shown(&terminal, "AB123456").await, unknown);
    let assigned =
        terminal.post("/v1/cards/own-1/assign", &json!({"card": "AB12 3456"})).await.expect(200).json();
    assert_eq!((&assigned["card"]["number"], &assigned["card"]["own"]), (&json!("OWN1"), &json!(true)));
    let brief = &assigned["customer"];
    assert_eq!((&brief["type"], &brief["display_name"]), (&json!("regular"), &json!("Ana I.")));
    assert_ne!(brief["id"], at_home["id"]);
    let path = format!("/v1/customers/{}", brief["id"].as_str().unwrap());
    let customer = here.owner.get(&path).await.expect(200).json();
    // The member's data appear when it becomes a regular.
    assert_eq!((&customer["last_name"], &customer["email"]), (&json!("Ilić"), &json!("ana@example.com")));
    assert_eq!(
        (&customer["cards"], &customer["member_id"]),
        (&json!(["AB123456", "OWN1"]), &at_home["member_id"])
    );
    // Any card of the member is good at both.
    for number in ["AB123456", "OWN1"] {
        assert_eq!(shown(&here.owner, number).await["customer"]["id"], customer["id"]);
        assert_eq!(shown(&home.owner, number).await["customer"]["id"], at_home["id"]);
    }
    // Once more changes nothing.
    let again =
        terminal.post("/v1/cards/OWN1/assign", &json!({"customer_id": customer["id"]})).await.expect(200);
    assert_eq!(again.json()["card"], assigned["card"]);
}

#[tokio::test]
async fn the_holder_is_named_in_one_way() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = registered(&merchant.owner, "AB123456").await;
    for (body, pointer) in [
        (json!({}), "/customer_id"),
        (json!({"customer_id": customer["id"], "card": "AB123456"}), "/card"),
        (json!({"customer_id": "ana"}), "/customer_id"),
        (json!({"card": "?"}), "/card"),
        (json!({"member_id": "x"}), "/member_id"),
    ] {
        merchant.owner.post("/v1/cards/OWN1/assign", &body).await.expect_invalid(pointer);
    }
    merchant
        .owner
        .post("/v1/cards/_/assign", &json!({"card": "AB123456"}))
        .await
        .expect_problem(404, "not_found");
    assert_eq!(shown(&merchant.owner, "OWN1").await["found"], false);
}

#[tokio::test]
async fn a_holder_who_is_not_there_gets_no_card() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let foreign = registered(&other.owner, "AB123456").await;
    let body = json!({"customer_id": foreign["id"]});
    let missing = merchant.owner.post("/v1/cards/OWN1/assign", &body).await.expect_problem(404, "not_found");
    assert_eq!(missing["errors"][0]["pointer"], "/customer_id");
    other.owner.post("/v1/cards/AB123456/block", &Value::Null).await.expect(200);
    for card in ["AB123456", "ZZ99"] {
        let answer = merchant.owner.post("/v1/cards/OWN1/assign", &json!({"card": card})).await;
        assert_eq!(answer.expect_problem(404, "not_found")["errors"][0]["pointer"], "/card");
    }
    assert_eq!(merchant.owner.get("/v1/customers").await.json()["items"], json!([]));
}

#[tokio::test]
async fn a_card_that_is_not_the_member_s_own_card_of_the_merchant_is_a_conflict() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let ana = registered(&merchant.owner, "ANA1").await;
    registered(&other.owner, "EVA1").await;
    let to = |customer: &Value| json!({"customer_id": customer["id"]});
    // Somebody else's.
    merchant.owner.post("/v1/cards/EVA1/assign", &to(&ana)).await.expect_problem(409, "conflict");
    // The member's, but another merchant's.
    other.owner.post("/v1/cards/ELSE1/assign", &json!({"card": "ANA1"})).await.expect(200);
    merchant.owner.post("/v1/cards/ELSE1/assign", &to(&ana)).await.expect_problem(409, "conflict");
    // Blocked.
    merchant.owner.post("/v1/cards/ANA1/block", &json!({})).await.expect(200);
    merchant.owner.post("/v1/cards/ANA1/assign", &to(&ana)).await.expect_problem(409, "conflict");
    // Not a member.
    let stranger = add(&merchant.owner, json!({})).await;
    merchant.owner.post("/v1/cards/NEW1/assign", &to(&stranger)).await.expect_problem(409, "conflict");
    assert_eq!(shown(&merchant.owner, "NEW1").await["found"], false);
}

#[tokio::test]
async fn met_at_many_tills_at_once_a_member_is_one_customer() {
    let program = Program::start().await;
    let (home, here) = (program.merchant().await, program.merchant().await);
    registered(&home.owner, "AB123456").await;
    let mut sent = Vec::new();
    for number in 0..6 {
        let owner = here.owner.clone();
        sent.push(tokio::spawn(async move {
            let path = format!("/v1/cards/OWN{number}/assign");
            owner.post(&path, &json!({"card": "AB123456"})).await.expect(200);
        }));
    }
    for task in sent {
        task.await.unwrap();
    }
    let list = here.owner.get("/v1/customers").await.expect(200).json();
    let items = list["items"].as_array().unwrap();
    assert_eq!((items.len(), items[0]["cards"].as_array().unwrap().len()), (1, 7));
}
