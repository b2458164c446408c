//! Rules that are for certain customers: a segment, or whom a filter means.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{buy, draft, passed_over, per_hundred, programme, receipt, sum, with};
use crate::customers::{add, path_of};
use crate::segments::{id_of, segment};

fn bonus(name: &str, points: &str, customers: &Value) -> Value {
    json!({"name": name, "effect": {"kind": "fixed", "points": points}, "customers": customers})
}

#[tokio::test]
async fn a_rule_gives_to_those_whom_it_is_for_and_tells_the_others_why_not() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let vip = segment(&merchant, "VIP", json!({"tag": "VIP"})).await;
    let rules = [
        per_hundred(),
        bonus("Za VIP", "100", &json!({"segment": id_of(&vip)})),
        bonus("Za Niš", "7", &json!({"field": "city", "op": "eq", "value": "niš"})),
        bonus("Prva kupovina", "30", &json!({"field": "purchase_count", "op": "eq", "value": 1})),
    ];
    programme(owner, json!({}), json!({}), &rules).await;
    let till = merchant.terminal().await;
    let ana = add(owner, json!({"first_name": "Ana", "tags": ["VIP"], "address": {"city": "Niš"}})).await;
    let eva = add(owner, json!({"first_name": "Eva"})).await;

    let answer = buy(&till, &receipt("1", &ana, 100_000, json!({}))).await;
    assert_eq!((sum(&answer, "earned"), passed_over(&answer)), (147, vec![]), "{answer}");
    let answer = buy(&till, &receipt("2", &ana, 100_000, json!({}))).await;
    let others = vec![("Prva kupovina", "other_customers")];
    assert_eq!((sum(&answer, "earned"), passed_over(&answer)), (117, others), "{answer}");
    let answer = buy(&till, &receipt("3", &eva, 100_000, json!({}))).await;
    let others = vec![("Za VIP", "other_customers"), ("Za Niš", "other_customers")];
    assert_eq!((sum(&answer, "earned"), passed_over(&answer)), (40, others.clone()), "{answer}");
    // The same receipt once more tells the same.
    let again = buy(&till, &receipt("3", &eva, 100_000, json!({}))).await;
    assert_eq!((sum(&again, "earned"), passed_over(&again)), (40, others), "{again}");

    // As the customers are at the next receipt, and not as they were.
    owner.patch(&path_of(&eva), &json!({"tags": ["VIP"]})).await.expect(200);
    let answer = buy(&till, &receipt("4", &eva, 100_000, json!({}))).await;
    assert_eq!(sum(&answer, "earned"), 110, "{answer}");
}

#[tokio::test]
async fn a_dry_receipt_asks_for_its_customer_and_is_nobody_s_without_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let rule = bonus("Za Niš", "7", &json!({"field": "city", "op": "eq", "value": "Niš"}));
    let path = draft(owner, json!({}), json!({}), &[rule]).await;
    let ana = add(owner, json!({"first_name": "Ana", "address": {"city": "Niš"}})).await;
    let eva = add(owner, json!({"first_name": "Eva", "address": {"city": "Bor"}})).await;
    for (identify, earned) in
        [(json!({"customer_id": ana["id"]}), 7), (json!({"customer_id": eva["id"]}), 0), (Value::Null, 0)]
    {
        let body = json!({"receipt": receipt("1", &ana, 1_000, json!({"identify": identify}))});
        let told = owner.post(&format!("{path}/simulations"), &body).await.expect(200).json();
        assert_eq!(sum(&told, "earned"), earned, "{told}");
    }
}

#[tokio::test]
async fn what_a_rule_names_keeps_its_meaning_and_is_not_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let tag = owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let tag = tag.header("location").unwrap();
    let best = segment(&merchant, "Najbolji", json!({"field": "city", "op": "eq", "value": "Niš"})).await;
    let customers = json!({"any": [{"tag": "vip"}, {"segment": id_of(&best)}]});
    let path = draft(owner, json!({}), json!({}), &[]).await;
    let rules = format!("{path}/earning-rules");
    let body = with(bonus("Za najbolje", "5", &customers), &json!({"point_type": "points"}));
    let rule = owner.post(&rules, &body).await.expect(201);
    let rule = rule.header("location").unwrap();
    owner.patch(tag, &json!({"name": "Zlato"})).await.expect(200);
    let shown = owner.get(rule).await.expect(200).json();
    assert_eq!(shown["customers"], json!({"any": [{"tag": "Zlato"}, {"segment": id_of(&best)}]}));

    let user = json!([{"kind": "earning_rule", "id": shown["id"], "name": "Za najbolje"}]);
    for used in [tag, best.as_str()] {
        assert_eq!(owner.delete(used).await.expect_problem(409, "in_use")["users"], user, "{used}");
    }
    owner.patch(rule, &json!({"customers": null})).await.expect(200);
    for free in [best.as_str(), tag] {
        owner.delete(free).await.expect(204);
    }
}
