//! What answers come to.

use regulars_tests::Program;
use serde_json::json;

use super::{answers, invite, open, send};
use crate::customers::{add, path_of};

#[tokio::test]
async fn results_are_of_those_who_were_asked_in_the_period() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let survey = open(owner, "nps", json!({})).await;
    let none = owner.get(&format!("{survey}/results")).await.expect(200).json();
    assert_eq!(
        (&none["invited"], &none["response_rate"], &none["nps"], &none["mean"], &none["csat"]),
        (&json!(0), &json!(null), &json!(null), &json!(null), &json!(null))
    );
    for score in ["10", "9", "8", "3", ""] {
        let customer = add(owner, json!({})).await;
        let page = invite(&program, owner, &survey, &customer).await;
        if !score.is_empty() {
            send(&program, &page, score, "").await.expect(200);
        }
        program.clock.advance(chrono::Duration::minutes(1));
    }
    let results = owner.get(&format!("{survey}/results")).await.expect(200).json();
    assert_eq!(
        (&results["invited"], &results["answered"], &results["response_rate"]),
        (&json!(5), &json!(4), &json!(0.8))
    );
    assert_eq!(
        (
            &results["nps"],
            &results["mean"],
            &results["promoters"],
            &results["passives"],
            &results["detractors"]
        ),
        (&json!(25.0), &json!(7.5), &json!(2), &json!(1), &json!(1))
    );
    assert_eq!(results["scores"][3], json!({"score": 3, "count": 1}));
    assert_eq!(results["scores"].as_array().unwrap().len(), 11);
    let period = "?from=2026-11-21T10:01:00Z&to=2026-11-21T10:03:00Z";
    let results = owner.get(&format!("{survey}/results{period}")).await.expect(200).json();
    assert_eq!((&results["invited"], &results["mean"]), (&json!(2), &json!(8.5)));
    other.owner.get(&format!("{survey}/results")).await.expect_problem(404, "not_found");
    owner.get(&format!("{survey}/results?since=1")).await.expect_invalid("?since");
}

#[tokio::test]
async fn satisfaction_is_the_share_of_the_two_highest_scores() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let survey = open(&merchant.owner, "csat", json!({})).await;
    for score in ["5", "4", "1"] {
        let customer = add(&merchant.owner, json!({})).await;
        let page = invite(&program, &merchant.owner, &survey, &customer).await;
        send(&program, &page, score, "").await.expect(200);
    }
    let results = merchant.owner.get(&format!("{survey}/results")).await.expect(200).json();
    assert_eq!(
        (&results["csat"], &results["nps"], &results["promoters"]),
        (&json!(0.6667), &json!(null), &json!(null))
    );
    assert_eq!(results["scores"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn answers_are_listed_by_pages_and_narrowed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let survey = open(owner, "nps", json!({})).await;
    let mut customers = Vec::new();
    for (score, comment) in [("1", "Lo%C5%A1e"), ("5", ""), ("9", "Dobro")] {
        let customer = add(owner, json!({})).await;
        let page = invite(&program, owner, &survey, &customer).await;
        send(&program, &page, score, comment).await.expect(200);
        program.clock.advance(chrono::Duration::minutes(1));
        customers.push(customer);
    }
    let mut seen = Vec::new();
    let mut next = String::new();
    loop {
        let page = owner.get(&format!("{survey}/responses?limit=1{next}")).await.expect(200).json();
        seen.extend(page["items"].as_array().unwrap().iter().map(|item| item["score"].as_u64().unwrap()));
        match page["next"].as_str() {
            Some(cursor) => next = format!("&cursor={cursor}"),
            None => break,
        }
    }
    assert_eq!(seen, [9, 5, 1]);
    for (query, scores) in [
        ("min_score=5", &[9, 5][..]),
        ("max_score=5", &[5, 1]),
        ("has_comment=true", &[9, 1]),
        ("has_comment=false", &[5]),
        ("from=2026-11-21T10:01:00Z&to=2026-11-21T10:02:00Z", &[5]),
    ] {
        let page = owner.get(&format!("{survey}/responses?{query}")).await.expect(200).json();
        let items = page["items"].as_array().unwrap();
        let told: Vec<_> = items.iter().map(|item| item["score"].as_u64().unwrap()).collect();
        assert_eq!(told, scores, "{query}");
    }
    owner.get(&format!("{survey}/responses?min_score=11")).await.expect_invalid("?min_score");
    let of_one = owner.get(&format!("{}/survey-responses", path_of(&customers[2]))).await.expect(200).json();
    assert_eq!(of_one["items"], json!([answers(owner, &survey).await[0]]));
}

#[tokio::test]
async fn the_timeline_tells_that_somebody_was_asked_and_what_they_answered() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let ana = add(owner, json!({})).await;
    let survey = open(owner, "nps", json!({})).await;
    let page = invite(&program, owner, &survey, &ana).await;
    program.clock.advance(chrono::Duration::minutes(1));
    send(&program, &page, "9", "Dobro").await.expect(200);
    let path = format!("{}/timeline?kinds=survey_invitation,survey_answer", path_of(&ana));
    let told = owner.get(&path).await.expect(200).json();
    let items = told["items"].as_array().unwrap();
    assert_eq!(
        items.iter().map(|item| (&item["kind"], &item["at"])).collect::<Vec<_>>(),
        [
            (&json!("survey_answer"), &json!("2026-11-21T10:01:00Z")),
            (&json!("survey_invitation"), &json!("2026-11-21T10:00:00Z"))
        ]
    );
    assert_eq!(
        (&items[0]["survey"]["score"], &items[0]["survey"]["beginning"], &items[0]["survey"]["name"]),
        (&json!(9), &json!("Dobro"), &json!("Kupovina"))
    );
    assert_eq!(items[1]["survey"]["score"], json!(null));
}
