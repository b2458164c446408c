use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{
    account, adjust, buy, item, operations, passed_over, paying, per_hundred, programme, receipt, standing,
    stands, sum, tenders, upload,
};
use crate::customers::add;

/// A customer with so many points.
async fn member(owner: &Client, till: &Client, points: i64) -> Value {
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let number = format!("first of {}", customer["id"].as_str().unwrap());
    buy(till, &receipt(&number, &customer, 500_000, json!({}))).await;
    adjust(owner, &account(owner, &customer).await, points - 50, &json!({})).await.expect(201);
    customer
}

fn paid(number: &str, customer: &Value, total: i64, points: i64) -> Value {
    receipt(number, customer, total, json!({"tenders": tenders(total, points)}))
}

async fn recorded(owner: &Client) -> usize {
    owner.get("/v1/purchases?limit=200").await.expect(200).json()["items"].as_array().unwrap().len()
}

#[tokio::test]
async fn points_pay_and_what_is_missing_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = member(owner, &till, 300).await;
    // Of 300 dinars points pay 120: the rest earns a point.
    let answer = buy(&till, &paid("1", &customer, 30_000, 120)).await;
    assert_eq!((sum(&answer, "earned"), sum(&answer, "spent")), (1, 120), "{answer}");
    assert_eq!((standing(&answer["points"][0]), &answer["warnings"]), ((181, 0, 0), &json!([])));
    let before = account(owner, &customer).await;
    assert_eq!(standing(&before), (181, 0, 0));

    let (too_many, count) = (paid("2", &customer, 20_000, 182), recorded(owner).await);
    for path in ["/v1/purchases", "/v1/purchases?dry_run=true"] {
        let problem = till.post(path, &too_many).await.expect_problem(422, "insufficient_points");
        assert_eq!(problem["available"], 181, "{problem}");
        assert_eq!(problem["errors"][0]["pointer"], "/tenders/0/points", "{problem}");
    }
    assert_eq!((account(owner, &customer).await, recorded(owner).await), (before, count));
    // Nothing holds its number: it can be paid otherwise.
    let answer = buy(&till, &paid("2", &customer, 20_000, 181)).await;
    assert_eq!((sum(&answer, "spent"), stands(owner, &customer).await), (181, (0, 0, 0)), "{answer}");
}

#[tokio::test]
async fn what_was_paid_off_line_is_recorded_and_owed_and_later_points_pay_it_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = member(owner, &till, 181).await;
    let offline = item("purchase", &paid("offline", &customer, 20_000, 200));
    let overdrawn = json!([{"code": "points_overdrawn", "pointer": "/tenders/0"}]);
    for status in ["recorded", "replayed"] {
        let results = upload(&till, std::slice::from_ref(&offline)).await;
        let purchase = &results[0]["purchase"];
        assert_eq!(results[0]["status"], status, "{results:?}");
        assert_eq!(purchase["warnings"], overdrawn, "{results:?}");
        assert_eq!(sum(purchase, "spent"), 200, "{results:?}");
        assert_eq!(stands(owner, &customer).await, (0, 0, -19));
    }
    let problem = till.post("/v1/purchases", &paid("2", &customer, 1_000, 10)).await;
    assert_eq!(problem.expect_problem(422, "insufficient_points")["available"], 0);
    let answer = buy(&till, &receipt("3", &customer, 500_000, json!({}))).await;
    assert_eq!((sum(&answer, "earned"), standing(&answer["points"][0])), (50, (31, 0, 0)), "{answer}");
    let has = account(owner, &customer).await;
    let lots = has["lots"].as_array().unwrap().iter();
    assert_eq!(lots.map(|lot| lot["points"].as_i64().unwrap()).collect::<Vec<_>>(), [31], "{has}");
    // Each operation adds up to what the account has.
    let total: i64 =
        operations(owner, &has).await.iter().map(|operation| operation["points"].as_i64().unwrap()).sum();
    assert_eq!(total, 31);
}

#[tokio::test]
async fn a_receipt_that_comes_again_gets_the_same_points_and_changes_none() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = member(owner, &till, 300).await;
    let body = paid("1", &customer, 230_000, 120);
    let first = buy(&till, &body).await;
    assert_eq!((sum(&first, "earned"), sum(&first, "spent")), (21, 120), "{first}");
    let before = account(owner, &customer).await;
    for again in
        [buy(&till, &body).await, upload(&till, &[item("purchase", &body)]).await[0]["purchase"].clone()]
    {
        assert_eq!(again["replayed"], true);
        let (points, told) = (&again["points"][0], &first["points"][0]);
        for name in ["programme_id", "account_id", "point_type", "earned", "spent", "balance", "rules"] {
            assert_eq!(points[name], told[name], "{name}");
        }
        assert_eq!(again["print_lines"], first["print_lines"]);
    }
    assert_eq!(account(owner, &customer).await, before);
}

#[tokio::test]
async fn asked_before_the_sale_points_are_told_and_nothing_is_kept() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let stranger = add(owner, json!({"first_name": "Mila"})).await;
    let planned = "/v1/purchases?dry_run=true";
    let answer = till.post(planned, &receipt("1", &stranger, 500_000, json!({}))).await.expect(200).json();
    assert_eq!((sum(&answer, "earned"), standing(&answer["points"][0])), (50, (50, 0, 0)), "{answer}");
    assert!(passed_over(&answer).is_empty(), "{answer}");
    assert_eq!(super::accounts(owner, &stranger).await, Vec::<Value>::new());
    let members = owner.get(&format!("{path}/members")).await.expect(200).json();
    assert_eq!(members["items"], json!([]));

    let customer = member(owner, &till, 300).await;
    let before = account(owner, &customer).await;
    let answer = till.post(planned, &paid("2", &customer, 30_000, 120)).await.expect(200).json();
    assert_eq!((sum(&answer, "earned"), sum(&answer, "spent")), (1, 120), "{answer}");
    assert_eq!(account(owner, &customer).await, before);
    // Points that pay another amount than they are worth are told while there is time.
    let tenders = json!([{"kind": "points", "amount": 30_000, "points": 120}]);
    let other = receipt("3", &customer, 30_000, json!({"tenders": tenders}));
    till.post(planned, &other).await.expect_invalid("/tenders/0");
    let answer = buy(&till, &other).await;
    let differs = json!([{"code": "points_value_differs", "pointer": "/tenders/0"}]);
    assert_eq!((&answer["warnings"], sum(&answer, "spent")), (&differs, 120), "{answer}");
}

#[tokio::test]
async fn points_of_the_programme_that_has_as_many_pay_where_it_holds() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let store = owner.post("/v1/stores", &json!({"name": "Prva"})).await.expect(201).json();
    programme(owner, json!({"store_ids": [store["id"]]}), paying(), &[]).await;
    programme(owner, json!({"name": "Drugi"}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &customer, 1_000_000, json!({}))).await;
    let answer = buy(&till, &paid("2", &customer, 10_000, 100)).await;
    assert_eq!((sum(&answer, "spent"), &answer["warnings"]), (100, &json!([])), "{answer}");
}

#[tokio::test]
async fn a_payment_of_nothing_takes_no_points() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let customer = member(owner, &till, 300).await;
    let tenders = json!([{"kind": "points", "amount": 0, "points": 5}, {"kind": "money", "amount": 30_000}]);
    let odd = receipt("1", &customer, 30_000, json!({"tenders": tenders}));
    let problem = till.post("/v1/purchases", &odd).await.expect_problem(422, "validation_failed");
    assert_eq!(problem["errors"][0]["pointer"], "/tenders/0", "{problem}");
    let uploaded = upload(&till, &[item("purchase", &odd)]).await;
    assert_eq!(uploaded[0]["purchase"]["warning"], "points_value_differs", "{uploaded:?}");
    assert_eq!(sum(&uploaded[0]["purchase"], "spent"), 0);
}
