use std::process::Command;

use regulars_tests::{TestDatabase, programs};

/// What no message may hold.
const CANARY: &str = "c4naryPw";

/// What every command prints with these settings, and whether it fails.
async fn said(settings: &[(&str, String)]) -> Vec<(String, bool, String)> {
    let database = TestDatabase::create_empty().await;
    let mut said = Vec::new();
    for arguments in [
        &["migrate", "up"][..],
        &["serve"],
        &["worker"],
        &["admin", "create-operator", "--email", "o@example.com", "--name", "Olga"],
    ] {
        let ended = Command::new("timeout")
            .arg("20")
            .arg(programs().join("regulars"))
            .args(arguments)
            .current_dir(database.folder.path())
            .env_clear()
            .env("REGULARS_LOG", "trace")
            .envs(settings.iter().map(|(name, value)| (*name, value)))
            .stdin(std::process::Stdio::null())
            .output()
            .unwrap();
        let text = [ended.stdout, ended.stderr].concat();
        let text = String::from_utf8_lossy(&text).into_owned();
        said.push((arguments.join(" "), !ended.status.success(), text));
    }
    said
}

#[tokio::test(flavor = "multi_thread")]
async fn no_setting_that_cannot_be_used_is_repeated() {
    let mut told = Vec::new();
    for (name, value) in [
        ("REGULARS_DATABASE_URL", format!("postgres://regulars:{CANARY}@host:notaport/db")),
        ("REGULARS_DATABASE_URL", format!("postgres://regulars:{CANARY}/x@host/db")),
        ("REGULARS_DATABASE_URL", format!("postgres://regulars:x?{CANARY}@host/db")),
        ("REGULARS_DATABASE_URL", format!("postgres://regulars@127.0.0.1:1/db?pasword={CANARY}")),
        ("REGULARS_DATABASE_URL", format!("postgres://regulars@127.0.0.1:1/db?sslmode={CANARY}")),
        ("REGULARS_DATABASE_URL", format!("postgresql:{CANARY}")),
        ("REGULARS_DATABASE_URL", format!("mysql://root:{CANARY}@host/db")),
        ("REGULARS_DATABASE_URL", format!("sqlite://regulars.db?key={CANARY}")),
        ("REGULARS_SMTP_URL", format!("smtp://user:{CANARY}@mail.example.com:notaport")),
        ("REGULARS_SMTP_URL", format!("smtp://user:1?{CANARY}@mail.example.com")),
        ("REGULARS_SMTP_URL", format!("smtp://user:x@mail.example.com?password={CANARY}")),
        ("REGULARS_SMTP_URL", format!("smtp://user:x@mail.example.com?tls={CANARY}")),
        ("REGULARS_SMTP_URL", CANARY.to_owned()),
        ("REGULARS_BIND", CANARY.to_owned()),
        ("REGULARS_RATE_LIMIT", CANARY.to_owned()),
        ("REGULARS_SMTP_CONNECTIONS", CANARY.to_owned()),
        ("REGULARS_DELIVERY_LEASE_SECONDS", CANARY.to_owned()),
        ("REGULARS_DATABASE_CONNECTIONS", CANARY.to_owned()),
    ] {
        let shown = value.replace(CANARY, "…");
        for (command, failed, text) in said(&[(name, value.clone())]).await {
            if text.contains(CANARY) {
                told.push(format!("{command} with {name}={shown}: {text}"));
            }
            assert!(failed, "{command} takes {name}={shown}");
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_password_that_is_too_short_is_called_one() {
    let folder = tempfile::tempdir().unwrap();
    let ended = Command::new("timeout")
        .arg("20")
        .arg(programs().join("regulars"))
        .args(["admin", "create-operator", "--email", "o@example.com", "--name", "Olga"])
        .current_dir(folder.path())
        .env_clear()
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&ended.stderr);
    assert!(!ended.status.success() && text.contains("password"), "{text}");
    assert!(text.contains("10 to 256"), "{text}");
}
