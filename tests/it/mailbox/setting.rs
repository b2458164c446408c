use regulars_tests::{Dovecot, Program};
use serde_json::json;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

use super::{mailbox_of, program};
use crate::erasure::search::rows_with;

#[tokio::test]
async fn what_does_not_work_is_pointed_at_and_nothing_is_kept() {
    let server = Dovecot::start();
    let program = program().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    for (fields, pointer) in [
        (json!({"password": "another"}), "/password"),
        (json!({"username": "nobody"}), "/password"),
        (json!({"folders": ["INBOX", "Nowhere"]}), "/folders/1"),
        (json!({"folders": ["INBOX", "INBOX"]}), "/folders/1"),
        (json!({"folders": []}), "/folders"),
        (json!({"security": "tls"}), "/security"),
        (json!({"security": "starttls"}), "/security"),
        (json!({"host": "nowhere.invalid"}), "/host"),
        (json!({"host": "10.0.0.1"}), "/host"),
        (json!({"host": "http://a.example"}), "/host"),
        (json!({"port": 0}), "/port"),
        (json!({"password": null}), "/password"),
        (json!({"secret": "a"}), "/secret"),
    ] {
        owner.put("/v1/mailbox", &mailbox_of(&server, fields)).await.expect_invalid(pointer);
    }
    owner.get("/v1/mailbox").await.expect_problem(404, "not_found");
    owner.put("/v1/mailbox", &mailbox_of(&server, json!({}))).await.expect(200);
}

#[tokio::test]
async fn nothing_on_this_machine_or_beside_it_is_reached_unless_it_is_allowed() {
    let server = Dovecot::start();
    let program = Program::start().await;
    let merchant = program.merchant().await;
    for host in ["127.0.0.1", "localhost", "::1", "::ffff:127.0.0.1", "169.254.169.254", "0.0.0.0"] {
        let problem = merchant
            .owner
            .put("/v1/mailbox", &mailbox_of(&server, json!({"host": host})))
            .await
            .expect_invalid("/host");
        assert!(problem.to_string().contains("not on the Internet"), "{host}: {problem}");
    }
    assert!(!server.log().contains("rip=127.0.0.1"), "{}", server.log());
}

/// A server that says that to everybody, as long as they listen.
async fn server_that_says(greeting: Vec<u8>, for_ever: Vec<u8>) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let mut is_heard = client.write_all(&greeting).await.is_ok();
            while is_heard && !for_ever.is_empty() {
                is_heard = client.write_all(&for_ever).await.is_ok();
            }
        }
    });
    port
}

#[tokio::test]
async fn a_server_that_means_harm_is_left_and_does_none() {
    let server = Dovecot::start();
    let program = program().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let deep = format!("* 1 FETCH (BODYSTRUCTURE {}\r\n", "(".repeat(200_000)).into_bytes();
    let hidden = format!("* 1 FETCH (BODYSTRUCTURE (\"a {{9}}\r\n\"{}\r\n", "(".repeat(200_000)).into_bytes();
    let endless = format!("{}{{0}}\r\n", "a".repeat(1_000_000)).into_bytes();
    for (greeting, for_ever) in [
        (deep, Vec::new()),
        (hidden, Vec::new()),
        (b"* OK ".to_vec(), endless),
        (b"* OK hello\r\n".to_vec(), b"* 1 EXISTS\r\n".repeat(1_000)),
    ] {
        let port = server_that_says(greeting, for_ever).await;
        owner.put("/v1/mailbox", &mailbox_of(&server, json!({"port": port}))).await.expect_invalid("/host");
    }
    owner.get("/v1/mailbox").await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_password_is_sealed_and_goes_to_no_other_server() {
    let server = Dovecot::start();
    let program = program().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let set = owner.put("/v1/mailbox", &mailbox_of(&server, json!({}))).await.expect(200);
    let clear = rows_with(&program.database, &["lozinka"], &[]).await;
    assert!(clear.is_empty(), "{clear:?}");
    let mut same = mailbox_of(&server, json!({"folders": ["INBOX"]}));
    same.as_object_mut().unwrap().remove("password");
    let stale = owner.with_header("If-Match", "\"stale\"");
    stale.put("/v1/mailbox", &same).await.expect_problem(412, "precondition_failed");
    let keyed = owner.with_header("If-Match", set.header("etag").unwrap());
    assert_eq!(keyed.put("/v1/mailbox", &same).await.expect(200).json()["folders"], json!(["INBOX"]));
    for (field, value) in
        [("host", json!("localhost")), ("username", json!("other")), ("security", json!("tls"))]
    {
        for enabled in [true, false] {
            let mut other = same.clone();
            other[field] = value.clone();
            other["enabled"] = json!(enabled);
            owner.put("/v1/mailbox", &other).await.expect_invalid("/password");
        }
    }
    let noted = owner.get("/v1/audit-events?subject_kind=merchant").await.expect(200).json().to_string();
    assert!(noted.contains("mailbox.password") && !noted.contains("lozinka"), "{noted}");
    let manager = merchant.staff("marketer").await;
    manager.get("/v1/mailbox").await.expect_problem(403, "forbidden");
    owner.delete("/v1/mailbox").await.expect(204);
    owner.delete("/v1/mailbox").await.expect_problem(404, "not_found");
    owner.get("/v1/mailbox").await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn one_that_is_not_enabled_is_neither_tried_nor_read() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let body = json!({"host": "imap.example.com", "username": "pekara", "password": "a", "enabled": false});
    let set = owner.put("/v1/mailbox", &body).await.expect(200).json();
    assert_eq!(
        (&set["state"], &set["port"], &set["security"], &set["folders"], &set["since"]),
        (&json!("disabled"), &json!(993), &json!("tls"), &json!(["INBOX"]), &json!("2026-11-21T10:00:00Z"))
    );
    program.work().await;
    assert_eq!(owner.get("/v1/mailbox").await.expect(200).json(), set);
}
