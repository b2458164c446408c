use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::links;
use crate::consents::{customer, standing};

const FORM: Option<&str> = Some("application/x-www-form-urlencoded");

#[tokio::test]
async fn a_person_chooses_channels() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = customer(&merchant).await;
    let path = links::preferences(&links::keys(&program), &merchant, &customer, "jovana@example.com");
    for _ in 0..20 {
        assert!(program.client.get(&path).await.expect(200).text.contains("name=\"sms\""));
        program.client.send(Method::HEAD, &path, None, Vec::new()).await.expect(200);
    }
    program.client.send(Method::POST, &path, FORM, b"anything=else".to_vec()).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, Value::Null);
    let chosen = b"preferences=set&email=yes".to_vec();
    let page = program.client.send(Method::POST, &path, FORM, chosen).await.expect(200);
    assert!(page.text.contains("name=\"email\" value=\"yes\" checked"), "{}", page.text);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "granted");
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("sms")).await, "withdrawn");
    program.client.send(Method::POST, &path, FORM, b"preferences=set".to_vec()).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "withdrawn");
}

#[tokio::test]
async fn whoever_reads_an_old_address_asks_for_nothing() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = customer(&merchant).await;
    let keys = links::keys(&program);
    let old = links::preferences(&keys, &merchant, &customer, "old@example.com");
    let chosen = b"preferences=set&email=yes".to_vec();
    let page = program.client.send(Method::POST, &old, FORM, chosen).await.expect(200);
    assert!(page.text.contains("potvrda"), "{}", page.text);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, Value::Null);
    let foreign = links::preferences(&keys, &other, &customer, "jovana@example.com");
    program.client.get(&foreign).await.expect(404);
    program.client.get(&format!("{foreign}x")).await.expect(404);
}
