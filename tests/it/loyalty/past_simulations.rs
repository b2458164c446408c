//! Simulations with the receipts of the past: what other rules, or another version, would have given for them.

mod checks;
mod people;
mod work;

use regulars_tests::{Answer, Client, Program};
use serde_json::{Value, json};

use super::{
    account, accounts, buy, draft, give_back, operations, paying, per_hundred, programme, receipt, stands,
    with,
};
use crate::customers::add;

/// Asks for a simulation over 30 days with these fields.
async fn ask(owner: &Client, programme: &str, fields: &Value) -> Answer {
    owner.post(&format!("{programme}/past-simulations"), &with(json!({"days": 30}), fields)).await
}

/// What such a simulation has found.
async fn found(program: &Program, owner: &Client, programme: &str, fields: &Value) -> Value {
    let asked = ask(owner, programme, fields).await.expect(202).json();
    program.work().await;
    let done = again(owner, &asked).await;
    assert_eq!((&done["state"], &done["cut"]), (&json!("done"), &json!(false)), "{done}");
    done
}

fn path_of(simulation: &Value) -> String {
    let part = |name: &str| simulation[name].as_str().unwrap().to_owned();
    format!("/v1/programmes/{}/past-simulations/{}", part("programme_id"), part("id"))
}

fn job_of(simulation: &Value) -> String {
    format!("/v1/jobs/{}", simulation["job_id"].as_str().unwrap())
}

async fn again(owner: &Client, simulation: &Value) -> Value {
    owner.get(&path_of(simulation)).await.expect(200).json()
}

/// Only these rules for points.
fn rules(rules: &[Value]) -> Value {
    let rule = |rule: &Value| json!({"rule": with(json!({"point_type": "points"}), rule)});
    json!({"earning_rules": rules.iter().map(rule).collect::<Vec<_>>()})
}

/// A point for as many para.
fn per(amount: i64) -> Value {
    let effect = json!({"kind": "per_amount", "points": "1", "amount": amount, "whole": false});
    json!({"name": format!("Poen na {amount}"), "effect": effect})
}

/// The rules of a programme.
async fn rules_of(owner: &Client, programme: &str) -> Vec<Value> {
    let page = owner.get(&format!("{programme}/earning-rules")).await.expect(200).json();
    page["items"].as_array().unwrap().clone()
}

/// Points as it is and by the draft.
fn both(of: &Value) -> (i64, i64) {
    (of["now"].as_i64().unwrap(), of["draft"].as_i64().unwrap())
}

/// The customers of one side, and how many more points they would have had.
fn differences(side: &Value) -> Vec<(&Value, i64)> {
    let customers = side["customers"].as_array().unwrap().iter();
    customers.map(|one| (&one["customer_id"], one["difference"].as_i64().unwrap())).collect()
}

#[tokio::test]
async fn other_rules_are_told_beside_those_of_now_and_nothing_is_given() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), paying(), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let eva = add(owner, json!({"first_name": "Eva"})).await;
    let iva = add(owner, json!({"first_name": "Iva"})).await;
    for (number, customer, total) in [("1", &ana, 100_000), ("2", &ana, 100_000), ("3", &eva, 30_000)] {
        buy(&till, &receipt(number, customer, total, json!({}))).await;
    }
    // What was given back since gives nothing on either side.
    let returned = buy(&till, &receipt("4", &iva, 100_000, json!({}))).await;
    give_back(&till, &returned, "r4", &[(1, "1")]).await;
    let own = account(owner, &ana).await;
    let (stood, before) = (stands(owner, &ana).await, operations(owner, &own).await);

    let present = rules_of(owner, &path).await;
    let half = with(json!({"point_type": "points"}), &per(20_000));
    let small = json!({"name": "Mali račun", "point_type": "points", "effect": {"kind": "fixed", "points": "5"},
        "when": {"field": "receipt.total", "op": "lte", "value": 50_000}});
    let tried = json!({"earning_rules": [{"replaces": present[0]["id"], "rule": half}, {"rule": small}]});
    let asked = ask(owner, &path, &tried).await.expect(202);
    let job = asked.header("location").unwrap().to_owned();
    let asked = asked.json();
    assert_eq!(job, job_of(&asked));
    assert_eq!(
        (&asked["state"], &asked["progress"], &asked["days"], &asked["point_type"]),
        (&json!("running"), &Value::Null, &json!(30), &json!("points"))
    );
    assert_eq!(
        (&asked["counts_from"], &asked["counts_until"]),
        (&json!("2026-10-22T22:00:00Z"), &json!("2026-11-21T23:00:00Z")),
        "days of Belgrade"
    );
    program.work().await;
    let done = again(owner, &asked).await;
    assert_eq!(
        (&done["state"], &done["cut"], &done["customers"]),
        (&json!("done"), &json!(false), &json!(3))
    );
    assert_eq!(done["progress"], json!({"done": 4, "total": 4}));
    assert_eq!(
        done["points"],
        json!([{
            "point_type": "points", "now": 23, "draft": 16, "difference": -7,
            "value_now": {"amount": 2_300, "currency": "RSD"}, "value_draft": {"amount": 1_600, "currency": "RSD"}
        }])
    );
    let told = done["rules"].as_array().unwrap();
    assert_eq!(told.len(), 2, "{done}");
    assert_eq!((&told[0]["rule_id"], both(&told[0])), (&present[0]["id"], (23, 11)));
    assert_eq!((&told[0]["receipts_now"], &told[0]["receipts_draft"]), (&json!(3), &json!(3)));
    assert_eq!((&told[1]["name"], both(&told[1])), (&json!("Mali račun"), (0, 5)));
    assert_eq!((&told[1]["receipts_now"], &told[1]["receipts_draft"]), (&json!(0), &json!(1)));
    assert_eq!((&done["winners"]["count"], &done["losers"]["count"]), (&json!(1), &json!(1)));
    assert_eq!(differences(&done["winners"]), [(&eva["id"], 3)]);
    assert_eq!(differences(&done["losers"]), [(&ana["id"], -10)]);

    assert_eq!((stands(owner, &ana).await, operations(owner, &own).await), (stood, before));
    let job = owner.get(&job).await.expect(200).json();
    assert_eq!(
        (&job["kind"], &job["status"], &job["simulation_id"], &job["progress"]),
        (&json!("past_simulation"), &json!("done"), &asked["id"], &done["progress"])
    );
    let listed = owner.get(&format!("{path}/past-simulations")).await.expect(200).json();
    assert_eq!(listed["items"], json!([done]));
}

#[tokio::test]
async fn caps_and_budgets_count_within_the_simulation() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    let eva = add(owner, json!({"first_name": "Eva"})).await;
    for (number, customer, day) in [
        ("1", &ana, "2026-11-19"),
        ("2", &ana, "2026-11-20"),
        ("3", &ana, "2026-11-20"),
        ("4", &eva, "2026-11-20"),
    ] {
        let on = json!({"occurred_at": format!("{day}T09:00:00Z")});
        buy(&till, &receipt(number, customer, 100_000, on)).await;
    }
    let cap = |of: &str, most: Value, per: &str| json!({"caps": [{"of": of, "most": most, "per": per, "scope": "all_stores"}]});
    for (fields, drafted) in [
        (json!({}), 40),
        (cap("points", json!("12"), "day"), 32),
        (cap("points", json!("12"), "month"), 22),
        (cap("times", json!("1"), "day"), 30),
        (json!({"budget": {"points": "25"}}), 25),
        (json!({"budget": {"points": "25", "per": "day"}}), 35),
    ] {
        let tried = rules(&[with(per_hundred(), &fields)]);
        let told = found(&program, owner, &path, &tried).await;
        assert_eq!(both(&told["points"][0]), (40, drafted), "{fields}: {told}");
        assert_eq!(told["points"][0]["value_draft"], Value::Null, "{told}");
    }
}

#[tokio::test]
async fn a_draft_is_tried_as_it_is_and_a_version_as_it_was() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = draft(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &ana, 100_000, json!({}))).await;
    assert_eq!(accounts(owner, &ana).await, Vec::<Value>::new());
    let told = found(&program, owner, &path, &json!({})).await;
    assert_eq!((&told["compared_version"], both(&told["points"][0])), (&Value::Null, (0, 10)), "{told}");
    assert_eq!(differences(&told["winners"]), [(&ana["id"], 10)]);

    super::set_state(owner, &path, "active").await;
    let before = owner.get(&path).await.expect(200).json()["version"].clone();
    let rule = rules_of(owner, &path).await[0]["id"].as_str().unwrap().to_owned();
    owner.patch(&format!("{path}/earning-rules/{rule}"), &per(50_000)).await.expect(200);
    let after = owner.get(&path).await.expect(200).json()["version"].clone();
    let told = found(&program, owner, &path, &json!({"version": before})).await;
    assert_eq!((&told["compared_version"], both(&told["points"][0])), (&after, (2, 10)), "{told}");
    assert_eq!((&told["rules"][0]["rule_id"], both(&told["rules"][0])), (&json!(rule), (2, 10)));
    // The same rule is left out of the draft: it gives to nobody by then.
    let told = found(&program, owner, &path, &rules(&[])).await;
    assert_eq!((both(&told["points"][0]), &told["rules"][0]["name"]), ((2, 0), &Value::Null), "{told}");
    assert_eq!(differences(&told["losers"]), [(&ana["id"], -2)]);
}

#[tokio::test]
async fn only_receipts_of_the_days_count() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let path = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    for (number, at) in
        [("1", "2026-11-21T09:00:00Z"), ("2", "2026-11-20T23:30:00Z"), ("3", "2026-11-20T22:30:00Z")]
    {
        buy(&till, &receipt(number, &ana, 100_000, json!({"occurred_at": at}))).await;
    }
    for (days, now) in [(1, 20), (2, 30)] {
        let tried = with(rules(&[]), &json!({"days": days}));
        let told = found(&program, owner, &path, &tried).await;
        assert_eq!(both(&told["points"][0]), (now, 0), "{told}");
    }
}

#[tokio::test]
async fn rules_for_occasions_give_nothing_for_receipts() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let effect = json!({"kind": "fixed", "points": "50"});
    let welcome = json!({"name": "Dobrodošli", "trigger": "welcome", "effect": effect});
    let path = programme(owner, json!({}), json!({}), &[per_hundred(), welcome.clone()]).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana"})).await;
    buy(&till, &receipt("1", &ana, 100_000, json!({}))).await;
    let told = found(&program, owner, &path, &rules(&[per(5_000), welcome])).await;
    assert_eq!(both(&told["points"][0]), (10, 20), "{told}");
    assert_eq!(told["rules"].as_array().unwrap().len(), 2, "{told}");
    assert_eq!(differences(&told["winners"]), [(&ana["id"], 10)]);
}
