use regulars_consent::LinkKeys;
use regulars_tests::{Method, Program};
use serde_json::json;

use super::links;
use crate::consents::{advertising, customer, standing};

#[tokio::test]
async fn one_click_ends_advertising_and_repeats_as_a_success() {
    let program = Program::start().await;
    let multipart =
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    for (content_type, body) in [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=b", multipart),
    ] {
        let merchant = program.merchant().await;
        let customer = customer(&merchant).await;
        let consents = format!("{customer}/consents");
        let path = links::unsubscription(&links::keys(&program), &merchant, &customer);
        merchant.owner.post(&consents, &advertising("email", "granted")).await.expect(201);
        for _ in 0..20 {
            assert!(program.client.get(&path).await.expect(200).text.contains("One-Click"));
            program.client.send(Method::HEAD, &path, None, Vec::new()).await.expect(200);
        }
        assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "granted");
        for said in ["<h1>Odjavljeni ste</h1>", "<h1>Već ste odjavljeni</h1>", "<h1>Već ste odjavljeni</h1>"]
        {
            let sent = program.client.send(Method::POST, &path, Some(content_type), body.into()).await;
            let page = sent.expect(200).text;
            assert!(page.contains(said), "{page}");
            assert_eq!(
                standing(&merchant.owner, &customer, "advertising", json!("email")).await,
                "withdrawn"
            );
        }
    }
}

#[tokio::test]
async fn a_link_that_was_not_signed_ends_nothing() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let customer = customer(&merchant).await;
    let body = advertising("email", "granted");
    merchant.owner.post(&format!("{customer}/consents"), &body).await.expect(201);
    let keys = links::keys(&program);
    let preferences = links::preferences(&keys, &merchant, &customer, "jovana@example.com");
    for path in [
        links::unsubscription(&LinkKeys::new(b"another secret"), &merchant, &customer),
        preferences.replace("/p/", "/u/"),
    ] {
        program.client.get(&path).await.expect(404);
        program
            .client
            .send(Method::POST, &path, None, b"List-Unsubscribe=One-Click".to_vec())
            .await
            .expect(404);
    }
    // Another merchant's link reaches that merchant alone, which has no such customer.
    let foreign = links::unsubscription(&keys, &other, &customer);
    program.client.send(Method::POST, &foreign, None, Vec::new()).await.expect(200);
    assert_eq!(standing(&merchant.owner, &customer, "advertising", json!("email")).await, "granted");
}
