//! Coupons that give points.

use regulars_tests::Program;
use serde_json::{Value, json};

use super::{campaign, draft, validate};
use crate::customers::add;
use crate::loyalty::{buy, give_back, per_hundred, programme, receipt, stands, sum, with};
use crate::programmes::id_of;

fn bonus(programme: &str, points: &str) -> Value {
    let kind = json!({"kind": "bonus_points", "programme_id": id_of(programme), "point_type": "points"});
    json!({"effect": with(kind, &json!({"points": points}))})
}

fn times(programme: &str, factor: &str) -> Value {
    let kind = json!({"kind": "points_multiplier", "programme_id": id_of(programme), "point_type": "points"});
    json!({"effect": with(kind, &json!({"factor": factor}))})
}

#[tokio::test]
async fn a_receipt_earns_more_by_its_coupon_and_a_refund_takes_that_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    let by_bonus =
        campaign(owner, with(bonus(&club, "200"), &json!({"name": "Poklon"})), &["BONUS200"]).await;
    let double = campaign(owner, with(times(&club, "2"), &json!({"name": "Duplo"})), &["DUPLO"]).await;
    let till = merchant.terminal().await;
    for (number, code, path, name, given) in
        [("1", "BONUS200", &by_bonus, "Poklon", 200), ("2", "DUPLO", &double, "Duplo", 50)]
    {
        let customer = add(owner, json!({"first_name": "Ana"})).await;
        let body = receipt(number, &customer, 500_000, json!({"coupons": [code]}));
        let sold = buy(&till, &body).await;
        assert_eq!(sum(&sold, "earned"), 50 + given, "{sold}");
        let told = json!([{"campaign_id": id_of(path), "name": name, "points": given}]);
        assert_eq!(sold["points"][0]["coupons"], told, "{sold}");
        assert_eq!(sold["points"][0]["rules"][0]["points"], 50);
        assert_eq!((&sold["coupons"][0]["discount"], &sold["warnings"]), (&json!(0), &json!([])));
        assert_eq!(stands(owner, &customer).await, (50 + given, 0, 0));
        let again = buy(&till, &body).await;
        assert_eq!(again["replayed"], true, "{again}");
        assert_eq!((&again["points"][0]["coupons"], sum(&again, "earned")), (&told, 50 + given));
        assert_eq!(stands(owner, &customer).await, (50 + given, 0, 0));

        let half = give_back(&till, &sold, &format!("{number}a"), &[(1, "0.5")]).await;
        assert_eq!(sum(&half, "taken_back"), (50 + given) / 2, "{half}");
        give_back(&till, &sold, &format!("{number}b"), &[(1, "0.5")]).await;
        assert_eq!(stands(owner, &customer).await, (0, 0, 0), "{code}");
    }
}

#[tokio::test]
async fn points_go_beside_a_discount_and_never_cost_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({}), json!({}), &[per_hundred()]).await;
    campaign(owner, bonus(&club, "200"), &["BONUS200"]).await;
    let alone = json!({"stacking": {"exclusive": true}});
    campaign(owner, with(bonus(&club, "1000"), &alone), &["SAMOJA"]).await;
    campaign(owner, json!({}), &["DESET10"]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let till = merchant.terminal().await;
    let asked = receipt("proba", &customer, 100_000, json!({"coupons": ["BONUS200", "SAMOJA"]}));
    let told = validate(&till, "DESET10", &asked).await;
    assert_eq!(told["discount"], 10_000, "{told}");
    let kind = |one: &Value| (one["code"].clone(), one["effect"]["kind"].clone(), one["discount"].clone());
    let mut applied: Vec<_> = told["applied"].as_array().unwrap().iter().map(kind).collect();
    applied.sort_by_key(|one| one.0.to_string());
    let expected = [
        (json!("BONUS200"), json!("bonus_points"), json!(0)),
        (json!("DESET10"), json!("percentage"), json!(10_000)),
    ];
    assert_eq!(applied, expected, "{told}");
    assert_eq!(told["passed_over"], json!([{"code": "SAMOJA", "reason": "outdone_by_others"}]));
    // Points for what was paid after the discount, and the bonus.
    let line =
        json!({"sku": "1001", "quantity": "1", "unit_price": 100_000, "discount": 10_000, "total": 90_000});
    let fields = json!({"lines": [line], "total": 90_000, "coupons": ["BONUS200", "DESET10"]});
    let sold = buy(&till, &receipt("1", &customer, 90_000, fields)).await;
    assert_eq!((sum(&sold, "earned"), &sold["warnings"]), (209, &json!([])), "{sold}");
}

#[tokio::test]
async fn who_earns_nothing_in_the_programme_cannot_use_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = programme(owner, json!({"joining": "on_request"}), json!({}), &[per_hundred()]).await;
    campaign(owner, times(&club, "3"), &["TRIPUT"]).await;
    let customer = add(owner, json!({"first_name": "Ana"})).await;
    let till = merchant.terminal().await;
    let refused = async |body: &Value| {
        till.post("/v1/purchases", body).await.expect_problem(422, "validation_failed")["reason"].clone()
    };
    let nobody = super::plain("1", 500_000, json!({"coupons": ["TRIPUT"]}));
    assert_eq!(refused(&nobody).await, "no_customer");
    let hers = receipt("2", &customer, 500_000, json!({"coupons": ["TRIPUT"]}));
    assert_eq!(refused(&hers).await, "not_member");
    owner.post(&format!("{club}/members"), &json!({"customer_id": customer["id"]})).await.expect(201);
    assert_eq!(sum(&buy(&till, &hers).await, "earned"), 150);
}

#[tokio::test]
async fn what_gives_points_names_points_that_there_are_and_keeps_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let club = crate::programmes::with_points(owner, 0).await;
    let (name, other) = (json!({"name": "A"}), program.merchant().await);
    for (fields, pointer) in [
        (times(&club, "1"), "/effect/factor"),
        (times(&club, "100.5"), "/effect/factor"),
        (bonus(&club, "0"), "/effect/points"),
        (with(bonus(&club, "5"), &json!({"budget": 1_000})), "/budget"),
    ] {
        owner.post("/v1/coupon-campaigns", &with(name.clone(), &fields)).await.expect_invalid(pointer);
    }
    let body = with(name, &bonus(&club, "5"));
    let problem = other.owner.post("/v1/coupon-campaigns", &body).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/effect/programme_id", "{problem}");
    let path = draft(owner, bonus(&club, "5")).await;
    let problem = owner.delete(&format!("{club}/point-types/points")).await.expect_problem(409, "in_use");
    assert_eq!(problem["users"][0]["kind"], "coupon_campaign", "{problem}");
    owner.delete(&path).await.expect(204);
    owner.delete(&format!("{club}/point-types/points")).await.expect(204);
}
