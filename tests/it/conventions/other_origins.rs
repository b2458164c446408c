//! Pages of other origins (CORS): the tests speak as a browser does.

use regulars_tests::{Answer, Client, Contract, Program, TestDatabase};
use reqwest::Method;
use serde_json::json;

const SHOP: &str = "https://shop.example";
const OTHER: &str = "https://other.example";
const HOUSE: &str = "https://house.example";

/// The front end of the operator's house is allowed for all.
async fn start() -> Program {
    let database = TestDatabase::create().await;
    Program::start_with(database, |settings| settings.cors_origins = vec![HOUSE.parse().unwrap()]).await
}

fn at(client: &Client, origin: &str) -> Client {
    client.with_header("Origin", origin)
}

async fn ask(client: &Client, origin: &str, method: &str, path: &str) -> Answer {
    let client = at(client, origin)
        .with_header("Access-Control-Request-Method", method)
        .with_header("Access-Control-Request-Headers", "authorization,if-match");
    client.send(Method::OPTIONS, path, None, Vec::new()).await
}

#[track_caller]
fn expect_open(answer: &Answer, origin: Option<&str>) {
    assert_eq!(answer.header("access-control-allow-origin"), origin, "{answer:?}");
    let varies = answer.headers.get_all("vary");
    assert!(varies.iter().any(|name| name == "Origin"), "{:?}", answer.headers);
    assert_eq!(answer.header("access-control-allow-credentials"), None);
}

fn lists(answer: &Answer, header: &str, name: &str) -> bool {
    answer
        .header(header)
        .unwrap_or_default()
        .split(',')
        .any(|listed| listed.trim().eq_ignore_ascii_case(name))
}

#[tokio::test]
async fn a_browser_is_told_that_an_allowed_origin_may_call_every_operation() {
    let program = start().await;
    for operation in Contract::of_the_program().operations() {
        let path = operation.path(|_| "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1a".to_owned());
        let answer = ask(&program.client, HOUSE, operation.method.as_str(), &path).await;
        let is_page = !["/v1/", "/media/", "/.well-known/"].iter().any(|folder| path.starts_with(folder));
        if is_page {
            assert_eq!(answer.header("access-control-allow-origin"), None, "{path} is a page of its own");
            continue;
        }
        let answer = answer.expect(204);
        expect_open(&answer, Some(HOUSE));
        let method = operation.method.as_str();
        assert!(lists(&answer, "access-control-allow-methods", method), "{method} {path}");
        assert_eq!(answer.header("access-control-max-age"), Some("7200"));
        for header in [
            "Authorization",
            "Content-Type",
            "If-Match",
            "If-None-Match",
            "Idempotency-Key",
            "Accept-Language",
        ] {
            assert!(lists(&answer, "access-control-allow-headers", header), "{header}");
        }
        let refused = ask(&program.client, OTHER, operation.method.as_str(), &path).await;
        expect_open(&refused, None);
    }
    for path in ["/docs/", "/healthz", "/problems/conflict"] {
        let answer = at(&program.client, HOUSE).get(path).await;
        assert_eq!(answer.header("access-control-allow-origin"), None, "{path}");
    }
}

#[tokio::test]
async fn a_merchant_opens_its_own_answers_to_its_own_front_ends() {
    let program = start().await;
    let (merchant, neighbour) = (program.merchant().await, program.merchant().await);
    expect_open(&ask(&program.client, SHOP, "GET", "/v1/me").await, None);
    let body = json!({"allowed_origins": ["https://Shop.example:443/", "http://localhost:3000"]});
    let patched = merchant.owner.patch("/v1/merchant", &body).await.expect(200);
    assert_eq!(patched.json()["allowed_origins"], json!(["http://localhost:3000", SHOP]));
    let shown = merchant.owner.get("/v1/merchant").await;
    assert_eq!((shown.json(), shown.header("etag")), (patched.json(), patched.header("etag")));
    expect_open(&ask(&program.client, SHOP, "GET", "/v1/me").await, Some(SHOP));
    // The answer itself is open to the front ends of the credential's merchant alone.
    let read = at(&merchant.owner, SHOP).get("/v1/me").await.expect(200);
    expect_open(&read, Some(SHOP));
    for name in [
        "ETag",
        "Link",
        "Location",
        "RateLimit",
        "RateLimit-Policy",
        "Retry-After",
        "Idempotent-Replayed",
        "X-Request-Id",
        "WWW-Authenticate",
    ] {
        assert!(lists(&read, "access-control-expose-headers", name), "{name}");
    }
    expect_open(&at(&neighbour.owner, SHOP).get("/v1/me").await.expect(200), None);
    expect_open(&at(&program.operator().await, SHOP).get("/v1/me").await.expect(200), None);
    expect_open(&at(&neighbour.owner, HOUSE).get("/v1/me").await.expect(200), Some(HOUSE));
    expect_open(&merchant.owner.get("/v1/me").await.expect(200), None);
    // The tokens of somebody who signs in are a credential too.
    for (email, is_open) in [(&merchant.owner_email, Some(SHOP)), (&neighbour.owner_email, None)] {
        let body = json!({"grant_type": "password", "username": email, "password": regulars_tests::PASSWORD});
        expect_open(&at(&program.client, SHOP).post("/v1/auth/token", &body).await.expect(200), is_open);
    }
    let none = merchant.owner.patch("/v1/merchant", &json!({"allowed_origins": null})).await.expect(200);
    assert_eq!(none.json()["allowed_origins"], json!([]));
    expect_open(&ask(&program.client, SHOP, "GET", "/v1/me").await, None);
}

#[tokio::test]
async fn a_page_can_read_why_it_was_refused() {
    let program = start().await;
    let merchant = program.merchant().await;
    merchant.owner.patch("/v1/merchant", &json!({"allowed_origins": [SHOP]})).await.expect(200);
    let (owner, nobody) = (at(&merchant.owner, SHOP), at(&program.client, SHOP));
    let cashier = at(&merchant.staff("cashier").await, SHOP);
    let forged = at(&program.client.with_bearer("nonsense"), SHOP);
    for (answer, status) in [
        (nobody.get("/v1/me").await, 401),
        (forged.get("/v1/me").await, 401),
        (cashier.get("/v1/users").await, 403),
        (owner.get("/v1/stores/none").await, 404),
        (owner.get("/v1/nothing").await, 404),
        (owner.get("/v1/purchases/batch").await, 405),
        (owner.with_header("If-Match", "\"old\"").patch("/v1/merchant", &json!({})).await, 412),
        (owner.post("/v1/stores", &json!({})).await, 422),
        (owner.send(Method::POST, "/v1/stores", Some("text/plain"), b"a".to_vec()).await, 415),
    ] {
        expect_open(&answer.expect(status), Some(SHOP));
    }
    let large = vec![b' '; 1024 * 1024 + 1];
    let answer = owner.send(Method::POST, "/v1/stores", Some("application/json"), large).await;
    expect_open(&answer.expect(413), Some(SHOP));
}

#[tokio::test]
async fn a_page_can_read_that_it_asked_too_often_and_when_to_come_back() {
    let change = |settings: &mut regulars_server::Settings| {
        settings.cors_origins = vec![HOUSE.parse().unwrap()];
        settings.requests_per_second = 1;
    };
    let program = Program::start_with(TestDatabase::create().await, change).await;
    let operator = at(&program.operator().await, HOUSE);
    for _ in 0..100 {
        let answer = operator.get("/v1/me").await;
        expect_open(&answer, Some(HOUSE));
        if answer.status == 429 {
            assert!(answer.header("retry-after").is_some() && answer.header("ratelimit").is_some());
            assert!(lists(&answer, "access-control-expose-headers", "Retry-After"));
            return;
        }
    }
    panic!("a hundred requests were answered within a limit of one a second");
}

#[tokio::test]
async fn what_another_process_allowed_holds_within_ten_seconds() {
    let mut program = start().await;
    let merchant = program.merchant().await;
    let other = program.another_process().await;
    expect_open(&ask(&other, SHOP, "GET", "/v1/me").await, None);
    merchant.owner.patch("/v1/merchant", &json!({"allowed_origins": [SHOP]})).await.expect(200);
    expect_open(&ask(&other, SHOP, "GET", "/v1/me").await, None);
    program.clock.advance(chrono::Duration::seconds(10));
    expect_open(&ask(&other, SHOP, "GET", "/v1/me").await, Some(SHOP));
}

#[tokio::test]
async fn what_is_no_origin_is_refused_by_its_place() {
    let program = start().await;
    let owner = program.merchant().await.owner;
    for origin in
        ["*", "null", "shop.example", "https://shop.example/app", "https://*.shop.example", "javascript:1"]
    {
        let body = json!({"allowed_origins": [SHOP, origin]});
        owner.patch("/v1/merchant", &body).await.expect_invalid("/allowed_origins/1");
    }
    let many: Vec<_> = (0..21).map(|number| format!("https://shop{number}.example")).collect();
    owner.patch("/v1/merchant", &json!({"allowed_origins": many})).await.expect_invalid("/allowed_origins");
    assert_eq!(owner.get("/v1/merchant").await.json()["allowed_origins"], json!([]));
}
