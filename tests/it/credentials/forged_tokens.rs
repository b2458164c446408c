//! Access tokens that somebody else made, or made differently (RFC 8725).

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use ed25519_dalek::{Signer, SigningKey};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use regulars_tests::Program;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The key that the program signs with, derived from its secret as the program derives it.
fn own_key(program: &Program) -> SigningKey {
    let secret = std::fs::read_to_string(program.database.folder.path().join("secret")).unwrap();
    let root = HEXLOWER.decode(secret.lines().next().unwrap().as_bytes()).unwrap();
    let mut seed = [0; 32];
    Hkdf::<Sha256>::new(None, &root).expand(b"regulars/access-token/ed25519", &mut seed).unwrap();
    SigningKey::from_bytes(&seed)
}

fn encoded(part: &Value) -> String {
    BASE64URL_NOPAD.encode(part.to_string().as_bytes())
}

fn signed(key: &SigningKey, header: &Value, claims: &Value) -> String {
    let text = format!("{}.{}", encoded(header), encoded(claims));
    let signature = BASE64URL_NOPAD.encode(&key.sign(text.as_bytes()).to_bytes());
    format!("{text}.{signature}")
}

fn with_hmac(secret: &[u8], header: &Value, claims: &Value) -> String {
    let text = format!("{}.{}", encoded(header), encoded(claims));
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap();
    mac.update(text.as_bytes());
    format!("{text}.{}", BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()))
}

/// A part of a token with one member replaced, or removed when the value is null.
fn with(part: &Value, name: &str, value: Value) -> Value {
    let mut part = part.clone();
    match value {
        Value::Null => drop(part.as_object_mut().unwrap().remove(name)),
        value => part[name] = value,
    }
    part
}

#[tokio::test]
async fn a_token_that_differs_in_one_thing_does_not_hold() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let token = merchant.owner.bearer().unwrap().to_owned();
    let [head, body, signature] = <[&str; 3]>::try_from(token.split('.').collect::<Vec<_>>()).unwrap();
    let decode = |part: &str| -> Value {
        serde_json::from_slice(&BASE64URL_NOPAD.decode(part.as_bytes()).unwrap()).unwrap()
    };
    let (header, claims) = (decode(head), decode(body));
    let key = own_key(&program);
    let public = key.verifying_key();
    let public_text = BASE64URL_NOPAD.encode(public.as_bytes());
    let stranger = SigningKey::from_bytes(&[7; 32]);
    let strangers_public = BASE64URL_NOPAD.encode(stranger.verifying_key().as_bytes());
    let strangers_kid = HEXLOWER.encode(&Sha256::digest(stranger.verifying_key().as_bytes())[..8]);
    let now = claims["iat"].as_i64().unwrap();
    let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": strangers_public});
    let hs256 = with(&header, "alg", json!("HS256"));
    let unsigned = |alg: &str| format!("{}.{body}.", encoded(&with(&header, "alg", json!(alg))));
    let claimed = |name: &str, value: Value| signed(&key, &header, &with(&claims, name, value));
    let headed = |name: &str, value: Value| signed(&key, &with(&header, name, value), &claims);
    let swapped =
        |name: &str, value: Value| format!("{head}.{}.{signature}", encoded(&with(&claims, name, value)));

    let control = signed(&key, &header, &claims);
    program.client.with_bearer(&control).get("/v1/me").await.expect(200);

    let attacks = [
        ("no algorithm", unsigned("none")),
        ("no algorithm, in capitals", unsigned("NONE")),
        ("no algorithm and the old signature", format!("{}{signature}", unsigned("none"))),
        ("the public key as a shared secret", with_hmac(public.as_bytes(), &hs256, &claims)),
        ("the public key's text as a shared secret", with_hmac(public_text.as_bytes(), &hs256, &claims)),
        ("an empty shared secret", with_hmac(b"", &hs256, &claims)),
        ("another algorithm's name", headed("alg", json!("ES256"))),
        ("no algorithm's name", headed("alg", Value::Null)),
        ("an unknown key id", headed("kid", json!("0000000000000000"))),
        ("no key id", headed("kid", Value::Null)),
        ("a key id that leads to a file", headed("kid", json!("../../../../dev/null"))),
        ("a stranger's key under our id", signed(&stranger, &header, &claims)),
        (
            "a stranger's key under its id",
            signed(&stranger, &with(&header, "kid", json!(strangers_kid)), &claims),
        ),
        ("a stranger's key in the header", signed(&stranger, &with(&header, "jwk", jwk), &claims)),
        ("expired this second", claimed("exp", json!(now))),
        ("no expiry", claimed("exp", Value::Null)),
        ("an expiry in words", claimed("exp", json!("never"))),
        ("another audience", claimed("aud", json!("another-api"))),
        ("no audience", claimed("aud", Value::Null)),
        ("another issuer", claimed("iss", json!("https://elsewhere.example"))),
        ("no issuer", claimed("iss", Value::Null)),
        ("no subject", claimed("sub", Value::Null)),
        ("no session", claimed("sid", Value::Null)),
        ("an unknown session", claimed("sid", json!("01920000-0000-7000-8000-000000000000"))),
        ("an unknown subject", claimed("sub", json!("01920000-0000-7000-8000-000000000000"))),
        ("no role", claimed("role", Value::Null)),
        ("an unknown role", claimed("role", json!("root"))),
        ("another role, not signed", swapped("role", json!("operator"))),
        ("another merchant, not signed", swapped("merchant", json!(other.id))),
        ("a longer life, not signed", swapped("exp", json!(now + 1_000_000))),
        ("half a signature", token[..token.len() - 40].to_owned()),
        ("no signature", format!("{head}.{body}.")),
        ("two parts", format!("{head}.{body}")),
        ("four parts", format!("{token}.{signature}")),
        ("padding", format!("{token}=")),
    ];
    let mut held = Vec::new();
    for (what, attack) in attacks {
        let answer = program.client.with_bearer(&attack).get("/v1/me").await;
        if answer.status != 401 {
            held.push(format!("{what}: {} {}", answer.status, answer.text));
        }
    }
    assert!(held.is_empty(), "{}", held.join("\n"));
}

#[tokio::test]
async fn a_token_says_nothing_that_the_database_does_not() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let token = merchant.owner.bearer().unwrap().to_owned();
    let body = BASE64URL_NOPAD.decode(token.split('.').nth(1).unwrap().as_bytes()).unwrap();
    let head = BASE64URL_NOPAD.decode(token.split('.').next().unwrap().as_bytes()).unwrap();
    let (header, claims): (Value, Value) =
        (serde_json::from_slice(&head).unwrap(), serde_json::from_slice(&body).unwrap());
    let key = own_key(&program);
    for (name, value) in [("merchant", json!(other.id)), ("role", json!("operator"))] {
        let token = signed(&key, &header, &with(&claims, name, value));
        let me = program.client.with_bearer(&token).get("/v1/me").await;
        if me.status == 200 {
            assert_eq!(
                (&me.json()["role"], &me.json()["merchant_id"]),
                (&json!("owner"), &json!(merchant.id))
            );
        }
    }
}
