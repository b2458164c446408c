use regulars_tests::{Contents, Program};
use serde_json::json;

use super::{add, ids};
use crate::customers::path_of;
use crate::merges::{merge, undo_of};

const EMPLOYMENTS: &str = "SELECT CAST(count(*) AS TEXT) FROM company_employees";

#[tokio::test]
async fn a_merge_takes_employments_along_and_gives_them_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let same = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let (hotel, bakery) =
        (add(owner, json!({"name": "Hotel"})).await, add(owner, json!({"name": "Pekara"})).await);
    for (company, customer, title) in
        [(&hotel, &ana, "Šefica"), (&hotel, &same, "Trnoružica"), (&bakery, &same, "Kupac")]
    {
        let body = json!({"customer_id": customer["id"], "role": "buyer", "job_title": title});
        owner.post(&format!("{company}/employees"), &body).await.expect(201);
    }
    let of = async |company: &str| {
        let list = owner.get(&format!("{company}/employees")).await.expect(200).json();
        ids(&list, "customer_id").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let id = |customer: &serde_json::Value| customer["id"].as_str().unwrap().to_owned();
    let merged = merge(owner, &ana, &[&same]).await;
    assert_eq!(merged["merge"]["moved"]["employments"], 1, "{merged}");
    assert_eq!((of(&hotel).await, of(&bakery).await), (vec![id(&ana)], vec![id(&ana)]));
    assert_eq!(owner.get(&hotel).await.expect(200).json()["employees"], 1);
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    let mut both = vec![id(&ana), id(&same)];
    both.sort();
    assert_eq!((of(&hotel).await, of(&bakery).await), (both, vec![id(&same)]));
}

#[tokio::test]
async fn who_is_erased_works_nowhere_nor_does_who_was_merged_into_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let same = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let other = crate::customers::add(owner, json!({"first_name": "Eva"})).await;
    let hotel = add(owner, json!({"name": "Hotel"})).await;
    for (customer, title) in [(&ana, "Karanfil"), (&same, "Trnoružica"), (&other, "Kupac")] {
        let body = json!({"customer_id": customer["id"], "role": "buyer", "job_title": title});
        owner.post(&format!("{hotel}/employees"), &body).await.expect(201);
    }
    merge(owner, &ana, &[&same]).await;
    owner.delete(&path_of(&ana)).await.expect(204);
    assert_eq!(Contents::of(&program.database).await.column(EMPLOYMENTS).await, ["1"]);
    let found = crate::erasure::search::rows_with(&program.database, &["Karanfil", "Trnoružica"], &[]).await;
    assert!(found.is_empty(), "{found:?}");
    let list = owner.get(&format!("{hotel}/employees")).await.expect(200).json();
    assert_eq!(ids(&list, "customer_id"), [other["id"].as_str().unwrap()]);
}

#[tokio::test]
async fn a_company_goes_whose_people_are_all_erased_or_merged() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let same = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let hotel = add(owner, json!({"name": "Hotel"})).await;
    for customer in [&ana, &same] {
        let body = json!({"customer_id": customer["id"], "role": "buyer"});
        owner.post(&format!("{hotel}/employees"), &body).await.expect(201);
    }
    merge(owner, &ana, &[&same]).await;
    let id = ana["id"].as_str().unwrap();
    owner.delete(&format!("{hotel}/employees/{id}")).await.expect(204);
    // What is left of who was merged is no hindrance.
    owner.delete(&hotel).await.expect(204);
    assert_eq!(Contents::of(&program.database).await.column(EMPLOYMENTS).await, ["0"]);
}
