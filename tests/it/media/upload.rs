use regulars_tests::{Program, png};
use reqwest::Method;
use serde_json::json;

#[tokio::test]
async fn an_image_is_uploaded_and_everybody_can_see_it() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let sent = merchant
        .owner
        .send(Method::POST, "/v1/media?file_name=slike/hleb.png", Some("image/png"), png(60, 40))
        .await
        .expect(201);
    let media = sent.json();
    assert_eq!(media["file_name"], "hleb.png");
    assert_eq!((&media["width"], &media["height"]), (&json!(60), &json!(40)));
    assert_eq!((&media["content_type"], &media["size"]), (&json!("image/png"), &json!(png(60, 40).len())));
    assert_eq!(merchant.owner.get(sent.header("location").unwrap()).await.expect(200).json(), media);
    assert_eq!(merchant.owner.get("/v1/media").await.json()["items"], json!([media]));
    let path = media["url"].as_str().unwrap().strip_prefix(program.client.base()).unwrap();
    let seen = program.client.get(path).await.expect(200);
    for (name, value) in [
        ("content-type", "image/png"),
        ("cache-control", "public, max-age=31536000, immutable"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
    ] {
        assert_eq!(seen.header(name), Some(value));
    }
    assert_eq!(seen.header("content-length"), Some(png(60, 40).len().to_string().as_str()));
}

#[tokio::test]
async fn an_image_belongs_to_its_merchant() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let sent = merchant.owner.send(Method::POST, "/v1/media", Some("image/png"), png(60, 40)).await;
    let media = sent.expect(201).json();
    let id = media["id"].as_str().unwrap();
    other.owner.get(&format!("/v1/media/{id}")).await.expect_problem(404, "not_found");
    program.client.get(&format!("/media/{}/{id}", other.id)).await.expect_problem(404, "not_found");
    program.client.get(&format!("/media/{id}/nothing")).await.expect_problem(404, "not_found");
    assert_eq!(other.owner.get("/v1/media").await.json()["items"], json!([]));
    program.client.get("/v1/media").await.expect_problem(401, "unauthorized");
    let cashier = merchant.staff("cashier").await;
    let refused = cashier.send(Method::POST, "/v1/media", Some("image/png"), b"no image".to_vec()).await;
    refused.expect_problem(403, "forbidden");
}

#[tokio::test]
async fn what_is_no_image_is_refused_and_nothing_is_stored() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let upload = async |content_type, bytes: Vec<u8>| {
        merchant.owner.send(Method::POST, "/v1/media", content_type, bytes).await
    };
    for (content_type, bytes) in [
        ("image/png", Vec::new()),
        ("image/png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec()),
        ("image/gif", b"<html><script>alert(1)</script></html>".to_vec()),
        ("image/jpeg", png(60, 40)),
        ("image/webp", b"RIFF\xff\xff\xff\xffWEBPVP8 ".to_vec()),
        ("image/png", png(60, 40)[..30].to_vec()),
        ("image/png", without_pixels()),
        ("image/png", png(60, 40)[..200].iter().chain(b"\0\0\0\0IEND\xaeB`\x82").copied().collect()),
        ("image/jpeg", b"\xff\xd8\xff\xc0\0\x0b\x08\0\x1e\0\x28\x01\x01\x11\0\xff\xd9".to_vec()),
        ("image/png", png(4001, 40)),
        ("image/png", png(60, 0)),
    ] {
        upload(Some(content_type), bytes).await.expect_invalid("");
    }
    for content_type in ["image/svg+xml", "application/json", "text/html", "image/png, text/html"] {
        upload(Some(content_type), png(60, 40)).await.expect_problem(415, "unsupported_media_type");
    }
    upload(None, png(60, 40)).await.expect_problem(415, "unsupported_media_type");
    let mut large = png(60, 40);
    large.resize(5 * 1024 * 1024 + 1, 0);
    upload(Some("image/png"), large).await.expect_problem(413, "body_too_large");
    let named = format!("/v1/media?file_name={}", "x".repeat(201));
    let refused = merchant.owner.send(Method::POST, &named, Some("image/png"), png(60, 40)).await;
    refused.expect_invalid("?file_name");
    assert_eq!(merchant.owner.get("/v1/media").await.json()["items"], json!([]));
}

/// A PNG that ends behind its header.
fn without_pixels() -> Vec<u8> {
    let mut bytes = png(60, 40);
    let end = bytes.split_off(bytes.len() - 12);
    bytes.truncate(33);
    bytes.extend(end);
    bytes
}

#[tokio::test]
async fn an_upload_is_done_once_per_key() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "hleb");
    let first = keyed.send(Method::POST, "/v1/media", Some("image/png"), png(60, 40)).await.expect(201);
    let again = keyed.send(Method::POST, "/v1/media", Some("image/png"), png(60, 40)).await.expect(201);
    assert_eq!(again.text, first.text);
    let other = keyed.send(Method::POST, "/v1/media", Some("image/png"), png(61, 40)).await;
    other.expect_problem(422, "idempotency_mismatch");
}
