use regulars_consent::LinkKeys;
use regulars_kernel::{Actor, CapturedMessageId, Environment, Instant, Scope};
use regulars_newsletters::{CapturedMessage, DeliveryStore};
use regulars_server::open_database;
use regulars_tests::{Answer, Merchant, Method, Program};
use serde_json::{Value, json};

use super::links;
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

fn message(subject: &str) -> CapturedMessage {
    CapturedMessage {
        id: CapturedMessageId::new(Environment::system().new_id()),
        channel: "email",
        recipient: "ana@example.com".to_owned(),
        subject: Some(subject.to_owned()),
        html: Some("<html><head></head><body><p>Zdravo</p></body></html>".to_owned()),
        text: "Zdravo".to_owned(),
        headers: vec![("Message-ID".to_owned(), "<1@demo.test>".to_owned())],
    }
}

/// Captures a message of the merchant at that time, as a worker does.
#[expect(clippy::disallowed_methods, reason = "the test is the caller")]
async fn capture(program: &Program, merchant: &Merchant, messages: Vec<CapturedMessage>, at: Instant) {
    let database = open_database(&program.database.settings()).await.unwrap();
    let scope = Scope::of_authenticated_caller(merchant.id.parse().unwrap(), Actor::System);
    let captured = database.write(scope, move |tx| Box::pin(async move { tx.capture(&messages, at).await }));
    captured.await.unwrap();
}

/// The addresses that a page leads to, seen from that page.
fn targets(page: &Answer, folder: &str) -> Vec<String> {
    let parts = page.text.split("href=\"").skip(1);
    let links =
        parts.map(|part| part[..part.find('"').unwrap()].replace("&#x2f;", "/").replace("&amp;", "&"));
    links.map(|link| format!("{folder}/{link}")).collect()
}

#[tokio::test]
async fn messages_are_listed_newest_first_and_page_by_page() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let path = links::mailbox(&links::keys(&program), &merchant);
    assert!(program.client.get(&path).await.expect(200).text.contains("There are none yet"));
    for number in 0..60 {
        let at = Environment::system().with_clock(program.clock.clone()).now();
        capture(&program, &merchant, vec![message(&format!("Novost {number:02}"))], at).await;
        program.clock.advance(chrono::Duration::minutes(1));
    }
    let first = program.client.get(&path).await.expect(200);
    let place = |page: &Answer, subject: &str| page.text.find(subject).unwrap_or_else(|| panic!("{subject}"));
    assert!(place(&first, "Novost 59") < place(&first, "Novost 10"));
    assert!(!first.text.contains("Novost 09"));
    assert!(first.text.contains("2026-11-21 10:59:00 UTC") && first.text.contains("ana@example.com"));
    let links = targets(&first, "/mailbox");
    let next = links.iter().find(|link| link.contains("?cursor=")).unwrap();
    let second = program.client.get(next).await.expect(200);
    assert!(place(&second, "Novost 09") < place(&second, "Novost 00"));
    assert!(!second.text.contains("Novost 10") && !second.text.contains("?cursor="));
    let opened = program.client.get(&links[0]).await.expect(200);
    assert!(opened.text.contains("Novost 59") && opened.text.contains("&lt;1@demo.test&gt;"));
    let (folder, _) = links[0].rsplit_once('/').unwrap();
    let back = targets(&opened, folder)[0].replace(&format!("{folder}/.."), "/mailbox");
    assert_eq!(program.client.get(&back).await.expect(200).text, first.text);
}

#[tokio::test]
async fn what_a_message_holds_runs_nowhere() {
    const ATTACK: &str = "<script>alert(1)</script>";
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let hostile = CapturedMessage {
        recipient: format!("{ATTACK}@example.com"),
        html: Some(format!("<p>{ATTACK}</p>")),
        text: format!("{ATTACK} https://demo.test/\"><script>"),
        headers: vec![(ATTACK.to_owned(), ATTACK.to_owned())],
        ..message(ATTACK)
    };
    let path = links::mailbox(&links::keys(&program), &merchant);
    let id = hostile.id;
    capture(&program, &merchant, vec![hostile], "2026-11-21T10:00:00Z".parse().unwrap()).await;
    for page in [path.clone(), format!("{path}/{id}")] {
        let shown = program.client.get(&page).await.expect(200);
        assert!(!shown.text.contains("<script"), "{}", shown.text);
        assert!(shown.text.contains("&lt;script&gt;alert(1)"), "{}", shown.text);
        let policy = shown.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(!policy.contains("script"), "{policy}");
        assert_eq!(shown.header("referrer-policy"), Some("no-referrer"));
        program.client.send(Method::HEAD, &page, None, Vec::new()).await.expect(200);
    }
    let shown = program.client.get(&format!("{path}/{id}")).await.text;
    let frame = format!("sandbox=\"allow-popups allow-popups-to-escape-sandbox\" src=\"{id}&#x2f;html\"");
    assert!(shown.contains(&frame), "{shown}");
    let html = program.client.get(&format!("{path}/{id}/html")).await.expect(200);
    assert!(html.text.starts_with("<base target=\"_blank\">") && html.text.contains(ATTACK));
    let policy = html.header("content-security-policy").unwrap();
    assert!(policy.starts_with("sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'"));
    assert!(!policy.contains("script") && !policy.contains("same-origin"), "{policy}");
}

#[tokio::test]
async fn a_mailbox_is_a_sandbox_s_own() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let live = program.merchant_with(json!({"mode": "live"})).await;
    let plain = CapturedMessage { html: None, subject: None, channel: "sms", ..message("") };
    let (with_html, without) = (message("Novost"), plain);
    let (id, sms) = (with_html.id, without.id);
    let at = "2026-11-21T10:00:00Z".parse().unwrap();
    capture(&program, &merchant, vec![with_html.clone(), without], at).await;
    capture(&program, &live, vec![message("Novost")], at).await;
    let keys = links::keys(&program);
    let path = links::mailbox(&keys, &merchant);
    for known in [format!("{path}/{id}"), format!("{path}/{id}/html"), format!("{path}/{sms}")] {
        program.client.get(&known).await.expect(200);
    }
    let foreign = links::mailbox(&keys, &other);
    assert!(!program.client.get(&foreign).await.expect(200).text.contains("Novost"));
    let customer = format!("/{}", Environment::system().new_id());
    for nowhere in [
        links::mailbox(&LinkKeys::new(b"another secret"), &merchant),
        links::mailbox(&keys, &live),
        links::unsubscription(&keys, &merchant, &customer).replace("/u/", "/mailbox/"),
        path.replace("/mailbox/", "/u/"),
        format!("{foreign}/{id}"),
        format!("{foreign}/{id}/html"),
        format!("{path}/{sms}/html"),
        format!("{path}/{}", Environment::system().new_id()),
        format!("{path}/x"),
    ] {
        let answer = program.client.get(&nowhere).await.expect(404);
        assert!(answer.header("content-type").unwrap().starts_with("text/html"), "{nowhere}");
    }
    program.client.get(&format!("{path}?cursor=x")).await.expect(422);
}

#[tokio::test]
async fn a_link_in_a_captured_message_leads_to_the_page_behind_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let ana = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let newsletter = newsletter_to(&merchant, &[&*ana]).await;
    merchant.owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    program.work().await;
    let kept: Value = merchant.owner.get("/v1/sandbox/messages?to=ana@example.com").await.expect(200).json();
    let path = links::mailbox(&links::keys(&program), &merchant);
    let id = kept["items"][0]["id"].as_str().unwrap();
    let html = program.client.get(&format!("{path}/{id}/html")).await.expect(200);
    assert!(html.text.contains("<head><base target=\"_blank\">"), "{}", html.text);
    let start = format!("{}/u/", program.client.base());
    let link = targets(&html, "").into_iter().find(|link| link[1..].starts_with(&start)).unwrap();
    let shown = program.client.get(&link[1 + program.client.base().len()..]).await.expect(200);
    assert!(shown.text.contains("One-Click"), "{}", shown.text);
}
