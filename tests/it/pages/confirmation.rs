use chrono::Duration;
use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::links;
use crate::consents::{customer, standing};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

#[tokio::test]
async fn only_a_post_confirms_and_only_once() {
    let program = Program::start().await;
    let merchant = program.merchant_with(json!({"name": "Pekara <Zlatni klas>"})).await;
    let customer = customer(&merchant).await;
    let path = links::opt_in(&program, &merchant, &customer, "jovana@example.com").await;
    let before = merchant.owner.get(&customer).await.expect(200).text;
    for _ in 0..20 {
        let page = program.client.get(&path).await.expect(200);
        assert!(page.text.contains("<form method=\"post\">"), "{}", page.text);
        assert!(page.text.contains("E-pošta: j…a@example.com"), "{}", page.text);
        assert!(!page.text.contains("jovana"), "{}", page.text);
        program.client.send(Method::HEAD, &path, None, Vec::new()).await.expect(200);
    }
    assert_eq!(merchant.owner.get(&customer).await.expect(200).text, before);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, Value::Null);
    let first = program.client.send(Method::POST, &path, FORM, b"confirm=yes".to_vec()).await.expect(200);
    assert!(
        first.text.contains("Hvala!") && first.text.contains("Pekara &lt;Zlatni klas&gt;"),
        "{}",
        first.text
    );
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "granted");
    assert_eq!(merchant.owner.get(&customer).await.expect(200).json()["email_verified"], true);
    let again = program.client.send(Method::POST, &path, FORM, b"confirm=yes".to_vec()).await.expect(200);
    assert!(again.text.contains("Već je potvrđeno"), "{}", again.text);
    assert!(program.client.get(&path).await.expect(200).text.contains("Već je potvrđeno"));
    let history = merchant.owner.get(&format!("{customer}/consents/history")).await.json();
    assert_eq!(history["items"].as_array().unwrap().len(), 2, "{history}");
    assert_eq!(history["items"][0]["actor"]["kind"], "customer");
    assert_eq!(history["items"][0]["source"], "double_opt_in");
}

#[tokio::test]
async fn a_page_is_the_merchant_s_and_nothing_but_itself() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    merchant.owner.patch(&customer, &json!({"language": "ru"})).await.expect(200);
    let path = links::opt_in(&program, &merchant, &customer, "jovana@example.com").await;
    let page = program.client.get(&path).await.expect(200);
    assert!(page.text.contains("lang=\"ru\"") && page.text.contains("Подтвердите"), "{}", page.text);
    assert!(!page.text.to_lowercase().contains("regulars"));
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(page.header("x-robots-tag"), Some("noindex"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none'"));
    assert_eq!(page.header("set-cookie"), None);
}

#[tokio::test]
async fn forged_expired_and_outdated_links_are_one_page() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = customer(&merchant).await;
    let path = links::opt_in(&program, &merchant, &customer, "jovana@example.com").await;
    let foreign = links::never_issued(&program, &other);
    let unsubscription = links::unsubscription(&links::keys(&program), &merchant, &customer);
    let borrowed = unsubscription.replace("/u/", "/c/");
    let outdated = links::opt_in(&program, &merchant, &customer, "old@example.com").await;
    let mut bad = vec![format!("{path}A"), path[..path.len() - 1].to_owned(), foreign, borrowed, outdated];
    bad.push("/c/x".to_owned());
    program.clock.advance(Duration::days(8));
    bad.push(path);
    let reference = program.client.get("/c/unknown").await.expect(404).text;
    for path in bad {
        assert_eq!(program.client.get(&path).await.expect(404).text, reference, "{path}");
        let posted = program.client.send(Method::POST, &path, FORM, b"confirm=yes".to_vec()).await;
        assert_eq!(posted.expect(404).text, reference, "{path}");
    }
}
