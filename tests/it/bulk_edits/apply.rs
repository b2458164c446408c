use regulars_tests::Program;
use serde_json::{Value, json};

use super::meet;
use super::{again, ask, customers, done, ids, path_of, results};
use crate::attributes::define;

#[tokio::test]
async fn values_are_set_cleared_and_replaced() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    define(&merchant.owner, "shoe", "integer", json!({})).await;
    define(&merchant.owner, "diet", "enum", json!({"options": ["Vegan", "Halal"]})).await;
    let people = [
        meet(
            &program,
            &merchant.owner,
            json!({"first_name": "Ana", "company": "Delta", "address": {"city": "bgd", "country": "RS"},
                "attributes": {"shoe": 39, "diet": "Vegan"}}),
        )
        .await,
        meet(
            &program,
            &merchant.owner,
            json!({"first_name": "Eva", "address": {"city": "Novi Sad"}, "attributes": {"shoe": 40}}),
        )
        .await,
        meet(&program, &merchant.owner, json!({"first_name": "Ida", "address": {"city": "Бгд"}})).await,
    ];
    let changes = json!({
        "set": {"language": "SR-rs", "gender": "female", "source.utm.campaign": "jesen", "address.country": "me"},
        "clear": ["company", "attributes.diet"],
        "replace": [
            {"field": "address.city", "from": "Bgd", "to": "Beograd"},
            {"field": "address.city", "from": "Novi Sad", "to": null},
            {"field": "attributes.shoe", "from": 40, "to": 41},
        ],
    });
    let edit = done(&program, &merchant.owner, ids(&people), changes).await;
    assert_eq!((&edit["state"], &edit["counts"]["changed"]), (&json!("done"), &json!(3)), "{edit}");
    let customers = customers(&merchant.owner).await;
    let of = |field: &str| {
        customers
            .iter()
            .map(|customer| customer.pointer(field).cloned().unwrap_or_default())
            .collect::<Vec<_>>()
    };
    assert_eq!(of("/address/city"), [json!("Beograd"), json!(null), json!("Beograd")]);
    assert_eq!(of("/address/country"), [json!("ME"), json!("ME"), json!("ME")]);
    assert_eq!(of("/language"), [json!("sr-RS"), json!("sr-RS"), json!("sr-RS")]);
    assert_eq!(of("/source/utm/campaign"), [json!("jesen"), json!("jesen"), json!("jesen")]);
    assert_eq!(of("/company"), [json!(null), json!(null), json!(null)]);
    assert_eq!(of("/attributes"), [json!({"shoe": 39}), json!({"shoe": 41}), json!({})]);
    assert_eq!(of("/first_name"), [json!("Ana"), json!("Eva"), json!("Ida")]);
    let results = results(&merchant.owner, &edit).await;
    let fields = json!([
        "address.city",
        "address.country",
        "attributes.diet",
        "company",
        "gender",
        "language",
        "source.utm.campaign"
    ]);
    assert_eq!((&results[0]["outcome"], &results[0]["fields"]), (&json!("changed"), &fields));
    assert_eq!(edit["changes"]["clear"], json!(["company", "attributes.diet"]));
    assert_eq!(edit["changes"]["set"]["address.country"], "ME");
}

#[tokio::test]
async fn tags_come_go_and_are_replaced() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for name in ["VIP", "Nov", "Star", "Čest"] {
        merchant.owner.post("/v1/tags", &json!({"name": name})).await.expect(201);
    }
    let people = [
        meet(&program, &merchant.owner, json!({"first_name": "Ana", "tags": ["Nov", "Star"]})).await,
        meet(&program, &merchant.owner, json!({"first_name": "Eva", "tags": ["VIP"]})).await,
        meet(&program, &merchant.owner, json!({"first_name": "Ida"})).await,
    ];
    let before = customers(&merchant.owner).await;
    let tags = |customers: &[Value]| customers.iter().map(|one| one["tags"].clone()).collect::<Vec<_>>();
    let some = json!({"tags": {"add": ["vip"], "remove": ["NOV", "cest"]}});
    let first = done(&program, &merchant.owner, ids(&people), some).await;
    assert_eq!(
        tags(&customers(&merchant.owner).await),
        [json!(["Star", "VIP"]), json!(["VIP"]), json!(["VIP"])]
    );
    assert_eq!(
        (&first["counts"]["changed"], &first["counts"]["unchanged"]),
        (&json!(2), &json!(1)),
        "{first}"
    );
    let all = json!({"tags": {"replace": ["Čest"]}});
    let second = done(&program, &merchant.owner, ids(&people), all).await;
    assert_eq!(tags(&customers(&merchant.owner).await), vec![json!(["Čest"]); 3]);
    let none = json!({"tags": {"replace": []}});
    let third = done(&program, &merchant.owner, ids(&people), none).await;
    assert_eq!(tags(&customers(&merchant.owner).await), vec![json!([]); 3]);
    for edit in [&third, &second, &first] {
        let edit = super::undone(&program, &merchant.owner, edit).await;
        assert_eq!((&edit["state"], &edit["counts"]["conflict"]), (&json!("undone"), &json!(0)));
    }
    assert_eq!(customers(&merchant.owner).await, before);
}

#[tokio::test]
async fn whoever_asked_stands_in_the_trail() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana"})).await;
    let other = program.merchant().await;
    let me = merchant.owner.get("/v1/me").await.json();
    program.clock.advance(chrono::Duration::seconds(1));
    let edit = done(
        &program,
        &merchant.owner,
        ids(std::slice::from_ref(&ana)),
        json!({"set": {"company": "Delta"}}),
    )
    .await;
    assert_eq!(edit["asked_by"], json!({"kind": "user", "id": me["id"]}));
    let trail = format!("/v1/audit-events?customer_id={}", ana["id"].as_str().unwrap());
    let trail = merchant.owner.get(&trail).await.expect(200).json();
    let event = &trail["items"][0];
    assert_eq!(event["actor"], json!({"kind": "user", "id": me["id"]}));
    assert_eq!(event["changes"], json!([{"field": "company", "before": null, "after": "Delta"}]));
    // Staff of another merchant sees nothing of it.
    other.owner.get(&path_of(&edit)).await.expect_problem(404, "not_found");
    other.owner.get(&format!("{}/results", path_of(&edit))).await.expect_problem(404, "not_found");
    other.owner.post(&format!("{}/undo", path_of(&edit)), &json!({})).await.expect_problem(404, "not_found");
    let job = format!("/v1/jobs/{}", edit["job_id"].as_str().unwrap());
    other.owner.get(&job).await.expect_problem(404, "not_found");
    other.owner.post(&format!("{job}/cancel"), &json!({})).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn who_joins_later_is_not_touched_and_who_left_the_filter_is() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = meet(&program, &merchant.owner, json!({"first_name": "Ana", "address": {"city": "Niš"}})).await;
    let filter = json!({"filter": {"field": "city", "op": "eq", "value": "Niš"}});
    let edit = ask(&merchant.owner, filter.clone(), json!({"set": {"company": "Delta"}})).await;
    assert_eq!((&edit["customers"], &edit["filter"]), (&json!(1), &filter["filter"]));
    meet(&program, &merchant.owner, json!({"first_name": "Eva", "address": {"city": "Niš"}})).await;
    let path = crate::customers::path_of(&ana);
    merchant.owner.patch(&path, &json!({"address": {"city": "Zemun"}})).await.expect(200);
    program.work().await;
    let edit = again(&merchant.owner, &edit).await;
    assert_eq!((&edit["customers"], &edit["counts"]["changed"]), (&json!(1), &json!(1)));
    let companies: Vec<Value> =
        customers(&merchant.owner).await.iter().map(|one| one["company"].clone()).collect();
    assert_eq!(companies, [json!("Delta"), json!(null)]);
}

#[tokio::test]
async fn one_who_is_refused_does_not_keep_the_others() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let names: Vec<String> = (0..101).map(|number| format!("Tag {number:03}")).collect();
    for name in &names {
        merchant.owner.post("/v1/tags", &json!({"name": name})).await.expect(201);
    }
    let full = meet(&program, &merchant.owner, json!({"first_name": "Ana", "tags": names[..100]})).await;
    let free = meet(&program, &merchant.owner, json!({"first_name": "Eva", "tags": names[..1]})).await;
    let before = customers(&merchant.owner).await;
    let changes = json!({"set": {"company": "Delta"}, "tags": {"add": [names[100]]}});
    let whom = ids(&[full.clone(), free]);
    let foreseen = super::foresee(&merchant.owner, whom.clone(), changes.clone()).await;
    assert_eq!(
        (&foreseen["changed"], &foreseen["refused"], &foreseen["reasons"]),
        (&json!(1), &json!(1), &json!([{"reason": "too_many_tags", "count": 1}]))
    );
    let edit = done(&program, &merchant.owner, whom, changes).await;
    let results = results(&merchant.owner, &edit).await;
    assert_eq!(
        results[0],
        json!({"customer_id": full["id"], "outcome": "refused", "reason": "too_many_tags", "fields": []})
    );
    assert_eq!(results[1]["outcome"], "changed");
    let after = customers(&merchant.owner).await;
    assert_eq!(after[0], before[0], "nothing of it was done");
    assert_eq!(after[1]["company"], "Delta");
}

#[tokio::test]
async fn more_than_one_turn_takes_are_changed_by_a_filter_and_back() {
    const COUNT: i64 = 5_100;
    let program = Program::start().await;
    let merchant = program.merchant().await;
    super::cancel::add_many(&program, &merchant, COUNT).await;
    let filter = json!({"filter": {"field": "city", "op": "eq", "value": "Bgd"}});
    let changes = json!({"replace": [{"field": "address.city", "from": "Bgd", "to": "Beograd"}]});
    let foreseen = super::foresee(&merchant.owner, filter.clone(), changes.clone()).await;
    assert_eq!(
        (&foreseen["customers"], &foreseen["examined"], &foreseen["changed"]),
        (&json!(COUNT), &json!(COUNT), &json!(COUNT))
    );
    assert_eq!(foreseen["sample"].as_array().unwrap().len(), 20);
    let edit = done(&program, &merchant.owner, filter.clone(), changes).await;
    assert_eq!((&edit["state"], &edit["counts"]["changed"]), (&json!("done"), &json!(COUNT)));
    assert_eq!(edit["progress"], json!({"done": COUNT, "total": COUNT}));
    let count = async |city: &str| {
        let preview = json!({"filter": {"field": "city", "op": "eq", "value": city}});
        merchant.owner.post("/v1/segments/preview", &preview).await.expect(200).json()["count"].clone()
    };
    assert_eq!((count("Beograd").await, count("Bgd").await), (json!(COUNT), json!(0)));
    let edit = super::undone(&program, &merchant.owner, &edit).await;
    assert_eq!((&edit["state"], &edit["counts"]["undone"]), (&json!("undone"), &json!(COUNT)));
    assert_eq!((count("Beograd").await, count("Bgd").await), (json!(0), json!(COUNT)));
}
