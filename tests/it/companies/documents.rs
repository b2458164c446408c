use regulars_tests::{Answer, Client, Contents, Method, Program, is_postgres};
use serde_json::{Value, json};

use super::{add, ids};
use crate::erasure::search::{bytes_with, rows_with};
use crate::imports::form;

const CONTRACT: &[u8] = b"karanfil je plav";

/// Puts a contract on record with these fields; where it is.
async fn document(client: &Client, company: &str, fields: Value) -> String {
    let mut body = json!({"kind": "contract", "title": "Isporuka hleba", "dated_on": "2026-01-15"});
    for (name, value) in fields.as_object().unwrap() {
        body[name] = value.clone();
    }
    let made = client.post(&format!("{company}/documents"), &body).await.expect(201);
    made.header("location").unwrap().to_owned()
}

async fn upload(client: &Client, document: &str, name: &str, bytes: &[u8]) -> Answer {
    let (content_type, body) = form(name, bytes, None);
    client.send(Method::POST, &format!("{document}/versions"), Some(&content_type), body).await
}

#[tokio::test]
async fn a_document_is_on_record_and_changes() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = document(owner, &company, json!({"number": "U-1", "valid_until": "2026-11-20"})).await;
    let first = owner.get(&path).await.expect(200);
    let told = first.json();
    assert_eq!(
        (&told["state"], &told["has_expired"], &told["versions"]),
        (&json!("draft"), &json!(false), &json!(0))
    );
    program.clock.advance(chrono::Duration::seconds(1));
    let changed = owner.patch(&path, &json!({"state": "in_force", "number": null})).await.expect(200).json();
    assert_eq!((&changed["has_expired"], &changed["number"]), (&json!(true), &json!(null)));
    let stale = owner.with_header("If-Match", first.header("etag").unwrap());
    stale.patch(&path, &json!({"title": "B"})).await.expect_problem(412, "precondition_failed");
    stale.delete(&path).await.expect_problem(412, "precondition_failed");
    for (patch, pointer) in [
        (json!({"valid_until": "2026-01-14"}), "/valid_until"),
        (json!({"title": null}), "/title"),
        (json!({"kind": "poem"}), "/kind"),
        (json!({"dated_on": null}), "/dated_on"),
        (json!({"versions": 2}), "/versions"),
    ] {
        owner.patch(&path, &patch).await.expect_invalid(pointer);
    }
    let noted = owner.get("/v1/audit-events?subject_kind=document").await.expect(200).json();
    assert_eq!(noted["items"].as_array().unwrap().len(), 2);
    let refused = owner.delete(&company).await.expect_problem(409, "in_use");
    assert_eq!(
        (&refused["users"][0]["kind"], &refused["users"][0]["name"]),
        (&json!("document"), &json!("Isporuka hleba"))
    );
    owner.delete(&path).await.expect(204);
    owner.get(&path).await.expect_problem(404, "not_found");
    owner.delete(&company).await.expect(204);
}

#[tokio::test]
async fn every_version_stays_and_is_sealed_until_the_document_goes() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = document(owner, &company, json!({})).await;
    let keyed = owner.with_header("Idempotency-Key", "once");
    let made = upload(&keyed, &path, "ugovor.txt", CONTRACT).await.expect(201);
    let again = upload(&keyed, &path, "ugovor.txt", CONTRACT).await.expect(201);
    assert_eq!((made.json(), again.header("idempotent-replayed")), (again.json(), Some("true")));
    program.clock.advance(chrono::Duration::seconds(1));
    upload(owner, &path, "ugovor potpisan.pdf", b"%PDF-1.7 potpisan").await.expect(201);
    let versions = owner.get(&format!("{path}/versions")).await.expect(200).json();
    let told: Vec<_> = versions["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["version"].as_u64().unwrap(),
                one["file_name"].as_str().unwrap(),
                one["kind"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(told, [(2, "ugovor potpisan.pdf", "pdf"), (1, "ugovor.txt", "text")]);
    let first = owner.get(&format!("{path}/versions/1/content")).await.expect(200);
    assert_eq!(
        (first.bytes.as_slice(), first.header("content-type")),
        (CONTRACT, Some("text/plain; charset=utf-8"))
    );
    let second = owner.get(versions["items"][0]["content"].as_str().unwrap()).await.expect(200);
    assert_eq!(second.bytes, b"%PDF-1.7 potpisan");
    assert!(second.header("content-disposition").unwrap().starts_with("attachment"));
    for lost in ["3", "0", "x", "-1", "99999999999"] {
        owner.get(&format!("{path}/versions/{lost}/content")).await.expect_problem(404, "not_found");
    }
    other.owner.get(&format!("{path}/versions/1/content")).await.expect_problem(404, "not_found");
    upload(&other.owner, &path, "a.txt", b"a").await.expect_problem(404, "not_found");
    assert_eq!(owner.get(&path).await.expect(200).json()["versions"], 2);
    let values = ["karanfil je plav"];
    assert!(rows_with(&program.database, &values, &[]).await.is_empty());
    owner.delete(&path).await.expect(204);
    let found = rows_with(&program.database, &["ugovor potpisan"], &[]).await;
    assert!(found.is_empty(), "{found:?}");
    if !is_postgres() {
        assert_eq!(bytes_with(&program.database, &values), Vec::<String>::new());
    }
    owner.delete(&company).await.expect(204);
    let keys = "SELECT CAST(count(*) AS TEXT) FROM company_keys";
    assert_eq!(Contents::of(&program.database).await.column(keys).await, ["0"]);
}

#[tokio::test]
async fn a_file_is_looked_at_as_those_of_customers_are() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let path = document(owner, &company, json!({})).await;
    for (name, bytes) in [("a.exe", &b"MZ"[..]), ("a.pdf", b"MZ"), ("a.txt", b"")] {
        upload(owner, &path, name, bytes).await.expect_invalid("/file");
    }
    assert_eq!(owner.get(&format!("{path}/versions")).await.expect(200).json()["items"], json!([]));
}

#[tokio::test]
async fn two_uploads_at_once_are_two_versions() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let company = add(owner, json!({"name": "Hotel"})).await;
    let paths = [document(owner, &company, json!({})).await, document(owner, &company, json!({})).await];
    let mut sent = Vec::new();
    for number in 0..6_usize {
        let (client, path) = (owner.clone(), paths[number % 2].clone());
        sent.push(tokio::spawn(async move {
            upload(&client, &path, "a.txt", format!("{number}").as_bytes()).await.expect(201);
        }));
    }
    for one in sent {
        one.await.unwrap();
    }
    for path in &paths {
        assert_eq!(owner.get(path).await.expect(200).json()["versions"], 3);
        for version in 1..=3 {
            owner.get(&format!("{path}/versions/{version}/content")).await.expect(200);
        }
    }
}

#[tokio::test]
async fn documents_are_listed_over_all_companies_and_narrowed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = &merchant.owner;
    let (hotel, bakery) =
        (add(owner, json!({"name": "Hotel"})).await, add(owner, json!({"name": "Pekara"})).await);
    let mut made = Vec::new();
    for (company, fields) in [
        (&hotel, json!({"valid_until": "2026-11-20", "state": "in_force"})),
        (&hotel, json!({"kind": "order"})),
        (&bakery, json!({"kind": "complaint", "valid_until": "2026-12-31", "state": "in_force"})),
    ] {
        program.clock.advance(chrono::Duration::milliseconds(5));
        let path = document(owner, company, fields).await;
        made.push(path.rsplit('/').next().unwrap().to_owned());
    }
    let list = async |path: &str| owner.get(path).await.expect(200).json();
    let hotel_id = hotel.rsplit('/').next().unwrap();
    for (path, found) in [
        ("/v1/documents".to_owned(), vec![2, 1, 0]),
        (format!("{hotel}/documents"), vec![1, 0]),
        (format!("/v1/documents?company_id={hotel_id}"), vec![1, 0]),
        ("/v1/documents?kind=complaint".to_owned(), vec![2]),
        ("/v1/documents?state=in_force".to_owned(), vec![2, 0]),
        ("/v1/documents?state=in_force&valid_before=2026-11-21".to_owned(), vec![0]),
    ] {
        let found: Vec<&str> = found.into_iter().map(|place: usize| made[place].as_str()).collect();
        assert_eq!(ids(&list(&path).await, "id"), found, "{path}");
    }
    let first = list("/v1/documents?limit=2").await;
    let second = list(&format!("/v1/documents?limit=2&cursor={}", first["next"].as_str().unwrap())).await;
    assert_eq!((ids(&first, "id").len(), ids(&second, "id")), (2, vec![made[0].as_str()]));
}
