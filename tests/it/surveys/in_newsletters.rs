//! A newsletter asks: each recipient has a page of their own.

use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::{FORM, answers, open, send};
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

/// The addresses of the pages in the message to somebody, as they stand in its HTML.
async fn pages(program: &Program, client: &regulars_tests::Client, to: &str) -> Vec<String> {
    let found = client.get(&format!("/v1/sandbox/messages?to={to}")).await.expect(200).json();
    let html = found["items"][0]["html"].as_str().unwrap().replace("&amp;", "&");
    let base = program.client.base();
    let start = format!("{base}/f/");
    let ends = html.match_indices(&start).map(|(at, _)| {
        let rest = &html[at + base.len()..];
        rest[..rest.find('"').unwrap()].to_owned()
    });
    ends.collect()
}

async fn text_of(client: &regulars_tests::Client, to: &str) -> String {
    let found = client.get(&format!("/v1/sandbox/messages?to={to}")).await.expect(200).json();
    found["items"][0]["text"].as_str().unwrap().to_owned()
}

fn asking(survey: &str) -> Value {
    json!({"content": {"blocks": [
        {"type": "text", "text": "Zdravo!"},
        {"type": "survey", "survey_id": survey.rsplit('/').next().unwrap()}
    ]}})
}

#[tokio::test]
async fn each_recipient_has_a_link_for_each_score_and_answers_on_their_own_page() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let mut customers = Vec::new();
    for email in ["ana@example.com", "eva@example.com", "iva@example.com"] {
        customers.push(reachable(&program, &merchant, email).await);
    }
    grant_pack(&program, &merchant).await;
    let survey = open(
        owner,
        "nps",
        json!({"texts": [{"language": "sr", "question": "Preporučili biste {merchant}?"}]}),
    )
    .await;
    let picked: Vec<&str> = customers.iter().map(String::as_str).collect();
    let newsletter = newsletter_to(&merchant, &picked).await;
    owner.patch(&newsletter, &asking(&survey)).await.expect(200);
    owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    program.work().await;
    let name = owner.get("/v1/merchant").await.json()["name"].as_str().unwrap().to_owned();
    let ana = pages(&program, owner, "ana@example.com").await;
    let scores: Vec<&str> = ana.iter().map(|page| page.rsplit("?score=").next().unwrap()).collect();
    assert_eq!(scores, ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    let eva = pages(&program, owner, "eva@example.com").await;
    assert_ne!(ana[0], eva[0]);
    let text = text_of(owner, "ana@example.com").await;
    assert!(text.contains(&format!("Preporučili biste {name}?")), "{text}");
    // A scanner opens every link of every message.
    for page in ana.iter().chain(&eva) {
        program.client.get(page).await.expect(200);
    }
    assert!(answers(owner, &survey).await.is_empty());
    let shown = program.client.get(&ana[9]).await.expect(200);
    assert!(shown.text.contains("value=\"9\" required checked"), "{}", shown.text);
    send(&program, &ana[9], "9", "").await.expect(200);
    send(&program, &ana[2], "10", "Odlično").await.expect(200);
    send(&program, &eva[0], "0", "").await.expect(200);
    let told = answers(owner, &survey).await;
    assert_eq!(told.len(), 2);
    let of_ana = told.iter().find(|answer| answer["customer_id"] == customers[0].as_str()).unwrap();
    assert_eq!((&of_ana["score"], &of_ana["comment"]), (&json!(10), &json!("Odlično")));
    assert_eq!(of_ana["newsletter_id"], newsletter.rsplit('/').next().unwrap());
    let results = owner.get(&format!("{survey}/results")).await.expect(200).json();
    assert_eq!(
        (&results["invited"], &results["answered"], &results["nps"]),
        (&json!(3), &json!(2), &json!(0.0))
    );
    let by_newsletter =
        format!("{survey}/responses?newsletter_id={}", newsletter.rsplit('/').next().unwrap());
    assert_eq!(owner.get(&by_newsletter).await.expect(200).json()["items"].as_array().unwrap().len(), 2);
    // The message in the browser has the same links.
    let view = owner.get("/v1/sandbox/messages?to=ana@example.com").await.json();
    let html = view["items"][0]["html"].as_str().unwrap();
    let start = html.find(&format!("{}/w/", program.client.base())).unwrap();
    let path: String =
        html[start + program.client.base().len()..].chars().take_while(|end| *end != '"').collect();
    assert!(program.client.get(&path).await.expect(200).text.contains(ana[9].as_str()));
}

#[tokio::test]
async fn a_newsletter_with_a_survey_that_is_not_open_does_not_leave() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let newsletter = newsletter_to(&merchant, &[&ana]).await;
    let foreign = open(&other.owner, "nps", json!({})).await;
    let problem = owner.patch(&newsletter, &asking(&foreign)).await.expect_problem(404, "not_found");
    assert_eq!(problem["errors"][0]["pointer"], "/content/blocks/1/survey_id");
    let survey = open(owner, "nps", json!({"closes_at": "2026-11-21T12:00:00Z"})).await;
    owner.patch(&newsletter, &asking(&survey)).await.expect(200);
    let recap = owner.get(&format!("{newsletter}/recap")).await.expect(200).json();
    assert!(!recap["warnings"].to_string().contains("survey_not_open"), "{recap}");
    owner
        .post(&format!("{newsletter}/schedule"), &json!({"at": "2026-11-21T12:00:00Z"}))
        .await
        .expect_problem(409, "conflict");
    owner.patch(&survey, &json!({"state": "closed"})).await.expect(200);
    let recap = owner.get(&format!("{newsletter}/recap")).await.expect(200).json();
    assert!(recap["warnings"].to_string().contains("survey_not_open"), "{recap}");
    owner.post(&format!("{newsletter}/send"), &json!({})).await.expect_problem(409, "conflict");
    owner.patch(&survey, &json!({"state": "active"})).await.expect(200);
    owner.post(&format!("{newsletter}/schedule"), &json!({"at": "2026-11-21T11:00:00Z"})).await.expect(200);
    owner.patch(&survey, &json!({"state": "closed"})).await.expect(200);
    program.clock.advance(chrono::Duration::hours(1));
    program.work().await;
    let owner = program.sign_in(&merchant.owner_email).await;
    let back = owner.get(&newsletter).await.expect(200).json();
    assert_eq!((&back["state"], &back["not_started"]), (&json!("ready"), &json!("survey_not_open")));
}

#[tokio::test]
async fn a_test_send_has_links_that_say_that_it_was_one() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let survey = open(owner, "csat", json!({})).await;
    let mut newsletter = crate::newsletters::complete();
    newsletter["content"] = asking(&survey)["content"].clone();
    let made = owner.post("/v1/newsletters", &newsletter).await.expect(201);
    let path = format!("{}/test-sends", made.header("location").unwrap());
    owner.post(&path, &json!({"to": [merchant.owner_email]})).await.expect(202);
    program.work().await;
    let pages = pages(&program, owner, &merchant.owner_email).await;
    assert_eq!(pages.len(), 5);
    for page in &pages {
        assert!(program.client.get(page).await.expect(200).text.contains("proba"));
    }
    let sent = program.client.send(Method::POST, &pages[0], FORM, b"survey=answer&score=5".to_vec()).await;
    assert!(sent.expect(200).text.contains("proba"));
    assert!(answers(owner, &survey).await.is_empty());
    let preview = owner.post(&format!("{}/preview", made.header("location").unwrap()), &json!({})).await;
    let html = preview.expect(200).json()["html"].as_str().unwrap().to_owned();
    assert!(html.contains("?score=5"), "{html}");
}
