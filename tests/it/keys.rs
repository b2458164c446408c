//! The right key or none.

use regulars_kernel::Environment;
use regulars_server::{Settings, start};
use regulars_tests::{Program, TestDatabase, programs};
use serde_json::json;

use crate::consents::{customer, standing};
use crate::newsletters::audience::{grant_pack, newsletter_to, reachable};

/// How a command of the real program ends.
fn run(settings: &Settings, arguments: &[&str]) -> (bool, String) {
    let output = std::process::Command::new(programs().join("regulars"))
        .args(arguments)
        .env("REGULARS_DATABASE_URL", &settings.database_url)
        .env("REGULARS_SECRET_FILE", &settings.secret_file)
        .env("REGULARS_BIND", "127.0.0.1:0")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.success(), told)
}

#[tokio::test]
async fn nothing_starts_on_another_key_or_none_and_nothing_is_made() {
    let program = Program::start().await;
    program.merchant().await;
    let database = program.stop();
    let settings = database.settings();
    let right = std::fs::read_to_string(&settings.secret_file).unwrap();
    let others = [None, Some("ab".repeat(32)), Some(format!("{}\n{}", "ab".repeat(32), "cd".repeat(32)))];
    for other in others {
        match &other {
            Some(text) => std::fs::write(&settings.secret_file, text).unwrap(),
            None => std::fs::remove_file(&settings.secret_file).unwrap(),
        }
        for command in [&["worker"][..], &["serve"], &["seed", "demo"], &["admin", "rotate-key"]] {
            let (succeeded, told) = run(&settings, command);
            assert!(!succeeded, "{command:?} with {other:?}");
            assert!(told.contains("REGULARS_SECRET_FILE"), "{command:?}: {told}");
        }
        assert_eq!(std::fs::read_to_string(&settings.secret_file).ok(), other);
    }
    std::fs::write(&settings.secret_file, right).unwrap();
    start(&settings, Environment::system()).await.expect("the right key is taken");
}

#[tokio::test]
async fn a_database_from_before_learns_its_key_at_the_first_start() {
    let program = Program::start().await;
    program.run_sql("DELETE FROM key_fingerprints").await;
    let database = program.stop();
    let settings = database.settings();
    start(&settings, Environment::system()).await.expect("the key that is there is learnt");
    std::fs::write(&settings.secret_file, "ab".repeat(32)).unwrap();
    let refused = start(&settings, Environment::system()).await.err().expect("another key is refused");
    assert!(refused.to_string().contains("rotate-key"), "{refused}");
}

#[tokio::test]
async fn a_rotation_kills_no_link_and_signs_nobody_out() {
    let program = Program::start().await;
    let merchant = program.merchant().await;
    let reader = reachable(&program, &merchant, "ana@example.com").await;
    grant_pack(&program, &merchant).await;
    let newsletter = newsletter_to(&merchant, &[&reader]).await;
    merchant.owner.post(&format!("{newsletter}/send"), &json!({})).await.expect(202);
    let asked = customer(&merchant).await;
    merchant.owner.post(&format!("{asked}/opt-in-mails"), &json!({})).await.expect(202);
    let evident = json!({
        "purpose": "profiling", "state": "granted", "source": "form", "evidence": {"form": "A-17"}
    });
    merchant.owner.post(&format!("{asked}/consents"), &evident).await.expect(201);
    program.work().await;
    let keyed = merchant.owner.with_header("Idempotency-Key", "across");
    let tag = json!({"name": "vip", "colour": "#aa0000"});
    let made = keyed.post("/v1/tags", &tag).await.expect(201).text;
    let messages = merchant.owner.get("/v1/sandbox/messages").await.expect(200).json();
    let base = program.client.base().to_owned();
    let mut links: Vec<String> = messages["items"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|message| {
            let text = message["text"].as_str().unwrap();
            text.split_whitespace()
                .filter_map(|word| word.split(base.as_str()).nth(1))
                .map(|link| link.trim_end_matches([')', '>', ']']).to_owned())
                .collect::<Vec<_>>()
        })
        .collect();
    links.retain(|link| ["/c/", "/u/", "/p/", "/w/"].iter().any(|kind| link.starts_with(kind)));
    assert!(links.len() >= 3, "{messages}");
    let settings = program.database.settings();
    let (rotated, told) = run(&settings, &["admin", "rotate-key"]);
    assert!(rotated, "{told}");
    assert_eq!(std::fs::read_to_string(&settings.secret_file).unwrap().lines().count(), 2);
    // The same address for the sake of the tokens, which name who issued them.
    let mut program = program;
    let after = program.another_process().await;
    for link in links {
        after.get(&link).await.expect(200);
    }
    let owner = after.with_bearer(merchant.owner.bearer().unwrap());
    owner.get("/v1/me").await.expect(200);
    let again = owner.with_header("Idempotency-Key", "across").post("/v1/tags", &tag).await.expect(201);
    assert_eq!((again.header("idempotent-replayed"), &again.text), (Some("true"), &made));
    let history = owner.get(&format!("{asked}/consents/history")).await.expect(200).json();
    let found =
        history["items"].as_array().unwrap().iter().find(|item| item["purpose"] == "profiling").unwrap();
    assert_eq!(found["evidence"], json!({"form": "A-17"}));
    assert_eq!(standing(&owner, &asked, "profiling", json!(null)).await, "granted");
    let database: &TestDatabase = &program.database;
    let older = database.folder.path().join("older");
    let both = std::fs::read_to_string(&settings.secret_file).unwrap();
    std::fs::write(&older, both.lines().last().unwrap()).unwrap();
    let behind = Settings { secret_file: older, ..settings };
    assert!(start(&behind, Environment::system()).await.is_err(), "the file from before the rotation");
}
