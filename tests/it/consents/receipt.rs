//! The signed receipt, and the check of the whole ledger.

use data_encoding::BASE64URL_NOPAD;
use ed25519_dalek::{Signature, Verifier, VerifyingKey};
use regulars_tests::{Program, is_postgres, programs};
use serde_json::{Value, json};

use super::{advertising, customer};

#[tokio::test]
async fn a_receipt_says_what_was_said_and_anybody_can_verify_it() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let owner = &merchant.owner;
    let text = json!({"purpose": "advertising", "channel": "email", "locale": "sr-RS", "version": "2026-11",
        "text": "Pristajem da mi šaljete ponude."});
    owner.post("/v1/consent-texts", &text).await.expect(201);
    let customer = customer(&merchant).await;
    let mut granted = advertising("email", "granted");
    granted["text_version"] = json!("2026-11");
    owner.post(&format!("{customer}/consents"), &granted).await.expect(201);
    owner.post(&format!("{customer}/consents"), &advertising("email", "withdrawn")).await.expect(201);
    let path = format!("{customer}/consents/receipt");
    other.owner.get(&path).await.expect(404);
    let answer = owner.get(&path).await.expect(200).json();
    let receipt = &answer["receipt"];
    assert_eq!(receipt["schema_version"], "ISO/IEC TS 27560:2023");
    assert_eq!(receipt["pii_principal_id"], customer.rsplit('/').next().unwrap());
    assert_eq!(receipt["party_identification"][0]["party_id"], merchant.id.as_str());
    let of_advertising = receipt["pii_processing"].as_array().unwrap().iter();
    let of_advertising: Vec<&Value> = of_advertising.filter(|one| one["purpose"] == "advertising").collect();
    let states: Vec<&str> = of_advertising[0]["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["event_state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["dpv:ConsentGiven", "dpv:ConsentWithdrawn"]);
    let notice = &of_advertising[0]["events"][0]["privacy_notice"];
    assert_eq!((&notice["text"], &notice["version"]), (&text["text"], &json!("2026-11")));

    let jws = answer["jws"].as_str().unwrap();
    let keys = program.client.get("/.well-known/jwks.json").await.expect(200).json();
    let (header, signed) = verified(jws, &keys).expect("the receipt verifies");
    assert_eq!((&header["alg"], &header["typ"]), (&json!("EdDSA"), &json!("consent-receipt+jws")));
    assert_eq!(&signed, receipt);
    // What was changed does not verify, and no receipt is a token.
    let mut parts: Vec<String> = jws.split('.').map(str::to_owned).collect();
    let mut payload = BASE64URL_NOPAD.decode(parts[1].as_bytes()).unwrap();
    payload[10] ^= 1;
    parts[1] = BASE64URL_NOPAD.encode(&payload);
    assert!(verified(&parts.join("."), &keys).is_none());
    program.client.with_bearer(jws).get("/v1/merchant").await.expect(401);
    owner.delete(&customer).await.expect(204);
    owner.get(&path).await.expect(404);
}

/// Header and payload of a JWS that a key of the set has signed.
fn verified(jws: &str, keys: &Value) -> Option<(Value, Value)> {
    let decoded = |part: &str| BASE64URL_NOPAD.decode(part.as_bytes()).unwrap();
    let (signed, signature) = jws.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let header: Value = serde_json::from_slice(&decoded(header)).unwrap();
    let key = keys["keys"].as_array().unwrap().iter().find(|key| key["kid"] == header["kid"])?;
    let key: [u8; 32] = decoded(key["x"].as_str().unwrap()).try_into().unwrap();
    let signature: [u8; 64] = decoded(signature).try_into().unwrap();
    let key = VerifyingKey::from_bytes(&key).unwrap();
    key.verify(signed.as_bytes(), &Signature::from_bytes(&signature)).ok()?;
    Some((header, serde_json::from_slice(&decoded(payload)).unwrap()))
}

/// Runs `regulars admin verify-consents` against the database; whether it succeeded, and what it said.
fn verify(program: &Program, merchant: Option<&str>) -> (bool, String) {
    let settings = program.database.settings();
    let output = std::process::Command::new(programs().join("regulars"))
        .args(["admin", "verify-consents"])
        .args(merchant.into_iter().flat_map(|id| ["--merchant", id]))
        .env("REGULARS_DATABASE_URL", &settings.database_url)
        .env("REGULARS_SECRET_FILE", &settings.secret_file)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

#[tokio::test]
async fn the_whole_ledger_is_checked_and_the_first_entry_that_was_changed_is_named() {
    let program = Program::start().await;
    let (merchant, other) = (program.merchant().await, program.merchant().await);
    let mut paths = Vec::new();
    for email in ["ana@example.com", "eva@example.com"] {
        let path = crate::erasure::customer(&merchant, email).await;
        let mut consent = advertising("email", "granted");
        consent["evidence"] = json!({"form": "12"});
        merchant.owner.post(&format!("{path}/consents"), &consent).await.expect(201);
        paths.push(path);
    }
    crate::erasure::customer(&other, "iva@example.com").await;
    // Who was erased is checked as well.
    merchant.owner.delete(&paths[0]).await.expect(204);
    // And so is who was merged into another one.
    let duplicate = crate::erasure::customer(&merchant, "e.va@example.com").await;
    let [survivor, duplicate] = [&paths[1], &duplicate].map(|path| path.rsplit('/').next().unwrap());
    let merge = json!({"survivor_id": survivor, "merged_ids": [duplicate]});
    merchant.owner.post("/v1/customers/merges", &merge).await.expect(200);
    let (succeeded, said) = verify(&program, None);
    assert!(succeeded && said.contains(" in 4 chains"), "{said}");

    let erased = paths[0].rsplit('/').next().unwrap();
    let id = if is_postgres() { format!("'{erased}'") } else { format!("x'{}'", erased.replace('-', "")) };
    program
        .run_sql(&format!(
            "UPDATE consent_events SET state = 'refused' WHERE customer_id = {id} AND sequence = 2"
        ))
        .await;
    for only in [None, Some(merchant.id.as_str())] {
        let (succeeded, said) = verify(&program, only);
        assert!(!succeeded, "{said}");
        assert!(said.contains(erased) && said.contains(&merchant.id) && said.contains("entry 2"), "{said}");
    }
    let (succeeded, said) = verify(&program, Some(&other.id));
    assert!(succeeded && said.contains("1 entries in 1 chains"), "{said}");
    let (succeeded, _) = verify(&program, Some("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0aaa"));
    assert!(!succeeded);
}
