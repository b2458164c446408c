use regulars_tests::{Method, Program, png};
use serde_json::json;

use super::{attach, send};
use crate::imports::form;

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent_and_to_be_saved() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let picture = png(20, 20);
    let files: [(&str, &[u8], &str, &str); 3] = [
        ("Ugovor za Đorđa.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf", "pdf"),
        ("slika.png", &picture, "image/png", "png"),
        ("beleška.txt", "Šta je rekla.\n".as_bytes(), "text/plain; charset=utf-8", "text"),
    ];
    for (name, bytes, content_type, kind) in files {
        program.clock.advance(chrono::Duration::seconds(1));
        let sent = send(owner, &customer, name, bytes).await.expect(201);
        let path = sent.header("location").unwrap().to_owned();
        let file = sent.json();
        assert_eq!(
            (&file["name"], &file["kind"], &file["size"]),
            (&json!(name), &json!(kind), &json!(bytes.len()))
        );
        assert_eq!(file["added_by"]["kind"], "user");
        assert_eq!(owner.get(&path).await.expect(200).json(), file);
        let content = owner.get(file["content"].as_str().unwrap()).await.expect(200);
        assert_eq!(content.bytes, bytes);
        assert_eq!(content.header("content-type"), Some(content_type));
        assert_eq!(content.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(content.header("cache-control"), Some("no-store"));
        let disposition = content.header("content-disposition").unwrap();
        assert!(disposition.starts_with("attachment; filename="), "{disposition}");
    }
    let listed = crate::timeline::all(owner, &format!("{customer}/files"), 2).await;
    let names: Vec<_> = listed.iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["beleška.txt", "slika.png", "Ugovor za Đorđa.pdf"]);
    let pdf = owner.get(listed[2]["content"].as_str().unwrap()).await.expect(200);
    let disposition = pdf.header("content-disposition").unwrap();
    assert!(disposition.contains("filename=\"Ugovor za _or_a.pdf\""), "{disposition}");
    assert!(disposition.contains("filename*=UTF-8''Ugovor%20za%20%C4%90or%C4%91a.pdf"), "{disposition}");
}

#[tokio::test]
async fn what_is_not_what_it_says_is_refused_and_nothing_is_kept() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    for (name, bytes) in [
        ("strana.html", &b"<script>alert(1)</script>"[..]),
        ("slika.svg", b"<svg onload=alert(1)/>"),
        ("program.exe", b"MZ"),
        ("ugovor.pdf", b"<script>alert(1)</script>"),
        ("prazno.txt", b""),
        ("beleska.txt", b"\x00\x01\x02"),
        ("bez", b"nastavka"),
    ] {
        send(owner, &customer, name, bytes).await.expect_invalid("/file");
    }
    let path = format!("{customer}/files");
    let (content_type, body) = form("a.txt", b"a", Some(&json!({})));
    owner.send(Method::POST, &path, Some(&content_type), body).await.expect_invalid("");
    owner
        .send(Method::POST, &path, Some("text/plain"), b"a".to_vec())
        .await
        .expect_problem(415, "unsupported_media_type");
    owner
        .send(Method::POST, &path, Some("multipart/form-data; boundary=x"), b"--x--\r\n".to_vec())
        .await
        .expect_invalid("/file");
    assert_eq!(owner.get(&path).await.expect(200).json()["items"], json!([]));
    send(&other.owner, &customer, "a.txt", b"a").await.expect_problem(404, "not_found");
    other.owner.get(&path).await.expect_problem(404, "not_found");
}

#[tokio::test]
async fn a_repetition_attaches_nothing_again() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "once");
    let first = send(&keyed, &customer, "a.txt", b"a").await.expect(201);
    let again = send(&keyed, &customer, "a.txt", b"a").await.expect(201);
    assert_eq!((again.json(), again.header("idempotent-replayed")), (first.json(), Some("true")));
    send(&keyed, &customer, "a.txt", b"b").await.expect_problem(422, "idempotency_mismatch");
    let listed = merchant.owner.get(&format!("{customer}/files")).await.expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn it_is_on_the_timeline_for_who_may_see_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let customer = crate::erasure::customer(&merchant, "vera@example.com").await;
    program.clock.advance(chrono::Duration::minutes(1));
    let path = attach(owner, &customer, "a.txt", b"abc").await;
    let entries = crate::timeline::all(owner, &format!("{customer}/timeline"), 50).await;
    assert_eq!(crate::timeline::kinds(&entries), ["file", "consent", "created"]);
    let told = json!({"id": path.rsplit('/').next().unwrap(), "name": "a.txt", "kind": "text", "size": 3});
    assert_eq!((&entries[0]["file"], &entries[0]["at"]), (&told, &json!("2026-11-21T10:01:00Z")));
    let reader = merchant.integrator(&["customers:read"]).await;
    let entries = crate::timeline::all(&reader, &format!("{customer}/timeline"), 50).await;
    assert_eq!(crate::timeline::kinds(&entries), ["created"]);
    reader.get(&path).await.expect_problem(403, "forbidden");
}
