use regulars_tests::Program;
use serde_json::json;

use super::segment;
use crate::segments::people::each;

#[tokio::test]
async fn the_built_in_groups_come_first() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    segment(&merchant, "Mine", json!({"all": []})).await;
    let first = merchant.owner.get("/v1/segments?limit=6").await.expect(200).json();
    assert_eq!(
        each(&first, "key"),
        [
            "first_purchase_last_month",
            "lost",
            "all_verified",
            "members_verified",
            "non_members_verified",
            "birthday_next_four_weeks"
        ]
    );
    let next = first["next"].as_str().unwrap();
    let second = merchant.owner.get(&format!("/v1/segments?limit=6&cursor={next}")).await.expect(200).json();
    assert_eq!((each(&second, "name"), &second["next"]), (vec!["Mine".to_owned()], &json!(null)));
}

#[tokio::test]
async fn a_built_in_group_goes_by_its_key_and_by_its_id() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let by_key = merchant.owner.get("/v1/segments/lost").await.expect(200).json();
    let by_id = merchant.owner.get(&format!("/v1/segments/{}", by_key["id"].as_str().unwrap())).await;
    assert_eq!(by_id.expect(200).json(), by_key);
    merchant.owner.get("/v1/segments/winners").await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_built_in_group_is_named_in_the_language_of_the_merchant() {
    let program = Program::start().await;
    for (locale, name) in
        [("sr-RS", "Izgubljeni kupci"), ("pl-PL", "Utraceni klienci"), ("de-DE", "Verlorene Kunden")]
    {
        let merchant = program.merchant_with(json!({"locale": locale})).await;
        let group = merchant.owner.get("/v1/segments/lost").await.expect(200).json();
        assert_eq!(group["name"], name);
        let all = merchant.owner.get("/v1/segments").await.expect(200).json();
        assert!(all["items"].as_array().unwrap().contains(&group), "{all}");
        // A change of the language is a change of what is shown.
        merchant.owner.patch("/v1/merchant", &json!({"locale": "ru-RU"})).await.expect(200);
        let group = merchant.owner.get("/v1/segments/lost").await.expect(200).json();
        assert_eq!(group["name"], "Потерянные покупатели");
    }
}
