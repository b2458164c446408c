//! The public page on which people register themselves.

use regulars_tests::{Client, Merchant, Method, Program};
use serde_json::{Value, json};

use crate::consents::standing;
use crate::customers::path_of;
use crate::web_forms::{campaigns, confirm, send_led};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");
const PAGE: &str = "/v1/merchant/registration-page";

/// Opens the page, and gives its path.
async fn opened(merchant: &Merchant) -> String {
    let page = merchant.owner.put(PAGE, &json!({"open": true})).await.expect(200).json();
    let url = page["url"].as_str().unwrap();
    format!("/r/{}", url.rsplit('/').next().unwrap())
}

/// The fingerprint of the texts in a page.
fn texts_of(page: &str) -> &str {
    let rest = page.split("name=\"texts\" value=\"").nth(1).unwrap();
    rest.split('"').next().unwrap()
}

/// The form with these further answers.
async fn form(client: &Client, path: &str, answers: &str) -> Vec<u8> {
    let page = client.get(path).await.expect(200).text;
    format!("registration=send&texts={}&{answers}", texts_of(&page)).into_bytes()
}

async fn found(owner: &Client, term: &str) -> Vec<Value> {
    let found = owner.get(&format!("/v1/customers?q={term}")).await.expect(200).json();
    found["items"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_person_registers_and_confirms_the_news_from_their_mailbox() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let closed = owner.get(PAGE).await.expect(200).json();
    let path = format!("/r/{}", closed["url"].as_str().unwrap().rsplit('/').next().unwrap());
    assert_eq!(closed["open"], false);
    program.client.get(&path).await.expect(404);
    assert_eq!(opened(&merchant).await, path);
    for _ in 0..5 {
        program.client.send(Method::HEAD, &path, None, Vec::new()).await.expect(200);
    }
    let german = program.client.with_header("Accept-Language", "de");
    assert!(german.get(&path).await.expect(200).text.contains("Stammkunde"));
    let answers = "first_name=Nemanja&last_name=Ili%C4%87&email=nemanja%40example.com&phone=063+555+1234\
                   &birth_date=1985-11-30&processing=yes&news=yes";
    let sent = form(&german, &path, answers).await;
    let thanks = german.send(Method::POST, &path, FORM, sent.clone()).await.expect(200);
    assert!(thanks.text.contains("Vielen Dank"), "{}", thanks.text);
    let customers = found(owner, "nemanja").await;
    let [customer] = customers.as_slice() else { panic!("{customers:?}") };
    assert_eq!(
        (&customer["type"], &customer["email_verified"], &customer["source"]["created_by"]),
        (&json!("regular"), &json!(false), &json!("registration"))
    );
    assert_eq!((&customer["language"], &customer["birth_date"]), (&json!("de"), &json!("1985-11-30")));
    assert_eq!(customer["cards"].as_array().unwrap().len(), 1);
    let id = &path_of(customer);
    assert_eq!(standing(owner, id, "data_processing", Value::Null).await, "granted");
    assert_eq!(standing(owner, id, "advertising", json!("email")).await, Value::Null);
    let history = format!("{id}/consents/history");
    let history = owner.get(&history).await.expect(200).json();
    let entry = &history["items"][0];
    assert_eq!(entry["source"], "registration page", "{history}");
    assert!(!entry["text_version"].is_null(), "{history}");
    // The same once more, as by a second touch: the page looks the same, and nobody is there twice.
    german.send(Method::POST, &path, FORM, sent).await.expect(200);
    assert_eq!(found(owner, "nemanja").await.len(), 1);
    program.work().await;
    let mails = owner.get("/v1/sandbox/messages?to=nemanja@example.com").await.expect(200).json();
    let mail = &mails["items"][0];
    let text = mail["text"].as_str().unwrap();
    let link = text.split_whitespace().find(|word| word.contains("/c/")).unwrap();
    let link = &link[link.find("/c/").unwrap()..];
    program.client.send(Method::POST, link, FORM, Vec::new()).await.expect(200);
    assert_eq!(standing(owner, id, "advertising", json!("email")).await, "granted");
}

#[tokio::test]
async fn who_comes_by_a_link_is_known_to_have_come_by_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let (owner, path) = (&merchant.owner, opened(&merchant).await);
    let answers = [
        ("first_name", "Nemanja"),
        ("last_name", "Ilić"),
        ("email", "nemanja@example.com"),
        ("processing", "yes"),
    ];
    send_led(&program.client, &path, "utm_source=letak&utm_term=hleb", &answers).await.expect(200);
    let new = found(owner, "nemanja").await[0].clone();
    let first = [json!("letak"), json!("hleb")];
    let [source, term, last, last_term, at] = campaigns(&new);
    assert_eq!(([source, term], [last, last_term]), (first.clone(), first.clone()));
    assert_eq!(at, new["created_at"]);
    program.clock.advance(chrono::Duration::minutes(1));
    send_led(&program.client, &path, "", &answers).await.expect(200);
    assert_eq!(found(owner, "nemanja").await, std::slice::from_ref(&new));
    let asks = [&answers[..], &[("news", "yes")]].concat();
    for answers in [&answers[..], &asks[..]] {
        send_led(&program.client, &path, "utm_source=viber", answers).await.expect(200);
        // Whoever knows the address can send that.
        assert_eq!(found(owner, "nemanja").await, std::slice::from_ref(&new));
    }
    program.clock.advance(chrono::Duration::minutes(1));
    confirm(&program, owner, "nemanja@example.com").await;
    let known = found(owner, "nemanja").await;
    let [source, term, last, last_term, at] = campaigns(&known[0]);
    assert_eq!(([source, term], [last, last_term]), (first, [json!("viber"), Value::Null]));
    assert_eq!(known.len(), 1);
    // It is as of when they came, and not of when they confirmed.
    assert!(at.as_str() > new["created_at"].as_str() && at.as_str() < known[0]["updated_at"].as_str());
    assert_eq!(found(owner, "viber").await, known);
}

#[tokio::test]
async fn what_is_wrong_is_said_and_nobody_is_registered() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = opened(&merchant).await;
    let client = program.client.with_header("Accept-Language", "en");
    let page = client.get(&path).await.expect(200).text;
    for (name, is_needed) in
        [("first_name", true), ("last_name", true), ("email", false), ("phone", false), ("birth_date", false)]
            .into_iter()
            .chain([("processing", true), ("news", false)])
    {
        let mut inputs = page.split("<input").filter(|input| input.contains(&format!("name=\"{name}\"")));
        let input = inputs.next().unwrap().split('>').next().unwrap();
        assert_eq!(input.contains(" required"), is_needed, "{input}");
    }
    assert_eq!(page.matches(" *").count(), 3, "{page}");
    assert!(page.contains("Fields with an asterisk (*) are required."), "{page}");
    for (answers, said) in [
        ("", "This is needed."),
        ("first_name=Ana&last_name=A&email=a%40example.com", "This is needed."),
        ("first_name=Ana&last_name=A&processing=yes", "This is needed."),
        ("first_name=Ana&last_name=A&processing=yes&phone=0641234567&news=yes", "This is needed."),
        ("first_name=Ana&last_name=A&processing=yes&email=nonsense", "This is not valid."),
        ("first_name=Ana&last_name=A&processing=yes&phone=12", "This is not valid."),
        (
            "first_name=Ana&last_name=A&processing=yes&email=a%40b.rs&birth_date=2990-01-01",
            "This is not valid.",
        ),
        ("first_name=%3Cscript%3E&last_name=&processing=yes&email=a%40b.rs", "&lt;script&gt;"),
    ] {
        let sent = form(&client, &path, answers).await;
        let page = client.send(Method::POST, &path, FORM, sent).await.expect(422);
        assert!(page.text.contains(said), "{answers}: {}", page.text);
        assert!(!page.text.contains("<script>"));
    }
    // Other texts than those that stand now.
    let good = "first_name=Ana&last_name=Ani%C4%87&processing=yes&email=ana%40example.com";
    let old = format!("registration=send&texts=0123456789abcdef&{good}").into_bytes();
    let page = client.send(Method::POST, &path, FORM, old).await.expect(422);
    assert!(page.text.contains("has changed") && page.text.contains("ana@example.com"), "{}", page.text);
    // A machine fills in everything; it is thanked, and that is all.
    let machine = form(&client, &path, &format!("{good}&website=http%3A%2F%2Fspam.example")).await;
    client.send(Method::POST, &path, FORM, machine).await.expect(200);
    assert!(
        merchant.owner.get("/v1/customers").await.expect(200).json()["items"].as_array().unwrap().is_empty()
    );
    // Closed again, nothing is there.
    let sent = form(&client, &path, good).await;
    merchant.owner.put(PAGE, &json!({"open": false})).await.expect(200);
    client.send(Method::POST, &path, FORM, sent).await.expect(404);
    for nowhere in ["/r/x", "/r/aaaaaaaaaaaaaaaaaaaaaaaaaa", "/r/%00"] {
        program.client.get(nowhere).await.expect(404);
    }
}

#[tokio::test]
async fn a_second_click_registers_nobody_twice() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = opened(&merchant).await;
    let answers = "first_name=Ana&last_name=Ilic&processing=yes&email=ana%40example.com";
    let sent = form(&program.client, &path, answers).await;
    let click = || program.client.send(Method::POST, &path, FORM, sent.clone());
    let (a, b, c, d) = tokio::join!(click(), click(), click(), click());
    for answer in [a, b, c, d] {
        answer.expect(200);
    }
    assert_eq!(found(&merchant.owner, "ana").await.len(), 1);
}

#[tokio::test]
async fn one_address_registers_ten_people_and_then_waits() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = opened(&merchant).await;
    for number in 0..11 {
        let answers =
            format!("first_name=Ana&last_name=Broj{number}&processing=yes&email=a{number}%40example.com");
        let sent = form(&program.client, &path, &answers).await;
        let answer = program.client.send(Method::POST, &path, FORM, sent).await;
        let _ = answer.expect(if number < 10 { 200 } else { 429 });
    }
}

#[tokio::test]
async fn the_change_of_the_page_is_noted_and_needs_the_right() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    program.clock.advance(chrono::Duration::seconds(1));
    opened(&merchant).await;
    let noted = merchant.owner.get("/v1/audit-events?subject_kind=merchant").await.expect(200).json();
    assert_eq!(noted["items"][0]["changes"][0]["field"], "registration_page.open", "{noted}");
    let page = merchant.owner.get(PAGE).await.expect(200);
    let stale = merchant.owner.with_header("If-Match", "\"stale\"");
    stale.put(PAGE, &json!({"open": false})).await.expect_problem(412, "precondition_failed");
    merchant.owner.put(PAGE, &json!({"open": "yes"})).await.expect_invalid("/open");
    assert_eq!(page.json()["open"], true);
}
