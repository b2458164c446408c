use regulars_tests::Program;
use serde_json::{Value, json};

fn with_texts(texts: &[String]) -> Value {
    let blocks: Vec<Value> = texts.iter().map(|text| json!({"type": "text", "text": text})).collect();
    json!({"name": "Jesen", "subject": "Jesen", "content": {"blocks": blocks}})
}

#[tokio::test]
async fn nesting_without_an_end_is_refused_where_it_stands() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &json!({"name": "Jesen"})).await.expect(201);
    for unit in ["- ", "> ", "1. ", "> - "] {
        let deep = format!("{}x", unit.repeat(9_800 / unit.len()));
        let refused =
            merchant.owner.post("/v1/newsletters", &with_texts(&["a".to_owned(), deep.clone()])).await;
        let problem = refused.expect_invalid("/content/blocks/1/text");
        assert_eq!(problem["errors"][0]["code"], "too_deep", "{problem}");
        let patched = merchant
            .owner
            .patch(made.header("location").unwrap(), &json!({"intro": format!("{}x", unit.repeat(100))}))
            .await;
        patched.expect_invalid("/intro");
    }
    let nested = format!("{}citat\n\n- a\n  - b\n    - c", "> ".repeat(8));
    merchant.owner.post("/v1/newsletters", &with_texts(&[nested])).await.expect(201);
}

#[tokio::test]
async fn a_newsletter_that_would_be_too_large_is_refused_at_the_block_that_passes_the_limit() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let full = "reči ".repeat(3_900);
    let refused = merchant.owner.post("/v1/newsletters", &with_texts(&vec![full.clone(); 30])).await;
    let problem = refused.expect_invalid("/content/blocks/21/text");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 1, "{problem}");
    assert_eq!(problem["errors"][0]["code"], "too_large");
    let made = merchant.owner.post("/v1/newsletters", &with_texts(&vec![full; 20])).await.expect(201);
    let shown =
        merchant.owner.post(&format!("{}/preview", made.header("location").unwrap()), &json!({})).await;
    let shown = shown.expect(200).json();
    assert!(shown["text"].as_str().unwrap().len() < 600_000);
}

#[tokio::test]
async fn what_everybody_would_read_as_it_is_and_what_may_be_empty_is_warned_of() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut body = with_texts(&["Zdravo *|FNAME|*, {{ first_name }}, %%ime%%".to_owned()]);
    body["subject"] = json!("{{ salutation }} {{ last_name | vocative }}");
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    let recap =
        merchant.owner.get(&format!("{}/recap", made.header("location").unwrap())).await.expect(200).json();
    let told: Vec<(&str, bool)> = recap["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|warning| (warning["code"].as_str().unwrap(), warning["blocks_sending"].as_bool().unwrap()))
        .filter(|(code, _)| code.ends_with("placeholder") || code.starts_with("blank"))
        .collect();
    assert_eq!(
        told,
        [("foreign_placeholder", false), ("blank_field", false), ("foreign_placeholder", false)]
    );
}
