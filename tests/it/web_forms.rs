//! Forms by which people write to the merchant from a web site.

mod define;
mod send;

use regulars_tests::{Answer, Client, Method, Program};
use scraper::{Html, Selector};
use serde_json::{Value, json};

/// Makes a form; the path of its page.
pub async fn form_with(client: &Client, fields: Value) -> (Value, String) {
    let mut body = json!({"name": "Upit sa sajta"});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    let form = client.post("/v1/web-forms", &body).await.expect(201).json();
    let page = format!("/q/{}", form["url"].as_str().unwrap().rsplit('/').next().unwrap());
    (form, page)
}

/// The fingerprint of the texts that a page shows.
pub async fn texts_of(client: &Client, page: &str) -> String {
    let html = Html::parse_document(&client.get(page).await.expect(200).text);
    let field = Selector::parse("input[name=texts]").unwrap();
    html.select(&field).next().unwrap().attr("value").unwrap().to_owned()
}

/// What the form of a page sends that nobody sees.
pub async fn hidden_of(client: &Client, page: &str) -> Vec<(String, String)> {
    let html = Html::parse_document(&client.get(page).await.expect(200).text);
    let field = Selector::parse("input[type=hidden]").unwrap();
    let fields =
        html.select(&field).map(|input| ["name", "value"].map(|name| input.attr(name).unwrap().to_owned()));
    fields.map(|[name, value]| (name, value)).collect()
}

/// Opens a page as a link leads to it, and sends its form with these answers.
pub async fn send_led(client: &Client, page: &str, query: &str, answers: &[(&str, &str)]) -> Answer {
    let hidden = hidden_of(client, &format!("{page}?{query}")).await;
    let mut fields: Vec<(&str, &str)> =
        hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.extend(answers);
    send(client, page, &fields).await
}

/// Confirms by the link of the one mail that has come to that address.
pub async fn confirm(program: &Program, owner: &Client, email: &str) {
    program.work().await;
    let mails = owner.get(&format!("/v1/sandbox/messages?to={email}")).await.expect(200).json();
    let [mail] = &mails["items"].as_array().unwrap()[..] else { panic!("one mail: {mails}") };
    let text = mail["text"].as_str().unwrap();
    let link = text.split_whitespace().find(|word| word.contains("/c/")).unwrap();
    let link = &link[link.find("/c/").unwrap()..];
    let form = Some("application/x-www-form-urlencoded");
    program.client.send(Method::POST, link, form, Vec::new()).await.expect(200);
}

/// The first and the last campaign of a customer, each as source and term, and when the last was noted.
pub fn campaigns(customer: &Value) -> [Value; 5] {
    let source = &customer["source"];
    let (first, last) = (&source["utm"], &source["last_utm"]);
    [&first["source"], &first["term"], &last["source"], &last["term"], &source["last_utm_at"]]
        .map(Value::clone)
}

/// Sends a form to its page.
pub async fn send(client: &Client, page: &str, fields: &[(&str, &str)]) -> Answer {
    let mut url = reqwest::Url::parse("http://example.com").unwrap();
    url.query_pairs_mut().extend_pairs(fields);
    let body = url.query().unwrap_or_default().as_bytes().to_vec();
    client.send(Method::POST, page, Some("application/x-www-form-urlencoded"), body).await
}
