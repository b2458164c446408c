use std::collections::BTreeMap;

use super::run;

/// Names with their values and origins, as `regulars settings` prints them.
fn shown(arguments: &[&str], settings: &[(&str, &str)]) -> BTreeMap<String, (String, String)> {
    let folder = tempfile::tempdir().unwrap();
    let said = run(folder.path(), &[&["settings"], arguments].concat(), settings);
    assert!(said.succeeded, "{}", said.error);
    let lines = said.out.lines().map(|line| {
        let (pair, origin) = line.split_once("  # ").unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), (value.trim_end().to_owned(), origin.to_owned()))
    });
    lines.collect()
}

#[test]
fn each_setting_is_shown_with_where_it_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("regulars.toml");
    let text =
        "rate_limit = 7\npage_limit = 8\nkeep_alive = 9\ntrusted_proxies = [\"10.0.0.1\", \"10.1.0.0/16\"]\n";
    std::fs::write(&file, text).unwrap();
    let path = file.display().to_string();
    let environment =
        [("REGULARS_CONFIG", path.as_str()), ("REGULARS_PAGE_LIMIT", "80"), ("REGULARS_KEEP_ALIVE", "90")];
    let shown = shown(&["--set", "keep_alive=900"], &environment);
    let is = |name: &str, value: &str, origin: &str| {
        assert_eq!(shown[name], (value.to_owned(), origin.to_owned()), "{name}");
    };
    is("REGULARS_BIND", "127.0.0.1:8080", "default");
    is("REGULARS_RATE_LIMIT", "7", &format!("file {path}"));
    is("REGULARS_TRUSTED_PROXIES", "10.0.0.1,10.1.0.0/16", &format!("file {path}"));
    is("REGULARS_PAGE_LIMIT", "80", "environment");
    is("REGULARS_KEEP_ALIVE", "900", "argument");
    is("REGULARS_SMTP_URL", "", "default");
}

#[test]
fn no_password_is_shown() {
    let settings = [
        ("REGULARS_DATABASE_URL", "postgres://regulars:c4nary@db.example/regulars"),
        ("REGULARS_SMTP_URL", "smtps://out:c4nary@mail.example.com"),
    ];
    let shown = shown(&[], &settings);
    assert_eq!(shown["REGULARS_DATABASE_URL"].0, "postgres://regulars:***@db.example/regulars");
    assert_eq!(shown["REGULARS_SMTP_URL"].0, "smtps://out:***@mail.example.com");
}

#[test]
fn the_readme_has_the_settings_of_the_program_with_their_defaults() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = std::fs::read_to_string(readme).unwrap();
    let rows = readme.lines().filter_map(|line| {
        let (name, rest) = line.strip_prefix("| `REGULARS_")?.split_once("` | ")?;
        let default = rest.split(" | ").next().unwrap().trim_matches('`');
        let default = if default == "–" { "" } else { default };
        Some((format!("REGULARS_{name}"), default.to_owned()))
    });
    let documented: BTreeMap<String, String> = rows.collect();
    let in_force = shown(&[], &[]).into_iter().map(|(name, (value, _))| (name, value)).collect();
    assert_eq!(documented, in_force);
}
