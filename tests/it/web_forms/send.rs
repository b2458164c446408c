use regulars_tests::Program;
use serde_json::{Value, json};

use super::{campaigns, confirm, form_with, send, send_led, texts_of};
use crate::erasure::{captured, customer};

async fn customers(owner: &regulars_tests::Client) -> Vec<Value> {
    owner.get("/v1/customers").await.expect(200).json()["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn somebody_unknown_becomes_a_customer_with_consent_and_is_asked_about_news() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (_, page) = form_with(owner, json!({"opens_case": true})).await;
    let texts = texts_of(&program.client, &page).await;
    let message = "Радите ли недељом?\r\nХвала.";
    let fields = [
        ("contact", "page"),
        ("texts", texts.as_str()),
        ("first_name", "Nemanja"),
        ("last_name", "Ilić"),
        ("email", "nemanja@example.com"),
        ("message", message),
        ("processing", "yes"),
        ("news", "yes"),
    ];
    send(&program.client, &page, &fields).await.expect(200);
    let [known] = &customers(owner).await[..] else { panic!("one customer") };
    assert_eq!((&known["type"], &known["source"]["created_by"]), (&json!("non_member"), &json!("web_form")));
    let path = format!("/v1/customers/{}", known["id"].as_str().unwrap());
    let interactions = owner.get(&format!("{path}/interactions")).await.expect(200).json();
    let told = &interactions["items"][0];
    assert_eq!(
        (&told["kind"], &told["direction"], &told["subject"], &told["text"]),
        (
            &json!("web_form"),
            &json!("inbound"),
            &json!("Upit sa sajta"),
            &json!("Радите ли недељом?\nХвала.")
        )
    );
    let cases = owner.get("/v1/cases").await.expect(200).json();
    assert_eq!(cases["items"][0]["customer_id"], known["id"]);
    let consents = owner.get(&format!("{path}/consents")).await.expect(200).json();
    let states: Vec<_> = consents["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["purpose"].as_str().unwrap(), one["state"].as_str().unwrap()))
        .collect();
    assert_eq!(states, [("data_processing", "granted")], "news are not granted before they are confirmed");
    let history = owner.get(&format!("{path}/consents/history")).await.expect(200).json();
    assert!(history["items"][0]["text_version"].is_string(), "{history}");
    program.work().await;
    assert_eq!(captured(owner, "nemanja@example.com").await, 1);
}

#[tokio::test]
async fn somebody_known_is_found_and_nothing_of_them_is_changed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let before = owner.get(&vera).await.expect(200).json();
    let (_, page) = form_with(owner, json!({"redirect_url": "https://example.com/hvala"})).await;
    for fields in [
        [
            ("email", "VERA@example.com"),
            ("phone", ""),
            ("message", "a"),
            ("processing", "yes"),
            ("first_name", "Neko"),
        ],
        [
            ("email", ""),
            ("phone", "+381 64 765 4321"),
            ("message", "b"),
            ("processing", "yes"),
            ("first_name", ""),
        ],
    ] {
        let answer = send(&program.client, &page, &fields).await.expect(303);
        assert_eq!(answer.header("location"), Some("https://example.com/hvala"));
    }
    assert_eq!(owner.get(&vera).await.expect(200).json(), before);
    assert_eq!(customers(owner).await.len(), 1);
    let interactions = owner.get(&format!("{vera}/interactions")).await.expect(200).json();
    let texts: Vec<_> =
        interactions["items"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap()).collect();
    assert!(
        texts.contains(&"b") && texts.contains(&"a\n\n(Neko)"),
        "what was entered and is not on record stands with the message: {texts:?}"
    );
    assert!(owner.get("/v1/cases").await.expect(200).json()["items"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn who_gives_another_address_with_the_number_of_the_house_is_somebody_else() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let (_, page) = form_with(owner, json!({})).await;
    let texts = texts_of(&program.client, &page).await;
    let fields = [
        ("contact", "page"),
        ("texts", texts.as_str()),
        ("email", "petar@example.com"),
        ("phone", "+381 64 765 4321"),
        ("message", "Odgovorite na mejl"),
        ("processing", "yes"),
        ("news", "yes"),
    ];
    send(&program.client, &page, &fields).await.expect(200);
    let interactions = owner.get(&format!("{vera}/interactions")).await.expect(200).json();
    assert_eq!(interactions["items"], json!([]));
    let found = owner.get("/v1/customers?q=petar@example.com").await.expect(200).json();
    assert_eq!(found["items"][0]["phone"], "+381647654321", "{found}");
    program.work().await;
    assert_eq!(captured(owner, "petar@example.com").await, 1);
}

#[tokio::test]
async fn a_second_click_is_the_same_message() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (_, page) = form_with(owner, json!({"opens_case": true})).await;
    let fields = [("email", "a@example.com"), ("message", "a"), ("processing", "yes")];
    let click = || send(&program.client, &page, &fields);
    let (a, b, c, d) = tokio::join!(click(), click(), click(), click());
    for answer in [a, b, c, d] {
        answer.expect(200);
    }
    assert_eq!(customers(owner).await.len(), 1);
    assert_eq!(owner.get("/v1/cases").await.expect(200).json()["items"].as_array().unwrap().len(), 1);
    // Later it is said once more.
    program.clock.advance(chrono::Duration::minutes(11));
    send(&program.client, &page, &fields).await.expect(200);
    let owner = &program.sign_in(&merchant.owner_email).await;
    assert_eq!(owner.get("/v1/cases").await.expect(200).json()["items"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn a_long_message_in_any_script_is_taken() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (_, page) = form_with(owner, json!({})).await;
    let long = "🎂".repeat(2_000);
    let fields = [("email", "a@example.com"), ("message", long.as_str()), ("processing", "yes")];
    send(&program.client, &page, &fields).await.expect(200);
}

#[tokio::test]
async fn what_is_wrong_is_shown_and_machines_are_thanked_for_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (_, page) = form_with(owner, json!({})).await;
    let good = [("email", "a@example.com"), ("message", "a"), ("processing", "yes")];
    for fields in [
        vec![("email", "a@example.com"), ("message", "a")],
        vec![("email", "a@example.com"), ("processing", "yes")],
        vec![("message", "a"), ("processing", "yes")],
        vec![("email", "nobody"), ("message", "a"), ("processing", "yes")],
        vec![("phone", "+381647654321"), ("message", "a"), ("processing", "yes"), ("news", "yes")],
        [&good[..], &[("texts", "0123456789abcdef")]].concat(),
        [&good[..], &[("contact", "page")]].concat(),
        vec![],
    ] {
        let answer = send(&program.client, &page, &fields).await.expect(422);
        assert!(answer.text.contains("<form"), "{}", answer.text);
    }
    let long = "š".repeat(2_001);
    send(&program.client, &page, &[("email", "a@example.com"), ("message", &long), ("processing", "yes")])
        .await
        .expect(422);
    send(&program.client, &page, &[&good[..], &[("website", "http://spam.example")]].concat())
        .await
        .expect(200);
    assert!(customers(owner).await.is_empty());
    let escaped = send(&program.client, &page, &[("message", "<script>1</script>")]).await.expect(422);
    assert!(!escaped.text.contains("<script>"), "{}", escaped.text);
    for _ in 0..10 {
        send(&program.client, &page, &good).await.expect(200);
    }
    send(&program.client, &page, &good).await.expect_problem(429, "rate_limited");
    assert_eq!(customers(owner).await.len(), 1);
}

#[tokio::test]
async fn the_campaign_that_led_to_the_form_is_of_who_is_new_and_of_who_is_known_once_they_confirm() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (_, page) = form_with(owner, json!({})).await;
    let answers = |message: &'static str| {
        [("email", "nemanja@example.com"), ("message", message), ("processing", "yes")]
    };
    let query = "utm_source=viber&utm_term=%22%3E%3Cb%3E&utm_campaign=%20&id=7&utm_source=second";
    send_led(&program.client, &page, query, &answers("a")).await.expect(200);
    let [known] = &customers(owner).await[..] else { panic!("one customer") };
    let made_at = &known["created_at"];
    let viber = [json!("viber"), json!("\"><b>"), json!("viber"), json!("\"><b>"), made_at.clone()];
    assert_eq!(campaigns(known), viber);
    assert_eq!(known["source"]["utm"]["campaign"], Value::Null);
    program.clock.advance(chrono::Duration::minutes(1));
    // Who comes by no link, or by one that says nothing that could be kept, leaves it; so does a message that is sent twice.
    let long = format!("utm_source={}", "x".repeat(201));
    for (query, message) in [("", "b"), (long.as_str(), "c"), ("utm_source=push", "c")] {
        send_led(&program.client, &page, query, &answers(message)).await.expect(200);
    }
    assert_eq!(customers(owner).await, std::slice::from_ref(known));
    // A form on the merchant's own site may send it too.
    let fields =
        [("utm_source", "shop"), ("email", "NEMANJA@example.com"), ("message", "d"), ("processing", "yes")];
    send(&program.client, &page, &fields).await.expect(200);
    // Whoever knows the address can send that: it stands with the message alone.
    assert_eq!(customers(owner).await, std::slice::from_ref(known));
    let path = crate::customers::path_of(known);
    let told = owner.get(&format!("{path}/interactions")).await.expect(200).json();
    let texts: Vec<_> = told["items"].as_array().unwrap().iter().map(|one| one["text"].clone()).collect();
    assert!(texts.contains(&json!("d\n\n(utm_source=shop)")), "{texts:?}");
    let asks = [&answers("e")[..], &[("news", "yes")]].concat();
    send_led(&program.client, &page, "utm_source=shop", &asks).await.expect(200);
    assert_eq!(customers(owner).await, std::slice::from_ref(known));
    program.clock.advance(chrono::Duration::minutes(1));
    confirm(&program, owner, "nemanja@example.com").await;
    let [touched] = &customers(owner).await[..] else { panic!("one customer") };
    let [first, term, last, last_term, at] = campaigns(touched);
    assert_eq!([first, term], viber[..2]);
    assert_eq!([last, last_term], [json!("shop"), Value::Null]);
    // It is as of when they came, and not of when they confirmed.
    assert!(at.as_str() > made_at.as_str() && at.as_str() < touched["updated_at"].as_str(), "{touched}");
    // What is wrong is said, and the campaign goes with the form still.
    let wrong = send_led(&program.client, &page, "utm_source=radio", &[("email", "a@example.com")]).await;
    assert!(wrong.expect(422).text.contains("name=\"utm_source\" value=\"radio\""));
}
