use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{
    account, accounts, adjust, buy, path_of_account, paying, per_hundred, programme, receipt, stands, sum,
    tenders,
};
use crate::customers::{add, path_of};

async fn members(owner: &Client, programme: &str) -> Vec<Value> {
    let page = owner.get(&format!("{programme}/members")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn the_first_receipt_brings_a_customer_in_and_who_has_left_stays_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    assert_eq!(accounts(owner, &customer).await, Vec::<Value>::new());
    for number in ["1", "2"] {
        buy(&till, &receipt(number, &customer, 500_000, json!({}))).await;
        let found = members(owner, &path).await;
        let ids: Vec<_> = found.iter().map(|member| &member["customer_id"]).collect();
        assert_eq!(ids, [&customer["id"]], "{found:?}");
    }
    assert_eq!(stands(owner, &customer).await, (100, 0, 0));
    // Nobody is in it who bought without a name.
    let mut anonymous = receipt("3", &customer, 500_000, json!({}));
    anonymous.as_object_mut().unwrap().remove("identify");
    assert_eq!(buy(&till, &anonymous).await["points"], json!([]));

    let left = members(owner, &path).await[0]["id"].as_str().unwrap().to_owned();
    owner.delete(&format!("{path}/members/{left}")).await.expect(204);
    let answer = buy(&till, &receipt("4", &customer, 500_000, json!({}))).await;
    assert_eq!((sum(&answer, "earned"), members(owner, &path).await), (0, Vec::new()), "{answer}");
    assert_eq!(stands(owner, &customer).await, (100, 0, 0));
    owner.post(&format!("{path}/members"), &json!({"customer_id": customer["id"]})).await.expect(201);
    buy(&till, &receipt("5", &customer, 500_000, json!({}))).await;
    assert_eq!(stands(owner, &customer).await, (150, 0, 0));
}

#[tokio::test]
async fn where_customers_are_entered_nobody_comes_in_by_buying() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({"joining": "on_request"}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let answer = buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    assert_eq!((&answer["points"], members(owner, &path).await), (&json!([]), Vec::new()));
    owner.post(&format!("{path}/members"), &json!({"customer_id": customer["id"]})).await.expect(201);
    buy(&till, &receipt("2", &customer, 500_000, json!({}))).await;
    assert_eq!(stands(owner, &customer).await, (50, 0, 0));
    // These points are worth nothing where they would pay.
    let paid = receipt("3", &customer, 1_000, json!({"tenders": tenders(1_000, 10)}));
    let answer = buy(&till, &paid).await;
    assert_eq!(answer["warnings"], json!([{"code": "points_unknown", "pointer": "/tenders/0"}]));
    assert_eq!(stands(owner, &customer).await, (50, 0, 0));
}

#[tokio::test]
async fn another_merchant_s_points_are_not_there_and_one_without_a_programme_has_none() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 500_000, json!({}))).await;
    let own = account(owner, &customer).await;
    let path = path_of_account(&own);
    let of_customer = format!("{}/point-accounts", path_of(&customer));
    for path in [path.clone(), format!("{path}/operations"), of_customer] {
        other.owner.get(&path).await.expect_problem(404, "not_found");
    }
    adjust(&other.owner, &own, 5, &json!({})).await.expect_problem(404, "not_found");
    assert_eq!(stands(owner, &customer).await, (50, 0, 0));

    let (till, stranger) = (other.terminal().await, add(&other.owner, json!({"first_name": "Mila"})).await);
    let paid = receipt("1", &stranger, 1_000, json!({"tenders": tenders(1_000, 10)}));
    let answer = buy(&till, &paid).await;
    assert_eq!(answer["points"], json!([]));
    assert_eq!(answer["warnings"], json!([{"code": "points_unknown", "pointer": "/tenders/0"}]));
    assert_eq!(accounts(&other.owner, &stranger).await, Vec::<Value>::new());
    till.post("/v1/purchases?dry_run=true", &super::with(paid, &json!({"receipt_number": "2"})))
        .await
        .expect_invalid("/tenders/0");
}

#[tokio::test]
async fn a_programme_holds_in_its_stores() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut stores = Vec::new();
    for name in ["Centar", "Liman"] {
        let made = owner.post("/v1/stores", &json!({"name": name})).await.expect(201).json();
        stores.push(made["id"].clone());
    }
    programme(owner, json!({"store_ids": [stores[0]]}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    for (number, store, earned) in [("1", &stores[0], 50), ("2", &stores[1], 0), ("3", &Value::Null, 0)] {
        let answer = buy(&till, &receipt(number, &customer, 500_000, json!({"store_id": store}))).await;
        assert_eq!(sum(&answer, "earned"), earned, "{answer}");
    }
}
