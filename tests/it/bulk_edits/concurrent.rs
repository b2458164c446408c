use regulars_tests::Program;
use serde_json::{Value, json};

use super::meet;
use super::{again, ask, customers, done, ids, path_of, results};

#[tokio::test(flavor = "multi_thread")]
async fn two_edits_of_the_same_customers_at_once_are_both_done() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    super::cancel::add_many(&program, &merchant, 300).await;
    let before = customers(&merchant.owner).await;
    let everybody = json!({"filter": {"field": "city", "op": "eq", "value": "Bgd"}});
    let city = json!({"set": {"address.city": "Niš"}});
    let company = json!({"set": {"company": "Delta", "address.street": "Nova"}});
    let one = ask(&merchant.owner, everybody.clone(), city).await;
    let two = ask(&merchant.owner, everybody, company).await;
    tokio::join!(program.work(), program.work());
    program.work().await;
    for edit in [&one, &two] {
        let edit = again(&merchant.owner, edit).await;
        assert_eq!((&edit["state"], &edit["counts"]["changed"]), (&json!("done"), &json!(300)), "{edit}");
    }
    let after = customers(&merchant.owner).await;
    assert!(after.iter().all(|one| one["company"] == "Delta" && one["address"]["city"] == "Niš"));
    let both = json!({});
    let (first, second) = (format!("{}/undo", path_of(&one)), format!("{}/undo", path_of(&two)));
    let (first, second) =
        tokio::join!(merchant.owner.post(&first, &both), merchant.owner.post(&second, &both));
    first.expect(202);
    second.expect(202);
    tokio::join!(program.work(), program.work());
    program.work().await;
    for edit in [&one, &two] {
        let edit = again(&merchant.owner, edit).await;
        assert_eq!((&edit["state"], &edit["counts"]["undone"]), (&json!("undone"), &json!(300)), "{edit}");
    }
    assert_eq!(customers(&merchant.owner).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_undos_at_once_are_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut people = Vec::new();
    for name in ["Ana", "Eva", "Ida"] {
        people.push(meet(&program, &merchant.owner, json!({"first_name": name})).await);
    }
    let before = customers(&merchant.owner).await;
    let edit = done(&program, &merchant.owner, ids(&people), json!({"set": {"company": "Delta"}})).await;
    let (undo, nothing) = (format!("{}/undo", path_of(&edit)), json!({}));
    let (one, two) = tokio::join!(merchant.owner.post(&undo, &nothing), merchant.owner.post(&undo, &nothing));
    let (one, two) = (one.expect(202), two.expect(202));
    assert_eq!(one.header("location"), two.header("location"), "there is one job");
    tokio::join!(program.work(), program.work());
    let edit = again(&merchant.owner, &edit).await;
    assert_eq!((&edit["state"], &edit["counts"]["undone"]), (&json!("undone"), &json!(3)));
    assert_eq!(customers(&merchant.owner).await, before);
    let outcomes: Vec<Value> =
        results(&merchant.owner, &edit).await.iter().map(|result| result["outcome"].clone()).collect();
    assert_eq!(outcomes, ["undone", "undone", "undone"]);
    let trail = super::every(&merchant.owner, "/v1/audit-events?subject_kind=customer&action=updated").await;
    assert_eq!(trail.len(), 6, "each was changed once and changed back once");
}
