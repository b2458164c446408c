//! The link to a card: who gets it, and where it leads as cards, customers and keys change.

use regulars_consent::LinkToken;
use regulars_tests::{Client, Program};
use serde_json::{Value, json};

use super::{link_of, member, page_of, path_in};
use crate::customers::{add, path_of};
use crate::merges::{merge, undo_of};
use crate::pages::links;

/// The page as somebody sees it who has the link.
async fn seen(program: &Program, page: &str) -> String {
    program.client.get(page).await.expect(200).text
}

/// Says that a link leads nowhere, like one that never was.
async fn is_nowhere(program: &Program, page: &str) {
    let unknown = program.client.get("/k/AAAA").await.expect(404);
    assert_eq!(program.client.get(page).await.expect(404).text, unknown.text, "{page}");
}

async fn reissued(program: &Program, client: &Client, customer: &Value) -> String {
    let answer = client.post(&link_of(customer), &json!({"reissue": true})).await.expect(201);
    path_in(program, &answer.json())
}

#[tokio::test]
async fn a_member_has_one_link_until_another_one_is_issued() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, till) = (&merchant.owner, merchant.terminal().await);
    let ana = member(owner, json!({"card_number": "AB123456"})).await;
    let none = till.get(&link_of(&ana)).await.expect(200).json();
    assert_eq!(none, json!({"url": null, "created_at": null}));
    let first = till.post(&link_of(&ana), &json!({})).await.expect(201);
    assert_eq!(first.header("location"), Some(link_of(&ana).as_str()));
    assert_eq!(first.json()["created_at"], "2026-11-21T10:00:00Z");
    let page = path_in(&program, &first.json());
    let again = till.post(&link_of(&ana), &Value::Null).await.expect(200);
    assert_eq!(again.json(), first.json());
    assert_eq!(till.get(&link_of(&ana)).await.expect(200).json(), first.json());
    for secret in ["AB123456", "Ana", ana["id"].as_str().unwrap()] {
        assert!(!page.contains(secret), "{page}");
    }
    program.clock.advance(chrono::Duration::minutes(1));
    let keyed = owner.with_header("Idempotency-Key", "once");
    let second = keyed.post(&link_of(&ana), &json!({"reissue": true})).await.expect(201);
    assert_eq!(keyed.post(&link_of(&ana), &json!({"reissue": true})).await.expect(201).text, second.text);
    let newer = path_in(&program, &second.json());
    assert_ne!(newer, page);
    is_nowhere(&program, &page).await;
    assert!(seen(&program, &newer).await.contains("AB123456"));
    assert_eq!(owner.get(&link_of(&ana)).await.expect(200).json(), second.json());
    owner.post(&link_of(&ana), &json!({"reissue": "yes"})).await.expect_invalid("/reissue");
}

#[tokio::test]
async fn who_is_not_a_member_has_no_card_and_others_have_no_link_here() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let stranger = add(owner, json!({"first_name": "Iva"})).await;
    owner.post(&link_of(&stranger), &json!({})).await.expect_problem(409, "conflict");
    let ana = member(owner, json!({})).await;
    let page = page_of(&program, owner, &ana).await;
    for client in [&other.owner, &other.terminal().await] {
        client.get(&link_of(&ana)).await.expect_problem(404, "not_found");
        client.post(&link_of(&ana), &json!({"reissue": true})).await.expect_problem(404, "not_found");
    }
    seen(&program, &page).await;
    let analyst = merchant.staff("analyst").await;
    analyst.get(&link_of(&ana)).await.expect_problem(403, "forbidden");
    analyst.post(&link_of(&ana), &json!({})).await.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn what_is_forged_and_what_is_anothers_leads_nowhere() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let ana = member(&merchant.owner, json!({})).await;
    let page = page_of(&program, &merchant.owner, &ana).await;
    let keys = links::keys(&program);
    let token = page.strip_prefix("/k/").unwrap();
    let LinkToken { merchant: _, link } = LinkToken::verify(&keys, token).unwrap();
    let merchant_of_another = other.id.parse().unwrap();
    let forged = format!("/k/{}", LinkToken { merchant: merchant_of_another, link }.sign(&keys));
    let last = if token.ends_with('A') { 'B' } else { 'A' };
    let changed = format!("{}{last}", &page[..page.len() - 1]);
    let begun = format!("/k/{}{}", if token.starts_with('A') { 'B' } else { 'A' }, &token[1..]);
    for wrong in [forged, changed, begun, format!("{page}A"), page[..page.len() - 4].to_owned()] {
        is_nowhere(&program, &wrong).await;
    }
    for folder in ["/a/", "/f/", "/p/", "/u/", "/w/"] {
        program.client.get(&page.replace("/k/", folder)).await.expect(404);
    }
    seen(&program, &page).await;
}

#[tokio::test]
async fn a_blocked_card_is_shown_as_blocked_and_a_replaced_one_as_the_one_in_its_place() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = member(owner, json!({"card_number": "AB123456"})).await;
    let page = page_of(&program, owner, &ana).await;
    owner.post("/v1/cards/AB123456/block", &Value::Null).await.expect(200);
    let blocked = seen(&program, &page).await;
    assert!(blocked.contains("Kartica je blokirana"), "{blocked}");
    assert!(!blocked.contains("<svg") && !blocked.contains("AB123456"), "{blocked}");
    program.clock.advance(chrono::Duration::minutes(1));
    owner.post("/v1/cards/AB123456/replace", &json!({"number": "AB123457"})).await.expect(201);
    let replaced = seen(&program, &page).await;
    assert!(replaced.contains("AB123457") && replaced.contains("<svg"), "{replaced}");
    assert!(!replaced.contains("AB123456") && !replaced.contains("blokirana"), "{replaced}");
    // Of two that hold, the one that was issued last.
    program.clock.advance(chrono::Duration::minutes(1));
    owner.post(&format!("{}/cards", path_of(&ana)), &json!({"number": "AB123458"})).await.expect(201);
    assert!(seen(&program, &page).await.contains("AB123458"));
    owner.post("/v1/cards/AB123458/block", &Value::Null).await.expect(200);
    assert!(seen(&program, &page).await.contains("AB123457"));
}

#[tokio::test]
async fn the_link_of_who_is_merged_leads_to_the_card_of_the_survivor() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = member(owner, json!({"card_number": "AB123456"})).await;
    let again = json!({"card_number": "AB123457", "allow_duplicate": true});
    let twin = member(owner, again).await;
    let (hers, twins) = (page_of(&program, owner, &ana).await, page_of(&program, owner, &twin).await);
    let merged = merge(owner, &ana, &[&twin]).await;
    for page in [&hers, &twins] {
        assert!(seen(&program, page).await.contains("AB123456"));
    }
    owner.post(&undo_of(&merged), &json!({})).await.expect(200);
    assert!(seen(&program, &hers).await.contains("AB123456"));
    assert!(seen(&program, &twins).await.contains("AB123457"));
    // A new link ends all that lead to the customer.
    merge(owner, &ana, &[&twin]).await;
    let newer = reissued(&program, owner, &ana).await;
    for page in [&hers, &twins] {
        is_nowhere(&program, page).await;
    }
    // Where her own card does not identify any more, that of the other member does.
    owner.post("/v1/cards/AB123456/block", &Value::Null).await.expect(200);
    assert!(seen(&program, &newer).await.contains("AB123457"));
}

#[tokio::test]
async fn the_link_of_who_is_erased_leads_nowhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = member(owner, json!({"email": "ana@example.com"})).await;
    let page = page_of(&program, owner, &ana).await;
    seen(&program, &page).await;
    owner.delete(&path_of(&ana)).await.expect(204);
    is_nowhere(&program, &page).await;
    owner.get(&link_of(&ana)).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_page_of_a_merchant_who_is_stopped_is_not_there() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = member(&merchant.owner, json!({})).await;
    let page = page_of(&program, &merchant.owner, &ana).await;
    let path = format!("/v1/merchants/{}", merchant.id);
    program.operator().await.patch(&path, &json!({"status": "suspended"})).await.expect(200);
    is_nowhere(&program, &page).await;
}
