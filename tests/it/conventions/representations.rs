//! In which form answers come: packed, or not at all where the caller has them.

use std::io::Read;

use flate2::read::GzDecoder;
use regulars_tests::{Answer, Client, PASSWORD, Program};
use reqwest::Method;
use serde_json::json;

fn unpacked(answer: &Answer) -> String {
    let mut text = String::new();
    match answer.header("content-encoding") {
        Some("br") => {
            brotli::Decompressor::new(answer.bytes.as_slice(), 4096).read_to_string(&mut text).unwrap()
        }
        Some("gzip") => GzDecoder::new(answer.bytes.as_slice()).read_to_string(&mut text).unwrap(),
        other => panic!("{other:?}: {}", answer.text),
    };
    text
}

#[track_caller]
fn varies_by_encoding(answer: &Answer) -> bool {
    answer.headers.get_all("vary").iter().any(|name| name == "Accept-Encoding")
}

fn accepting(client: &Client, encodings: &str) -> Client {
    client.with_header("Accept-Encoding", encodings)
}

#[tokio::test]
async fn a_long_answer_is_packed_as_the_client_likes_it() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    for number in 0..30 {
        owner.post("/v1/stores", &json!({"name": format!("Prodavnica {number}")})).await.expect(201);
    }
    for path in [
        "/v1/stores",
        "/v1/segments/fields",
        "/openapi.json",
        "/docs/swagger-ui-bundle.js",
        "/docs/swagger-ui.css",
    ] {
        let plain = owner.get(path).await.expect(200);
        assert!(plain.header("content-encoding").is_none() && varies_by_encoding(&plain), "{path}");
        for (accepted, encoding) in
            [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0.5, gzip", "gzip")]
        {
            let packed = accepting(&owner, accepted).get(path).await.expect(200);
            assert_eq!(packed.header("content-encoding"), Some(encoding), "{path}");
            assert_eq!(unpacked(&packed), plain.text, "{path}");
            assert!(2 * packed.bytes.len() < plain.bytes.len() && varies_by_encoding(&packed), "{path}");
            assert_eq!(packed.header("content-type"), plain.header("content-type"), "{path}");
            let head =
                accepting(&owner, accepted).send(Method::HEAD, path, None, Vec::new()).await.expect(200);
            assert_eq!(
                head.header("content-length"),
                Some(packed.bytes.len().to_string().as_str()),
                "{path}"
            );
            assert_eq!(head.header("etag"), packed.header("etag"), "{path}");
        }
        for refused in ["identity", "br;q=0, gzip;q=0", "zstd"] {
            let answer = accepting(&owner, refused).get(path).await.expect(200);
            assert_eq!((answer.header("content-encoding"), &answer.text), (None, &plain.text), "{path}");
        }
    }
    let search = json!({"filter": {"all": []}});
    let found = accepting(&owner, "br").post("/v1/customers/search", &search).await.expect(200);
    assert!(varies_by_encoding(&found) && found.header("content-encoding").is_none(), "it is short");
}

/// Its length would betray them to whoever makes a browser ask for it again and again (BREACH).
#[tokio::test]
async fn what_holds_tokens_or_secrets_is_never_packed() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let owner = accepting(&merchant.owner, "gzip, br");
    let (visitor, long) = (accepting(&program.client, "gzip, br"), "d".repeat(190));
    let sign_in = json!({"grant_type": "password", "username": merchant.owner_email, "password": PASSWORD});
    let scopes: Vec<_> = regulars_api::OPERATIONS
        .iter()
        .map(|access| access.scope)
        .filter(|scope| {
            !matches!(*scope, "api_keys:read" | "api_keys:write" | "users:read" | "users:write")
                && regulars_api::OPERATIONS.iter().any(|other| {
                    other.scope == *scope && other.roles.contains(&regulars_identity::Role::Integrator)
                })
        })
        // As many as a key takes.
        .take(100)
        .collect();
    let customer = json!({
        "first_name": "Ana", "email": "ana@example.com", "data_consent": {"source": "shop"}, "send_opt_in": true
    });
    owner.post("/v1/customers", &customer).await.expect(201);
    program.work().await;
    let messages = owner.get("/v1/sandbox/messages").await.expect(200);
    let text = messages.json()["items"][0]["text"].as_str().unwrap().to_owned();
    let link = text.split_whitespace().find(|word| word.contains("/c/")).unwrap().to_owned();
    let page = link.trim_start_matches(program.client.base()).to_owned();
    let mut answers = vec![
        messages,
        visitor.get(&page).await.expect(200),
        visitor.post("/v1/auth/token", &sign_in).await.expect(200),
        owner.post("/v1/api-keys", &json!({"name": long, "scopes": scopes})).await.expect(201),
    ];
    let offered = owner.post("/v1/terminals/pairing-codes", &json!({"name": long})).await.expect(201);
    answers
        .push(visitor.post("/v1/terminals/pair", &json!({"code": offered.json()["code"]})).await.expect(200));
    answers.push(offered);
    let lengths: Vec<usize> = answers.iter().map(|answer| answer.bytes.len()).collect();
    assert!(
        lengths.iter().filter(|length| **length >= 1024).count() >= 2,
        "long enough to be packed: {lengths:?}"
    );
    for answer in answers {
        assert_eq!(answer.header("content-encoding"), None, "{}", answer.text);
    }
}

#[tokio::test]
async fn a_state_is_named_by_the_tag_of_its_packed_form_too() {
    let program = Program::start().await;
    let owner = program.merchant().await.owner;
    let long = json!({"opening_hours": "Pon-Sub 8-20. ".repeat(100)});
    let plain = owner.patch("/v1/merchant", &long).await.expect(200).header("etag").unwrap().to_owned();
    let packing = accepting(&owner, "br");
    let packed = packing.get("/v1/merchant").await.expect(200);
    assert_eq!(packed.header("content-encoding"), Some("br"));
    let tag = packed.header("etag").unwrap().to_owned();
    assert_ne!(tag, plain, "another representation has another strong tag");
    for seen in [&tag, &plain, &format!("W/{plain}"), &format!("\"other\", {tag}"), "*"] {
        for client in [&owner, &packing] {
            let again = client.with_header("If-None-Match", seen).get("/v1/merchant").await.expect(304);
            assert!(again.bytes.is_empty() && again.header("etag").is_some(), "{seen}");
            assert_eq!(again.header("content-type"), None);
        }
    }
    owner.with_header("If-None-Match", "\"other\"").get("/v1/merchant").await.expect(200);
    let careful = packing.with_header("If-Match", &tag);
    program.clock.advance(chrono::Duration::seconds(1));
    careful.patch("/v1/merchant", &json!({"name": "Nova pekara"})).await.expect(200);
    careful.patch("/v1/merchant", &json!({"name": "Stara"})).await.expect_problem(412, "precondition_failed");
}

#[tokio::test]
async fn the_document_and_swagger_ui_are_kept_by_browsers() {
    let program = Program::start().await;
    for (path, freshness) in [
        ("/openapi.json", "public, no-cache"),
        ("/docs/", "public, no-cache"),
        ("/docs/swagger-initializer.js", "public, no-cache"),
        ("/docs/swagger-ui-bundle.js", "public, max-age=600"),
        ("/docs/favicon-32x32.png", "public, max-age=600"),
    ] {
        for encodings in ["identity", "gzip", "br"] {
            let client = accepting(&program.client, encodings);
            let first = client.get(path).await.expect(200);
            assert_eq!(first.header("cache-control"), Some(freshness), "{path}");
            let tag = first.header("etag").unwrap_or_else(|| panic!("{path} has no tag")).to_owned();
            assert!(tag.starts_with('"'), "{path}: {tag} is strong");
            let again = client.with_header("If-None-Match", &tag).get(path).await.expect(304);
            assert_eq!((again.bytes.len(), again.header("etag")), (0, Some(tag.as_str())), "{path}");
            assert_eq!(again.header("cache-control"), Some(freshness), "{path}");
        }
    }
    let image = accepting(&program.client, "br").get("/docs/favicon-32x32.png").await.expect(200);
    assert_eq!((image.header("content-encoding"), image.header("content-type")), (None, Some("image/png")));
    program.client.get("/docs/none.js").await.expect_problem(404, "not_found");
    program.client.get("/").await.expect(302);
    assert_eq!(program.client.get("/").await.header("location"), Some("/docs/"));
}
