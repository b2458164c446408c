use regulars_tests::{Method, Program};
use serde_json::{Value, json};

use super::complete;

#[tokio::test]
async fn a_test_goes_to_the_staff_and_takes_no_quota() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = format!("{}/test-sends", made.header("location").unwrap());
    let body = json!({"to": [merchant.owner_email, merchant.owner_email.to_uppercase()]});
    let sent = merchant.owner.post(&path, &body).await.expect(202).json();
    assert_eq!(sent["tests"], json!({"granted": 10, "used": 1, "left": 9}));
    assert_eq!(sent["job_ids"].as_array().unwrap().len(), 1);
    program.work().await;
    let kept = merchant.owner.get("/v1/sandbox/messages").await.json();
    assert_eq!(kept["items"].as_array().unwrap().len(), 1);
    assert_eq!(kept["items"][0]["to"], merchant.owner_email.as_str());
    assert_eq!(kept["items"][0]["subject"], "Gospodine Petroviću, stigla je jesen");
    assert!(kept["items"][0]["html"].as_str().unwrap().contains("<strong>jesenji</strong>"));
    let quota = merchant.owner.get("/v1/quota").await.json();
    assert_eq!((&quota["available"], &quota["tests"]["used"]), (&json!(0), &json!(1)));
    assert_eq!(merchant.owner.get(made.header("location").unwrap()).await.json(), made.json());
}

#[tokio::test]
async fn the_eleventh_test_of_a_month_is_refused() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = format!("{}/test-sends", made.header("location").unwrap());
    let body = json!({"to": [merchant.owner_email]});
    for _ in 0..10 {
        merchant.owner.post(&path, &body).await.expect(202);
    }
    let problem = merchant.owner.post(&path, &body).await.expect_problem(409, "quota_exhausted");
    assert_eq!((&problem["needed"], &problem["available"]), (&json!(1), &json!(0)));
    merchant.owner.put("/v1/test-clock", &json!({"now": "2026-12-01T08:00:00Z"})).await.expect(200);
    merchant.owner.post(&path, &body).await.expect(202);
}

#[tokio::test]
async fn only_the_staff_gets_tests() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let made = merchant.owner.post("/v1/newsletters", &complete()).await.expect(201);
    let path = format!("{}/test-sends", made.header("location").unwrap());
    for (to, pointer) in [
        (json!([merchant.owner_email, "somebody@example.com"]), "/to/1"),
        (json!([other.owner_email]), "/to/0"),
        (json!(["no address"]), "/to/0"),
        (json!([]), "/to"),
        (json!(vec![merchant.owner_email.as_str(); 11]), "/to"),
        (Value::Null, "/to"),
    ] {
        merchant.owner.post(&path, &json!({"to": to})).await.expect_invalid(pointer);
    }
    let draft = merchant.owner.post("/v1/newsletters", &json!({"name": "Jesen"})).await.expect(201);
    let draft = format!("{}/test-sends", draft.header("location").unwrap());
    let body = json!({"to": [merchant.owner_email]});
    merchant.owner.post(&draft, &body).await.expect_problem(409, "conflict");
    other.owner.post(&path, &json!({"to": [other.owner_email]})).await.expect_problem(404, "not_found");
    assert_eq!(merchant.owner.get("/v1/quota").await.json()["tests"]["used"], 0);
    program.work().await;
    assert_eq!(merchant.owner.get("/v1/sandbox/messages").await.json()["items"], json!([]));
}

#[tokio::test]
async fn every_link_of_a_test_works_says_so_and_changes_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let mut body = complete();
    body["content"] = json!({"blocks": [{"type": "text", "text": "[jesen](https://demo.test/jesen)"}]});
    let made = merchant.owner.post("/v1/newsletters", &body).await.expect(201);
    let location = made.header("location").unwrap().to_owned();
    // Somebody with the reader's own address, who has agreed to advertising.
    let customer = json!({
        "first_name": "Petar", "email": merchant.owner_email, "data_consent": {"source": "shop"}
    });
    let customer = merchant.owner.post("/v1/customers", &customer).await.expect(201);
    let consents = format!("{}/consents", customer.header("location").unwrap());
    let before = merchant.owner.get(&consents).await.expect(200).json();
    merchant
        .owner
        .post(&format!("{location}/test-sends"), &json!({"to": [merchant.owner_email]}))
        .await
        .expect(202);
    program.work().await;
    let kept = merchant.owner.get("/v1/sandbox/messages").await.json();
    let text = kept["items"][0]["text"].as_str().unwrap();
    assert!(text.contains("jesen (https://demo.test/jesen)"), "{text}");
    let base = program.client.base();
    let links: Vec<&str> = text.split_whitespace().filter_map(|word| word.strip_prefix(base)).collect();
    let folders: Vec<&str> = links.iter().map(|link| &link[..3]).collect();
    assert_eq!(folders, ["/u/", "/p/", "/w/"], "{text}");
    let said = "poslata na probu";
    for link in &links {
        let page = program.client.get(link).await.expect(200);
        assert!(page.text.contains(said), "{link}: {}", page.text);
        program.client.send(Method::HEAD, link, None, Vec::new()).await.expect(200);
    }
    assert!(program.client.get(links[2]).await.text.contains("jesen</a>"));
    let form = Some("application/x-www-form-urlencoded");
    for (link, sent) in [(links[0], "List-Unsubscribe=One-Click"), (links[1], "preferences=set")] {
        let page = program.client.send(Method::POST, link, form, sent.into()).await.expect(200);
        assert!(page.text.contains(said), "{}", page.text);
    }
    assert_eq!(merchant.owner.get(&consents).await.expect(200).json(), before);
    assert_eq!(merchant.owner.get(&location).await.json(), made.json());
    // A link of one kind is not taken for another.
    program.client.get(&links[0].replace("/u/", "/l/")).await.expect(404);
}
