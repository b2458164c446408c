//! Surveys are made, changed, closed and deleted.

use regulars_tests::Program;
use serde_json::json;

use super::{invite, open};
use crate::customers::add;

#[tokio::test]
async fn a_survey_has_own_words_and_the_usual_ones_elsewhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let body = json!({"name": " Hleb ", "kind": "csat", "texts": [
        {"language": "sr", "question": "Kako vam se dopao hleb?"},
        {"language": "de", "question": "Wie war das Brot?", "follow_up": "Warum?"}
    ]});
    let made = merchant.owner.post("/v1/surveys", &body).await.expect(201);
    let survey = made.json();
    assert_eq!(
        (&survey["name"], &survey["state"], &survey["open"]),
        (&json!("Hleb"), &json!("draft"), &json!(false))
    );
    assert_eq!(
        survey["texts"],
        json!([
            {"language": "sr", "question": "Kako vam se dopao hleb?", "follow_up": null},
            {"language": "de", "question": "Wie war das Brot?", "follow_up": "Warum?"}
        ])
    );
    let shown = survey["shown_texts"].as_array().unwrap();
    assert_eq!(shown.len(), 6);
    assert_eq!(shown[0]["question"], "Kako vam se dopao hleb?");
    assert_eq!(shown[0]["follow_up"], "Šta možemo da učinimo bolje?");
    assert_eq!(shown[4]["follow_up"], "Warum?");
    assert_eq!(shown[5]["question"], "How satisfied are you with your purchase at {merchant}?");
    let path = made.header("location").unwrap();
    assert_eq!(merchant.owner.get(path).await.expect(200).json(), survey);
}

#[tokio::test]
async fn what_does_not_fit_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let question = json!({"language": "sr", "question": "?"});
    for (body, pointer) in [
        (json!({"kind": "nps"}), "/name"),
        (json!({"name": "a"}), "/kind"),
        (json!({"name": "a", "kind": "ces"}), "/kind"),
        (json!({"name": "a", "kind": "nps", "state": "active"}), "/state"),
        (json!({"name": "a", "kind": "nps", "closes_at": "2026-11-21T10:00:00Z"}), "/closes_at"),
        (json!({"name": "a", "kind": "nps", "texts": [question, question]}), "/texts/1/language"),
        (
            json!({"name": "a", "kind": "nps", "texts": [{"language": "sr", "question": "a\nb"}]}),
            "/texts/0/question",
        ),
        (json!({"name": "a", "kind": "nps", "texts": [{"language": "sr"}]}), "/texts/0/question"),
        (
            json!({"name": "a", "kind": "nps", "texts": [{"language": "fr", "question": "?"}]}),
            "/texts/0/language",
        ),
    ] {
        merchant.owner.post("/v1/surveys", &body).await.expect_invalid(pointer);
    }
    assert_eq!(merchant.owner.get("/v1/surveys").await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn a_survey_goes_forward_and_is_opened_again_but_is_no_draft_again() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let made = merchant.owner.post("/v1/surveys", &json!({"name": "a", "kind": "nps"})).await.expect(201);
    let path = made.header("location").unwrap();
    let state = async |state: &str| merchant.owner.patch(path, &json!({"state": state})).await;
    state("closed").await.expect_problem(409, "conflict");
    assert_eq!(state("active").await.expect(200).json()["open"], true);
    state("draft").await.expect_problem(409, "conflict");
    state("closed").await.expect(200);
    state("active").await.expect(200);
    merchant.owner.patch(path, &json!({"kind": "csat"})).await.expect_invalid("/kind");
    let end = json!({"closes_at": "2026-11-21T10:04:00Z", "texts": []});
    let changed = merchant.owner.patch(path, &end).await.expect(200).json();
    assert_eq!((&changed["open"], &changed["closes_at"]), (&json!(true), &json!("2026-11-21T10:04:00Z")));
    program.clock.advance(chrono::Duration::minutes(4));
    let ended = merchant.owner.get(path).await.expect(200).json();
    assert_eq!((&ended["open"], &ended["state"]), (&json!(false), &json!("active")));
    let opened = merchant.owner.patch(path, &json!({"closes_at": null})).await.expect(200).json();
    assert_eq!(opened["open"], true);
    other.owner.patch(path, &json!({"name": "b"})).await.expect_problem(404, "not_found");
    let listed = merchant.owner.get("/v1/surveys?state=active").await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    assert_eq!(merchant.owner.get("/v1/surveys?state=closed").await.json()["items"], json!([]));
}

#[tokio::test]
async fn whoever_has_read_an_older_version_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = open(&merchant.owner, "nps", json!({})).await;
    let tag = merchant.owner.get(&path).await.expect(200).header("etag").unwrap().to_owned();
    program.clock.advance(chrono::Duration::seconds(1));
    let held = merchant.owner.with_header("If-Match", &tag);
    held.patch(&path, &json!({"name": "Druga"})).await.expect(200);
    held.patch(&path, &json!({"name": "Treća"})).await.expect_problem(412, "precondition_failed");
    held.delete(&path).await.expect_problem(412, "precondition_failed");
    assert_eq!(merchant.owner.get(&path).await.json()["name"], "Druga");
}

#[tokio::test]
async fn only_a_survey_that_nobody_was_asked_is_deleted() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let unasked = open(&merchant.owner, "nps", json!({})).await;
    merchant.owner.delete(&unasked).await.expect(204);
    merchant.owner.get(&unasked).await.expect_problem(404, "not_found");
    let asked = open(&merchant.owner, "nps", json!({})).await;
    let customer = add(&merchant.owner, json!({})).await;
    invite(&program, &merchant.owner, &asked, &customer).await;
    merchant.owner.delete(&asked).await.expect_problem(409, "conflict");
    let printed = open(&merchant.owner, "nps", json!({})).await;
    let id = printed.rsplit('/').next().unwrap();
    let mut newsletter = crate::newsletters::complete();
    newsletter["content"]["blocks"] = json!([{"type": "survey", "survey_id": id}]);
    let made = merchant.owner.post("/v1/newsletters", &newsletter).await.expect(201).json();
    let problem = merchant.owner.delete(&printed).await.expect_problem(409, "in_use");
    assert_eq!(problem["users"], json!([{"kind": "newsletter", "id": made["id"], "name": made["name"]}]));
    let newsletter = format!("/v1/newsletters/{}", made["id"].as_str().unwrap());
    merchant.owner.patch(&newsletter, &json!({"content": {"blocks": []}})).await.expect(200);
    merchant.owner.delete(&printed).await.expect(204);
}
