//! Files that know customers by what they were before a merge.

use regulars_tests::Program;
use serde_json::json;

use super::{id, merge, undo_of};
use crate::customers::{add, path_of};
use crate::imports::{check, commit};

#[tokio::test]
async fn rows_with_old_numbers_and_ids_find_the_survivor_who_keeps_its_own() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let a = add(owner, json!({"first_name": "Ana", "external_id": "A-1"})).await;
    let b = add(owner, json!({"first_name": "Ana", "external_id": "B-1"})).await;
    let c = add(owner, json!({"first_name": "Ana", "external_id": "C-1"})).await;
    merge(owner, &b, &[&a]).await;
    let last = merge(owner, &c, &[&b]).await;
    for (file, city) in [
        ("external_id,city\nA-1,Niš\n".to_owned(), "Niš"),
        ("external_id,city\nB-1,Zemun\n".to_owned(), "Zemun"),
        (format!("regulars_id,external_id,city\n{},B-1,Ruma\n", id(&a)), "Ruma"),
        (format!("regulars_id,city\n{},Pančevo\n", id(&b)), "Pančevo"),
    ] {
        let import = check(&program, owner, &file).await;
        let import = commit(&program, owner, &import).await;
        assert_eq!(import["state"], "committed", "{file}: {import}");
        let customer = owner.get(&path_of(&c)).await.expect(200).json();
        assert_eq!(
            (&customer["address"]["city"], &customer["external_id"]),
            (&json!(city), &json!("C-1")),
            "{file}"
        );
    }
    let all = owner.get("/v1/customers?total=exact").await.expect(200).json();
    assert_eq!(all["total"], 1, "nobody was made anew");
    let refused = owner.post(&undo_of(&last), &json!({})).await.expect_problem(409, "conflict");
    assert_eq!(refused["conflicts"][0]["what"], "address", "what came since would be lost");
    // A number that is given anew is that of whoever has it.
    let d = add(owner, json!({"first_name": "Eva", "external_id": "A-1"})).await;
    let import = check(&program, owner, "external_id,city\nA-1,Sombor\n").await;
    commit(&program, owner, &import).await;
    assert_eq!(owner.get(&path_of(&d)).await.expect(200).json()["address"]["city"], "Sombor");
}
