//! Codes that belong to a customer.

use std::collections::BTreeSet;

use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{campaign, counts, plain};
use crate::customers::{add, path_of};
use crate::loyalty::buy;
use crate::merges::merge;

/// Gives a customer a code of a campaign.
pub async fn give(owner: &Client, campaign: &str, customer: &Value) -> String {
    let body = json!({"campaign_id": campaign.rsplit('/').next().unwrap()});
    let given = owner.post(&format!("{}/coupons", path_of(customer)), &body).await.expect(201).json();
    given["code"].as_str().unwrap().to_owned()
}

/// The codes of a customer.
pub async fn held(owner: &Client, customer: &Value) -> Vec<Value> {
    let page = owner.get(&format!("{}/coupons", path_of(customer))).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

fn of(number: &str, customer: &Value, code: &str) -> Value {
    plain(number, 30_000, json!({"identify": {"customer_id": customer["id"]}, "coupons": [code]}))
}

#[tokio::test]
async fn a_code_of_a_customer_is_theirs_alone() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"first_name": "Ana", "phone": "0641234567"})).await;
    let mila = add(owner, json!({"first_name": "Mila"})).await;
    let path = campaign(owner, json!({"limits": {"per_code": 1}}), &[]).await;
    let code = give(owner, &path, &ana).await;
    let own = held(owner, &ana).await;
    assert_eq!((own.len(), &own[0]["code"], &own[0]["usable"]), (1, &json!(code), &json!(true)), "{own:?}");
    assert!(held(owner, &mila).await.is_empty());
    let timeline = owner.get(&format!("{}/timeline?kinds=coupon", path_of(&ana))).await.expect(200).json();
    let told = json!({"code": code, "campaign_id": path.rsplit('/').next().unwrap(), "name": "Deset odsto"});
    assert_eq!((&timeline["items"][0]["kind"], &timeline["items"][0]["coupon"]), (&json!("coupon"), &told));
    let listed = owner.get(&format!("{path}/codes")).await.expect(200).json();
    assert_eq!((&listed["items"][0]["code"], &listed["items"][0]["customer_id"]), (&json!(code), &ana["id"]));
    let till = merchant.terminal().await;
    let found = till.get("/v1/lookup?phone=0641234567").await.expect(200).json();
    assert_eq!(found["offers"][0]["code"], json!(code), "{found}");
    let offers = till.get(&format!("{}/offers", path_of(&ana))).await.expect(200).json();
    assert_eq!(offers["items"][0]["code"], json!(code), "{offers}");

    // Whoever else shows it loses no receipt, and gets nothing.
    let hers = of("1", &mila, &code);
    till.post("/v1/purchases?dry_run=true", &hers).await.expect_invalid("/coupons/0");
    let answer = buy(&till, &hers).await;
    assert_eq!(answer["warnings"], json!([{"code": "coupon_of_other", "pointer": "/coupons/0"}]), "{answer}");
    assert_eq!((&answer["coupons"], counts(owner, &path).await), (&json!([]), (0, 0, 0)));
    let nobody = plain("2", 30_000, json!({"coupons": [code]}));
    let refused = till.post("/v1/purchases", &nobody).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["reason"], "no_customer");
    let asked = json!({"receipt": plain("proba", 30_000, json!({})), "customer_id": mila["id"]});
    let told = till.post(&format!("/v1/coupons/{code}/validate"), &asked).await.expect(200).json();
    assert_eq!(told["passed_over"], json!([{"code": code, "reason": "other_holder"}]), "{told}");
    for what in ["reserve", "redeem"] {
        let refused = till.post(&format!("/v1/coupons/{code}/{what}"), &asked).await;
        assert_eq!(refused.expect_problem(409, "conflict")["reason"], "other_holder");
    }

    let answer = buy(&till, &of("3", &ana, &code)).await;
    assert_eq!((&answer["coupons"][0]["code"], &answer["warnings"]), (&json!(code), &json!([])), "{answer}");
    let own = held(owner, &ana).await;
    let told = (&own[0]["used"], &own[0]["usable"], &own[0]["reason"]);
    assert_eq!(told, (&json!(1), &json!(false), &json!("used_up")), "{own:?}");
    let offers = till.get(&format!("{}/offers", path_of(&ana))).await.expect(200).json();
    assert_eq!(offers["items"], json!([]));
}

#[tokio::test]
async fn codes_of_somebody_else_are_guesses() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, mila) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let path = campaign(owner, json!({}), &[]).await;
    let code = give(owner, &path, &ana).await;
    let till = merchant.terminal().await;
    let body = json!({"receipt": plain("proba", 30_000, json!({})), "customer_id": mila["id"]});
    let mut refused = 0;
    for _ in 0..30 {
        let answer = till.post(&format!("/v1/coupons/{code}/redeem"), &body).await;
        refused += usize::from(answer.status == 429);
    }
    assert!(refused > 5, "{refused} were refused");
}

#[tokio::test]
async fn codes_given_at_once_are_different_and_a_retry_gives_none() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let path = campaign(owner, json!({}), &[]).await;
    let (place, body) =
        (format!("{}/coupons", path_of(&ana)), json!({"campaign_id": path.rsplit('/').next().unwrap()}));
    let sent: Vec<_> = (0..20)
        .map(|number| {
            let key = format!("kupon-{}", number / 2);
            let (client, place, body) =
                (owner.with_header("idempotency-key", &key), place.clone(), body.clone());
            tokio::spawn(async move { client.post(&place, &body).await })
        })
        .collect();
    for answer in sent {
        // The second of a key is told what the first was, or to wait for it.
        let answer = answer.await.unwrap();
        assert!(answer.status == 201 || answer.status == 409, "{}", answer.text);
    }
    let own = held(owner, &ana).await;
    let codes: BTreeSet<&str> = own.iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert_eq!((own.len(), codes.len()), (10, 10));
    assert_eq!(owner.get(&path).await.expect(200).json()["codes"], 10);
}

#[tokio::test]
async fn where_no_more_codes_may_be_made_none_is_given() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let (ana, mila) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let of_ana = campaign(owner, json!({"customer_id": ana["id"]}), &[]).await;
    let give = async |client: &Client, campaign: &str, customer: &Value| {
        let body = json!({"campaign_id": campaign.rsplit('/').next().unwrap()});
        client.post(&format!("{}/coupons", path_of(customer)), &body).await
    };
    give(owner, &of_ana, &ana).await.expect(201);
    give(owner, &of_ana, &mila).await.expect_problem(409, "conflict");
    owner.patch(&of_ana, &json!({"state": "closed"})).await.expect(200);
    give(owner, &of_ana, &ana).await.expect_problem(409, "conflict");
    let stranger = add(&other.owner, json!({})).await;
    let problem = give(&other.owner, &of_ana, &stranger).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/campaign_id", "{problem}");
}

#[tokio::test]
async fn codes_go_with_their_customer_and_are_void_without_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, double) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let path = campaign(owner, json!({}), &[]).await;
    let code = give(owner, &path, &double).await;
    let merged = merge(owner, &ana, &[&double]).await;
    assert_eq!(merged["merge"]["moved"]["coupons"], 1, "{merged}");
    let till = merchant.terminal().await;
    // A till that remembers the old id means the survivor.
    for receipt in [
        json!({"receipt": plain("proba", 30_000, json!({})), "customer_id": double["id"]}),
        json!({"receipt": plain("proba", 30_000, json!({"identify": {"customer_id": double["id"]}}))}),
    ] {
        let told = till.post(&format!("/v1/coupons/{code}/validate"), &receipt).await.expect(200).json();
        assert_eq!(told["applied"][0]["code"], json!(code), "{told}");
        let held = till.post(&format!("/v1/coupons/{code}/reserve"), &receipt).await.expect(201).json();
        assert_eq!(held["customer_id"], ana["id"], "{held}");
        let release = format!("/v1/coupons/{code}/release");
        till.post(&release, &json!({"id": held["id"]})).await.expect(200);
    }
    let answer = buy(&till, &of("1", &double, &code)).await;
    assert_eq!(answer["coupons"][0]["code"], json!(code), "{answer}");

    owner.delete(&path_of(&ana)).await.expect(204);
    let listed = owner.get(&format!("{path}/codes")).await.expect(200).json();
    let left = &listed["items"][0];
    assert_eq!((&left["code"], &left["void_reason"]), (&json!(code), &json!("erased")), "{listed}");
    let shown = plain("2", 30_000, json!({"coupons": [code]}));
    let refused = till.post("/v1/purchases", &shown).await.expect_problem(422, "validation_failed");
    assert_eq!(refused["reason"], "no_customer");
}
