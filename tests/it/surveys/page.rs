//! The page of a survey: looking answers nothing, sending does.

use regulars_tests::{Contents, Method, Program};
use serde_json::json;

use super::{FORM, answers, invite, open, send};
use crate::customers::{add, path_of};

#[tokio::test]
async fn whoever_opens_the_link_has_not_answered() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"first_name": "Ana", "language": "sr"})).await;
    let survey = open(&merchant.owner, "nps", json!({})).await;
    let page = invite(&program, &merchant.owner, &survey, &ana).await;
    let before = Contents::of(&program.database).await.snapshot().await;
    for query in ["", "?score=9", "?score=99", "?score=a&utm_source=x", "?score"] {
        let shown = program.client.get(&format!("{page}{query}")).await.expect(200);
        assert!(shown.text.contains("Koliko je verovatno da biste nas preporučili"), "{}", shown.text);
        assert_eq!(shown.text.contains(" checked"), query == "?score=9", "{query}");
        assert_eq!(shown.header("x-robots-tag"), Some("noindex"));
        program.client.send(Method::HEAD, &format!("{page}{query}"), None, Vec::new()).await.expect(200);
    }
    program.client.send(Method::POST, &page, FORM, b"anything=else".to_vec()).await.expect(200);
    assert_eq!(Contents::of(&program.database).await.snapshot().await, before);
    assert!(answers(&merchant.owner, &survey).await.is_empty());
}

#[tokio::test]
async fn an_answer_is_changed_until_the_survey_ends_and_the_last_one_counts() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"first_name": "Ana", "language": "en"})).await;
    let survey = open(&merchant.owner, "nps", json!({"closes_at": "2026-11-21T12:00:00Z"})).await;
    let page = invite(&program, &merchant.owner, &survey, &ana).await;
    let thanks = send(&program, &page, "3", "Too+dry.%0D%0ASorry.").await.expect(200);
    assert!(thanks.text.contains("Your answer is saved"), "{}", thanks.text);
    program.clock.advance(chrono::Duration::minutes(5));
    let shown = program.client.get(&page).await.expect(200);
    assert!(shown.text.contains("value=\"3\" required checked"), "{}", shown.text);
    assert!(!shown.text.contains("Too dry"), "whoever finds the receipt reads nothing");
    send(&program, &page, "8", "").await.expect(200);
    let told = answers(&merchant.owner, &survey).await;
    assert_eq!(told.len(), 1);
    assert_eq!(
        (&told[0]["score"], &told[0]["comment"], &told[0]["answered_at"]),
        (&json!(8), &json!("Too dry.\nSorry."), &json!("2026-11-21T10:05:00Z"))
    );
    program.clock.advance(chrono::Duration::hours(2));
    for answer in [program.client.get(&page).await, send(&program, &page, "1", "").await] {
        assert!(answer.expect(410).text.contains("The survey has ended"));
    }
    let owner = program.sign_in(&merchant.owner_email).await;
    assert_eq!(answers(&owner, &survey).await, told);
}

#[tokio::test]
async fn what_is_no_answer_is_shown_again_with_what_is_wrong() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({"language": "en"})).await;
    let survey = open(&merchant.owner, "csat", json!({})).await;
    let page = invite(&program, &merchant.owner, &survey, &ana).await;
    for score in ["", "0", "6", "-1", "4.5", "five", "4294967300"] {
        let shown = send(&program, &page, score, "%3Cb%3Ebold").await.expect(422);
        assert!(shown.text.contains("Please choose a score"), "{score}: {}", shown.text);
        assert!(shown.text.contains("&lt;b&gt;bold") && !shown.text.contains("<b>"), "{}", shown.text);
    }
    let long = send(&program, &page, "5", &"a".repeat(4_001)).await.expect(422);
    assert!(long.text.contains("This is too long"), "{}", long.text);
    assert!(answers(&merchant.owner, &survey).await.is_empty());
    send(&program, &page, "5", &"a".repeat(4_000)).await.expect(200);
}

#[tokio::test]
async fn whoever_sends_twice_at_once_has_answered_once() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({})).await;
    let survey = open(&merchant.owner, "nps", json!({})).await;
    let page = invite(&program, &merchant.owner, &survey, &ana).await;
    let sent = (0..6).map(|score| {
        let (client, page) = (program.client.clone(), page.clone());
        let body = format!("survey=answer&score={score}").into_bytes();
        tokio::spawn(async move { client.send(Method::POST, &page, FORM, body).await.expect(200) })
    });
    for one in sent.collect::<Vec<_>>() {
        one.await.unwrap();
    }
    assert_eq!(answers(&merchant.owner, &survey).await.len(), 1);
    let trail =
        merchant.owner.get("/v1/audit-events?subject_kind=survey_invitation").await.expect(200).json();
    let actions: Vec<_> = trail["items"].as_array().unwrap().iter().map(|event| &event["action"]).collect();
    assert_eq!(actions.len(), 7, "the invitation, and each answer");
}

#[tokio::test]
async fn a_link_that_does_not_hold_leads_nowhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = add(&merchant.owner, json!({})).await;
    let survey = open(&merchant.owner, "nps", json!({})).await;
    let page = invite(&program, &merchant.owner, &survey, &ana).await;
    let preferences = crate::pages::links::preferences(
        &crate::pages::links::keys(&program),
        &merchant,
        &path_of(&ana),
        "ana@example.com",
    );
    for wrong in [format!("{page}A"), "/f/AAAA".to_owned(), preferences.replace("/p/", "/f/")] {
        program.client.get(&wrong).await.expect(404);
        send(&program, &wrong, "9", "").await.expect(404);
    }
}
