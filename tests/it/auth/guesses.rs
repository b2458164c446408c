//! Guesses that fail are counted by peer and by account, and nobody is shut out by what others guess.

use regulars_tests::{Answer, Client, PASSWORD, Program, TestDatabase};
use serde_json::{Value, json};

/// A program behind a proxy, so that a test can speak for many peers.
async fn behind_a_proxy() -> Program {
    let database = TestDatabase::create().await;
    Program::start_with(database, |settings| settings.trusted_proxies = "127.0.0.1".parse().unwrap()).await
}

fn peer(program: &Program, address: &str) -> Client {
    program.client.with_header("X-Forwarded-For", address)
}

async fn guess(client: &Client, username: &str, password: &str) -> Answer {
    let body = json!({"grant_type": "password", "username": username, "password": password});
    client.post("/v1/auth/token", &body).await
}

/// What every 429 tells.
#[track_caller]
fn expect_limited(answer: Answer) -> u64 {
    for header in ["retry-after", "ratelimit", "ratelimit-policy"] {
        assert!(answer.header(header).is_some(), "{header} is missing: {:?}", answer.headers);
    }
    let wait = answer.header("retry-after").unwrap().parse().unwrap();
    answer.expect_problem(429, "rate_limited");
    wait
}

#[tokio::test]
async fn invented_addresses_of_one_peer_are_counted_together() {
    let program = behind_a_proxy().await;
    let merchant = program.merchant().await;
    let guesser = peer(&program, "203.0.113.7");
    for number in 0..30 {
        guess(&guesser, &format!("nobody-{number}@example.com"), "a-wrong-password").await.expect(401);
    }
    let wait = expect_limited(guess(&guesser, "nobody-31@example.com", "a-wrong-password").await);
    assert_eq!(wait, 6);
    guess(&peer(&program, "203.0.113.8"), &merchant.owner_email, PASSWORD).await.expect(200);
    program.clock.advance(chrono::Duration::seconds(6));
    guess(&guesser, "nobody-31@example.com", "a-wrong-password").await.expect(401);
    expect_limited(guess(&guesser, "nobody-32@example.com", "a-wrong-password").await);
}

#[tokio::test]
async fn what_strangers_guess_does_not_lock_an_owner_out() {
    let program = behind_a_proxy().await;
    let merchant = program.merchant().await;
    let owner = peer(&program, "198.51.100.1");
    guess(&owner, &merchant.owner_email, PASSWORD).await.expect(200);
    for stranger in 0..10 {
        let stranger = peer(&program, &format!("203.0.113.{stranger}"));
        for _ in 0..10 {
            guess(&stranger, &merchant.owner_email, "a-wrong-password").await.expect(401);
        }
    }
    let late = peer(&program, "203.0.113.99");
    expect_limited(guess(&late, &merchant.owner_email, "a-wrong-password").await);
    for _ in 0..12 {
        guess(&owner, &merchant.owner_email, PASSWORD).await.expect(200);
    }
    for _ in 0..10 {
        guess(&owner, &merchant.owner_email, "a-wrong-password").await.expect(401);
    }
    expect_limited(guess(&owner, &merchant.owner_email, PASSWORD).await);
}

#[tokio::test]
async fn whoever_holds_a_session_of_an_account_is_no_stranger_to_it() {
    let program = behind_a_proxy().await;
    let merchant = program.merchant().await;
    let first = guess(&peer(&program, "198.51.100.1"), &merchant.owner_email, PASSWORD).await.expect(200);
    let moved = peer(&program, "198.51.100.2");
    let refresh = json!({"grant_type": "refresh_token", "refresh_token": first.json()["refresh_token"]});
    moved.post("/v1/auth/token", &refresh).await.expect(200);
    for stranger in 0..10 {
        let stranger = peer(&program, &format!("203.0.113.{stranger}"));
        for _ in 0..10 {
            guess(&stranger, &merchant.owner_email, "a-wrong-password").await.expect(401);
        }
    }
    guess(&moved, &merchant.owner_email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_crowd_of_guessers_keeps_nobody_else_from_signing_in() {
    let program = behind_a_proxy().await;
    let merchant = program.merchant().await;
    let mut crowd = Vec::new();
    for number in 0..100 {
        let guesser = peer(&program, "203.0.113.7");
        let name = format!("nobody-{number}@example.com");
        crowd.push(tokio::spawn(async move { guess(&guesser, &name, "a-wrong-password").await.status }));
    }
    guess(&peer(&program, "198.51.100.1"), &merchant.owner_email, PASSWORD).await.expect(200);
    let mut refused = 0;
    for answer in crowd {
        refused += usize::from(answer.await.unwrap() == 429);
    }
    assert!(refused >= 70, "{refused} of 100 were refused");
}

#[tokio::test]
async fn devices_behind_one_proxy_are_told_apart_when_they_pair() {
    let program = behind_a_proxy().await;
    let merchant = program.merchant().await;
    let code = merchant.owner.post("/v1/terminals/pairing-codes", &json!({"name": "Kasa 1"})).await.json();
    let guesser = peer(&program, "203.0.113.7");
    for _ in 0..30 {
        guesser.post("/v1/terminals/pair", &json!({"code": "BCDFG-HJKLM"})).await.expect(404);
    }
    let body = json!({"code": code["code"]});
    expect_limited(guesser.post("/v1/terminals/pair", &body).await);
    peer(&program, "203.0.113.8").post("/v1/terminals/pair", &body).await.expect(200);
}

#[tokio::test]
async fn refresh_tokens_that_do_not_hold_are_counted_and_those_that_do_are_not() {
    let program = behind_a_proxy().await;
    let merchant = program.merchant().await;
    let client = peer(&program, "203.0.113.7");
    let refresh = |token: &Value| json!({"grant_type": "refresh_token", "refresh_token": token});
    let mut tokens = guess(&client, &merchant.owner_email, PASSWORD).await.expect(200).json();
    for _ in 0..40 {
        tokens = client.post("/v1/auth/token", &refresh(&tokens["refresh_token"])).await.expect(200).json();
    }
    for _ in 0..30 {
        client.post("/v1/auth/token", &refresh(&json!("no-such-token"))).await.expect(401);
    }
    expect_limited(client.post("/v1/auth/token", &refresh(&tokens["refresh_token"])).await);
    let other = peer(&program, "203.0.113.8");
    other.post("/v1/auth/token", &refresh(&tokens["refresh_token"])).await.expect(200);
}

#[tokio::test]
async fn keys_that_do_not_parse_are_counted_and_the_tills_beside_them_go_on() {
    let program = behind_a_proxy().await;
    let merchant = program.merchant().await;
    let key = merchant.integrator(&["stores:read"]).await.bearer().unwrap().to_owned();
    let shop = peer(&program, "203.0.113.7");
    let till = shop.with_bearer(&key);
    till.get("/v1/stores").await.expect(200);
    let broken = shop.with_bearer(&key[..key.len() - 2]);
    for _ in 0..200 {
        broken.get("/v1/stores").await.expect(401);
    }
    expect_limited(broken.get("/v1/stores").await);
    program.clock.advance(chrono::Duration::milliseconds(100));
    till.get("/v1/stores").await.expect(200);
    broken.get("/v1/stores").await.expect(429);
}

#[tokio::test]
async fn the_name_of_the_scheme_has_no_case() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let token = merchant.owner.bearer().unwrap();
    for (credentials, status) in [
        (format!("bearer {token}"), 200),
        (format!("BEARER {token}"), 200),
        (format!("Bearer  {token}"), 200),
        (format!("Bearer{token}"), 401),
        (format!("Basic {token}"), 401),
    ] {
        let client = program.client.with_header("Authorization", &credentials);
        let answer = client.get("/v1/me").await;
        assert_eq!(answer.status, status, "{}", &credentials[..8]);
    }
}
