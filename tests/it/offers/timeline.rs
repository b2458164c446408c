use regulars_tests::Program;
use serde_json::json;

use super::{decide, hand_over, write};
use crate::companies::add;
use crate::timeline::{all, kinds};

#[tokio::test]
async fn a_company_has_its_offers_and_what_was_decided_on_its_timeline() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let timeline = format!("{company}/timeline");
    let accepted = write(owner, &company, json!({"title": "Hleb"})).await;
    let open = write(owner, &company, json!({"title": "Torta", "valid_until": "2026-11-21"})).await;
    write(owner, &company, json!({"title": "Nacrt"})).await;
    let page = hand_over(&program, owner, &accepted).await;
    program.clock.advance(chrono::Duration::minutes(1));
    hand_over(&program, owner, &open).await;
    program.clock.advance(chrono::Duration::minutes(1));
    decide(&program, &page, "accept", "Ana").await.expect(200);
    let whole = all(owner, &timeline, 50).await;
    assert_eq!(kinds(&whole), ["offer_decision", "offer", "offer"]);
    let told: Vec<_> =
        whole.iter().map(|entry| (&entry["offer"]["title"], &entry["offer"]["state"])).collect();
    let (bread, cake) = (json!("Hleb"), json!("Torta"));
    let (yes, sent) = (json!("accepted"), json!("sent"));
    assert_eq!(told, [(&bread, &yes), (&cake, &sent), (&bread, &yes)]);
    assert_eq!(whole[0]["offer"]["total"], json!({"amount": 10_000, "currency": "RSD"}));
    assert_eq!((&whole[0]["customer_id"], &whole[0]["document"]), (&json!(null), &json!(null)));
    assert!(!whole[0].to_string().contains("Ana"));
    for limit in [1, 2] {
        assert_eq!(all(owner, &timeline, limit).await, whole, "{limit}");
    }
    let only = all(owner, &format!("{timeline}?kinds=offer_decision"), 50).await;
    assert_eq!(kinds(&only), ["offer_decision"]);
    // Nobody sees there what the list of offers would refuse.
    let cashier = merchant.staff("cashier").await;
    assert!(all(&cashier, &timeline, 50).await.is_empty());
    cashier.get(&format!("{timeline}?kinds=offer")).await.expect_problem(403, "forbidden");
    program.clock.advance(chrono::Duration::days(1));
    let owner = &program.sign_in(&merchant.owner_email).await;
    let later = all(owner, &format!("{timeline}?kinds=offer"), 50).await;
    assert_eq!(later[0]["offer"]["state"], "expired");
}
