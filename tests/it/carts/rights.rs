use regulars_tests::{Contents, Program};
use serde_json::json;

use super::{by_id, cart, put, receipt, show};
use crate::customers::{add, path_of};

#[tokio::test]
async fn a_merge_moves_carts_and_undoing_it_gives_them_back() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (ana, anna) = (add(owner, json!({})).await, add(owner, json!({})).await);
    let kept = put(owner, &cart("w-1", &by_id(&anna))).await;
    let merged = crate::merges::merge(owner, &ana, &[&anna]).await;
    assert_eq!(merged["merge"]["moved"]["carts"], 1, "{merged}");
    assert_eq!(show(owner, &kept).await["customer_id"], ana["id"]);
    // Who was merged is the survivor, in a shop too.
    let other = put(owner, &cart("w-2", &by_id(&anna))).await;
    assert_eq!(other["customer_id"], ana["id"]);
    owner.post(&crate::merges::undo_of(&merged), &json!({})).await.expect(200);
    assert_eq!(show(owner, &kept).await["customer_id"], anna["id"]);
    assert_eq!(show(owner, &other).await["customer_id"], ana["id"]);
}

#[tokio::test]
async fn an_erasure_leaves_nothing_of_a_cart() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({"email": "ana@example.com"})).await;
    put(owner, &cart("Papagaj-1", &by_id(&ana))).await;
    let mut sold = receipt("1", "2026-11-20T18:00:00Z", "1001");
    (sold["cart_id"], sold["identify"]) = (json!("Papagaj-1"), by_id(&ana));
    let bought = owner.post("/v1/purchases", &sold).await.expect(201);
    owner.delete(&path_of(&ana)).await.expect(204);
    let contents = Contents::of(&program.database).await;
    assert_eq!(contents.column("SELECT external_id FROM carts").await, Vec::<String>::new());
    let shown = owner.get(bought.header("location").unwrap()).await.expect(200).json();
    assert_eq!((&shown["cart_id"], &shown["customer_id"]), (&json!(null), &json!(null)));
    // The till may send it again.
    assert_eq!(owner.post("/v1/purchases", &sold).await.expect(201).json()["replayed"], true);
}
