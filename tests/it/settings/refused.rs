use super::run;

/// What the program says of settings that it refuses.
fn refusal(arguments: &[&str], settings: &[(&str, &str)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &[&["migrate", "status"], arguments].concat(), settings);
    assert!(!said.succeeded, "{settings:?} {arguments:?} is taken");
    assert_eq!(said.error.lines().count(), 1, "{}", said.error);
    assert!(!folder.path().join("regulars.db").exists(), "the database was touched");
    said.error
}

#[test]
fn a_value_that_makes_no_sense_is_refused_by_name_with_what_would_be_right() {
    for (name, value, right) in [
        ("REGULARS_PUBLIC_URL", "notaurl", "https://regulars.example"),
        ("REGULARS_RATE_LIMIT", "0", "from 1"),
        ("REGULARS_RATE_LIMIT", "many", "whole number"),
        ("REGULARS_KEEP_ALIVE", "30s", "without a unit"),
        ("REGULARS_DATABASE_CONNECTIONS", "0", "from 1"),
        ("REGULARS_DATABASE_URL", "mysql://localhost/db", "postgres://"),
        ("REGULARS_BIND", "8080", "localhost:8080"),
        ("REGULARS_SMTP_URL", "mail.example.com", "smtp://"),
        ("REGULARS_LOG", "regulars=loud", "info"),
        ("REGULARS_LOG_FORMAT", "xml", "text or json"),
    ] {
        let said = refusal(&[], &[(name, value)]);
        assert!(said.starts_with(&format!("regulars: {name} is not valid: ")), "{said}");
        assert!(said.contains(right), "{name}={value}: {said}");
    }
}

#[test]
fn a_mistyped_name_is_refused_wherever_it_stands() {
    let mistyped = refusal(&[], &[("REGULARS_RATELIMIT", "7")]);
    assert!(
        mistyped.contains("REGULARS_RATELIMIT is no setting: is REGULARS_RATE_LIMIT meant?"),
        "{mistyped}"
    );
    let unlike = refusal(&[], &[("REGULARS_XYZZY", "7")]);
    assert!(unlike.contains("REGULARS_XYZZY is no setting") && !unlike.contains("meant"), "{unlike}");
    let argument = refusal(&["--set", "rate_limits=7"], &[]);
    assert!(argument.contains("--set rate_limits is no setting: is rate_limit meant?"), "{argument}");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("regulars.toml");
    std::fs::write(&file, "keepalive = 7\n").unwrap();
    let path = file.display().to_string();
    let filed = refusal(&["--config", &path], &[]);
    assert!(filed.contains(&format!("keepalive in {path} is no setting: is keep_alive meant?")), "{filed}");
}

#[test]
fn a_file_that_cannot_be_read_is_named_and_not_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("regulars.toml");
    let path = file.display().to_string();
    let missing = refusal(&[], &[("REGULARS_CONFIG", &path)]);
    assert!(missing.contains(&path) && missing.contains("No such file"), "{missing}");

    for (text, place) in [
        ("bind = \"localhost:8080\"\nsmtp_url = smtp://a:c4nary@host\n", "line 2"),
        ("rate_limit = true\n", "rate_limit"),
        ("config = \"other.toml\"\n", "config"),
    ] {
        std::fs::write(&file, text).unwrap();
        let said = refusal(&[], &[("REGULARS_CONFIG", &path)]);
        assert!(said.contains(&format!("{path}, {place}:")) && !said.contains("c4nary"), "{said}");
    }
}
