use std::collections::BTreeSet;

use regulars_tests::Program;
use serde_json::json;

use super::{pair, pairs};
use crate::customers::{add, path_of};

#[tokio::test]
async fn pairs_are_listed_with_what_they_share_and_what_speaks_against_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let one = json!({"first_name": "Živko", "last_name": "Đorđević", "email": "zivko@example.com", "external_id": "k-1"});
    let one = add(owner, one).await;
    let again = json!({"first_name": "ЖИВКО", "last_name": "ЂОРЂЕВИЋ", "email": "ZIVKO@example.com"});
    let again = add(owner, again).await;
    let wife = json!({"first_name": "Mira", "last_name": "Đorđević", "email": "zivko@example.com"});
    let wife = add(owner, wife).await;
    let by_number = add(owner, json!({"external_id": "K-1"})).await;
    add(owner, json!({"first_name": "Živko", "last_name": "Đorđević", "email": "other@example.com"})).await;
    let all = pairs(owner, "/v1/customers/duplicates").await;
    let expected: BTreeSet<_> =
        [(&one, &again, true), (&one, &wife, false), (&again, &wife, false), (&one, &by_number, true)]
            .into_iter()
            .map(|(one, other, certain)| (pair(one, other).0, pair(one, other).1, certain))
            .collect();
    assert_eq!(all.iter().cloned().collect::<BTreeSet<_>>(), expected);
    let paged = pairs(owner, "/v1/customers/duplicates?limit=1").await;
    assert_eq!(paged, all, "page by page it is the same list");
    let certain = pairs(owner, "/v1/customers/duplicates?certain=true").await;
    assert_eq!(certain.len(), 2);
    let of_one = owner.get(&format!("{}/duplicates", path_of(&wife))).await.expect(200).json();
    let items = of_one["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert_eq!(
        (&items[0]["reasons"], &items[0]["doubts"]),
        (&json!(["email"]), &json!(["other_first_name"]))
    );
    let of_one = owner.get(&format!("{}/duplicates", path_of(&one))).await.expect(200).json();
    assert!(of_one["items"][0]["score"].as_u64().unwrap() >= 95, "the surest first");
    let theirs = program.merchant().await;
    assert!(pairs(&theirs.owner, "/v1/customers/duplicates").await.is_empty());
    theirs.owner.get(&format!("{}/duplicates", path_of(&one))).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn who_is_registered_already_is_known_by_the_same_rule() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let known = json!({"first_name": "Ana", "last_name": "Ilić", "phone": "+381641234567"});
    let known = add(owner, known).await;
    let body = json!({"first_name": "ANA", "last_name": "ILIC", "phone": "064 123 45 67"});
    let refused = owner.post("/v1/members", &body).await.expect_problem(409, "probably_registered");
    assert_eq!(refused["customer_id"], known["id"]);
    let mut twice = body;
    twice["allow_duplicate"] = json!(true);
    owner.post("/v1/members", &twice).await.expect(201);
    assert_eq!(pairs(owner, "/v1/customers/duplicates?certain=true").await.len(), 1);
}

/// An address that stands for none is shared by hundreds, and tells nothing of any of them.
#[tokio::test]
async fn an_address_that_stands_for_none_does_not_flood_the_list() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for number in 0..21 {
        let last = if number < 2 { "Ilić".to_owned() } else { format!("Kupac{number}") };
        let fields = json!({"first_name": "Ana", "last_name": last, "email": "nema@example.com",
            "birth_date": "1990-05-17"});
        add(owner, fields).await;
    }
    let all = pairs(owner, "/v1/customers/duplicates?limit=200").await;
    assert_eq!(all.len(), 1, "only who has more in common");
    assert!(all[0].2);
}
