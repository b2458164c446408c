use regulars_tests::{Contents, Program};
use serde_json::json;

use super::meet;
use super::{customers, foresee, ids};

#[tokio::test]
async fn a_dry_run_tells_the_differences_and_keeps_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    merchant.owner.post("/v1/tags", &json!({"name": "VIP"})).await.expect(201);
    let people = [
        meet(&program, &merchant.owner, json!({"first_name": "Ana", "address": {"city": "Bgd"}})).await,
        meet(
            &program,
            &merchant.owner,
            json!({"first_name": "Eva", "address": {"city": "Niš"}, "tags": ["VIP"]}),
        )
        .await,
    ];
    let contents = Contents::of(&program.database).await;
    let before = (customers(&merchant.owner).await, contents.snapshot().await);
    let changes = json!({
        "replace": [{"field": "address.city", "from": "BGD", "to": "Beograd"}], "tags": {"add": ["VIP"]}
    });
    let foreseen = foresee(&merchant.owner, ids(&people), changes.clone()).await;
    assert_eq!(
        foreseen,
        json!({
            "customers": 2, "examined": 2, "changed": 1, "unchanged": 1, "refused": 0, "reasons": [],
            "sample": [{"customer_id": people[0]["id"], "outcome": "changed", "reason": null, "changes": [
                {"field": "address.city", "before": "Bgd", "after": "Beograd"},
                {"field": "tags", "before": [], "after": ["VIP"]},
            ]}],
        })
    );
    program.work().await;
    assert_eq!((customers(&merchant.owner).await, contents.snapshot().await), before);
    let nobody = json!({"filter": {"field": "city", "op": "eq", "value": "Zemun"}});
    assert_eq!(foresee(&merchant.owner, nobody.clone(), changes.clone()).await["customers"], 0);
    let edit = super::done(&program, &merchant.owner, nobody, changes).await;
    assert_eq!((&edit["state"], &edit["customers"]), (&json!("done"), &json!(0)));
}

#[tokio::test]
async fn of_very_many_the_first_are_looked_at_and_all_are_counted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    super::cancel::add_many(&program, &merchant, 10_001).await;
    let filter = json!({"filter": {"field": "city", "op": "eq", "value": "Bgd"}});
    let foreseen = foresee(&merchant.owner, filter, json!({"set": {"language": "sr"}})).await;
    assert_eq!(
        (&foreseen["customers"], &foreseen["examined"], &foreseen["changed"]),
        (&json!(10_001), &json!(10_000), &json!(10_000))
    );
}
