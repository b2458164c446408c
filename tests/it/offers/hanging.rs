//! What becomes of offers when their contact is merged or erased.

use regulars_tests::{Method, Program};
use serde_json::json;

use super::{FORM, decide, decide_with_remark, employ, page_of, write};
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
    let sent = owner.post(&format!("{path}/send"), &body).await.expect(200).json();
    decide(&program, &page_of(&program, &sent["offer"]), "decline", "Ana").await.expect(200);
    owner.post(&format!("{path}/revise"), &json!(null)).await.expect(200);
    let contacts = async || {
        let versions = owner.get(&format!("{path}/versions")).await.expect(200).json();
        let offer = owner.get(&path).await.expect(200).json();
        [offer["customer_id"].clone(), versions["items"][0]["customer_id"].clone()]
    };
    let merged = merge(owner, &ana, &[&same]).await;
    assert_eq!(merged["merge"]["moved"]["offers"], 1, "{merged}");
    assert_eq!(contacts().await, [ana["id"].clone(), ana["id"].clone()]);
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(contacts().await, [same["id"].clone(), same["id"].clone()]);
}

#[tokio::test]
async fn who_is_erased_has_decided_nothing_by_name_nor_has_who_was_merged_into_them() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let ana = employ(owner, &company, json!({"first_name": "Ana"}), "buyer").await;
    let same = json!({"first_name": "Ana", "email": "ruza@example.com"});
    let same = employ(owner, &company, same, "other").await;
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
    // One was declined and revised, and went to somebody else meanwhile.
    let eva = employ(owner, &company, json!({"first_name": "Eva"}), "other").await;
    let revised = write(owner, &company, json!({})).await;
    let send = format!("{revised}/send");
    let body = json!({"by": "email", "customer_id": same["id"]});
    let sent = owner.post(&send, &body).await.expect(200).json();
    let page = page_of(&program, &sent["offer"]);
    decide_with_remark(&program, &page, "decline", "Trnoruzica", "Karanfila").await.expect(200);
    owner.post(&format!("{revised}/revise"), &json!(null)).await.expect(200);
    owner.post(&send, &json!({"by": "link", "customer_id": eva["id"]})).await.expect(200);
    merge(owner, &ana, &[&same]).await;
    owner.delete(&path_of(&ana)).await.expect(204);
    let found =
        crate::erasure::search::rows_with(&program.database, &["Karanfila", "Trnoruzica", "ruza@"], &[])
            .await;
    assert!(found.is_empty(), "{found:?}");
    let versions = owner.get(&format!("{revised}/versions")).await.expect(200).json();
    let kept = &versions["items"][0];
    assert_eq!((&kept["customer_id"], &kept["decision"]["name"]), (&json!(null), &json!(null)));
    assert_eq!(kept["decision"]["at"], "2026-11-21T10:00:00Z");
    assert_eq!(owner.get(&revised).await.expect(200).json()["customer_id"], eva["id"]);
    for path in offers {
        let told = owner.get(&path).await.expect(200).json();
        assert_eq!((&told["state"], &told["customer_id"]), (&json!("accepted"), &json!(null)));
        assert_eq!((&told["decision"]["name"], &told["decision"]["remark"]), (&json!(null), &json!(null)));
    }
}
