use regulars_tests::{Program, TestDatabase};
use serde_json::json;

use super::{listed, mail, send};
use crate::erasure::customer;

fn path_of(hook: &serde_json::Value) -> String {
    let hook = hook.as_str().unwrap();
    hook[hook.find("/in/").unwrap()..].to_owned()
}

#[tokio::test]
async fn a_mail_server_drops_mails_and_learns_nothing() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    owner.get("/v1/mail-drop").await.expect_problem(404, "not_found");
    owner.get(&format!("{vera}/mail-drop")).await.expect_problem(409, "conflict");
    let made = owner.post("/v1/mail-drop/rotations", &json!({})).await.expect(201).json();
    assert_eq!(owner.get("/v1/mail-drop").await.expect(200).json(), made);
    assert_eq!(made["address"], json!(null));
    let hook = path_of(&made["hook"]);

    let server = &program.client;
    let known = mail("1@e", "vera@example.com", "pekara@example.com", "Torta", "a");
    let unknown = mail("2@e", "a@b.example", "c@d.example", "Torta", "a");
    for mail in [&known, &unknown, &known] {
        assert_eq!(send(server, &hook, mail).await.expect(202).text, "");
    }
    let mails = listed(owner, &vera).await;
    assert_eq!((mails.len(), &mails[0]["origin"]), (1, &json!("drop")));
    let shouted = format!("/in/{}", hook.trim_start_matches("/in/").to_uppercase());
    send(server, &shouted, mail("3@e", "vera@example.com", "x@y.example", "b", "b")).await.expect(202);
    assert_eq!(listed(owner, &vera).await.len(), 2);

    // The address of a customer: whoever stands in the mail.
    let hers = owner.get(&format!("{vera}/mail-drop")).await.expect(200).json();
    let from_elsewhere = mail("4@e", "vera@posao.example", "pekara@example.com", "c", "c");
    send(server, &path_of(&hers["hook"]), from_elsewhere).await.expect(202);
    let mails = listed(owner, &vera).await;
    assert_eq!((mails.len(), mails.iter().filter(|mail| mail["direction"] == "inbound").count()), (3, 3));
    let noted = owner.get("/v1/audit-events?subject_kind=customer_mail").await.expect(200).json();
    assert_eq!(noted["items"][0]["actor"]["kind"], "system");
}

#[tokio::test]
async fn a_new_address_replaces_the_one_before_and_a_closed_one_leads_nowhere() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let vera = customer(&merchant, "vera@example.com").await;
    let mut hooks = Vec::new();
    for _ in 0..2 {
        let made = owner.post("/v1/mail-drop/rotations", &json!({})).await.expect(201).json();
        hooks.push(path_of(&made["hook"]));
    }
    let written = mail("1@e", "vera@example.com", "pekara@example.com", "Torta", "a");
    send(&program.client, &hooks[0], &written).await.expect_problem(404, "not_found");
    send(&program.client, &hooks[1], &written).await.expect(202);
    for wrong in ["/in/a", "/in/agjpbqjlhr6u5d22nn6i3hqp", "/in/+", &format!("{}+a", hooks[1])] {
        send(&program.client, wrong, &written).await.expect_problem(404, "not_found");
    }
    let marketer = merchant.staff("marketer").await;
    marketer.get("/v1/mail-drop").await.expect(200);
    marketer.post("/v1/mail-drop/rotations", &json!({})).await.expect_problem(403, "forbidden");
    owner.delete("/v1/mail-drop").await.expect(204);
    owner.delete("/v1/mail-drop").await.expect_problem(404, "not_found");
    send(&program.client, &hooks[1], &written).await.expect_problem(404, "not_found");
    assert_eq!(listed(owner, &vera).await.len(), 1);
    let noted = owner.get("/v1/audit-events?subject_kind=merchant").await.expect(200).json().to_string();
    let secret = hooks[1].trim_start_matches("/in/");
    assert!(noted.contains("mail_drop.token") && !noted.contains(secret), "{noted}");
    let clear = crate::erasure::search::rows_with(&program.database, &[secret], &[]).await;
    assert!(clear.is_empty(), "{clear:?}");
}

#[tokio::test]
async fn with_a_domain_there_is_an_address() {
    let program = Program::start_with(TestDatabase::create_with_merchants().await, |settings| {
        settings.mail_drop_domain = Some("drop.example.com".parse().unwrap());
    })
    .await;
    let merchant = program.merchant().await;
    let made = merchant.owner.post("/v1/mail-drop/rotations", &json!({})).await.expect(201).json();
    let address = made["address"].as_str().unwrap();
    let (local, domain) = address.split_once('@').unwrap();
    assert_eq!(
        (domain, made["hook"].as_str().unwrap().rsplit('/').next().unwrap()),
        ("drop.example.com", local)
    );
}
