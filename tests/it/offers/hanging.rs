//! What becomes of offers when their contact is merged or erased.

use regulars_tests::{Method, Program};
use serde_json::json;

use super::{FORM, employ, page_of, write};
use crate::companies::add;
use crate::customers::path_of;
use crate::merges::{merge, undo_of};

#[tokio::test]
async fn a_merge_takes_offers_along_and_gives_them_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let ana = crate::customers::add(owner, json!({"first_name": "Ana"})).await;
    let same = employ(owner, &company, json!({"first_name": "Ana"}), "buyer").await;
    let path = write(owner, &company, json!({})).await;
    let body = json!({"by": "link", "customer_id": same["id"]});
    owner.post(&format!("{path}/send"), &body).await.expect(200);
    let contact = async || owner.get(&path).await.expect(200).json()["customer_id"].clone();
    let merged = merge(owner, &ana, &[&same]).await;
    assert_eq!(merged["merge"]["moved"]["offers"], 1, "{merged}");
    assert_eq!(contact().await, ana["id"]);
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(contact().await, same["id"]);
}

#[tokio::test]
async fn who_is_erased_has_decided_nothing_by_name_nor_has_who_was_merged_into_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let ana = employ(owner, &company, json!({"first_name": "Ana"}), "buyer").await;
    let same = employ(owner, &company, json!({"first_name": "Ana"}), "other").await;
    let mut offers = Vec::new();
    for (customer, name) in [(&ana, "Karanfila"), (&same, "Trnoruzica")] {
        let path = write(owner, &company, json!({})).await;
        let body = json!({"by": "link", "customer_id": customer["id"]});
        let sent = owner.post(&format!("{path}/send"), &body).await.expect(200).json();
        let form = format!("offer=accept&name={name}&remark={name}+moli").into_bytes();
        let page = page_of(&program, &sent["offer"]);
        program.client.send(Method::POST, &page, FORM, form).await.expect(200);
        offers.push(path);
    }
    merge(owner, &ana, &[&same]).await;
    owner.delete(&path_of(&ana)).await.expect(204);
    let found = crate::erasure::search::rows_with(&program.database, &["Karanfila", "Trnoruzica"], &[]).await;
    assert!(found.is_empty(), "{found:?}");
    for path in offers {
        let told = owner.get(&path).await.expect(200).json();
        assert_eq!((&told["state"], &told["customer_id"]), (&json!("accepted"), &json!(null)));
        assert_eq!((&told["decision"]["name"], &told["decision"]["remark"]), (&json!(null), &json!(null)));
    }
}
