//! pgbench on the very statements that the program sends.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::Failure;
use crate::clients::CLIENTS;
use crate::figures::Pace;
use crate::machine::processors;
use crate::postgres::{Logged, Postgres};

/// What stands in a script for a parameter that the program gave one value in the request that was logged.
pub struct Changing<'a> {
    /// The value that was logged.
    pub logged: &'a str,
    /// The SQL that stands for it from then on.
    pub sql: String,
}

/// Variables of every script: `n` counts the transactions of a client, `unique` is another number for each transaction,
/// and `card` is the number of one of `cards` cards, with its check digit.
pub fn variables(cards: u64) -> String {
    let mut text = String::from("\\set n :n + 1\n\\set unique (:client_id + 1) * 100000000 + :n\n");
    writeln!(text, "\\set place random(0, {})", cards.saturating_sub(1)).ok();
    let mut sum = String::from("3");
    for power in 0..8 {
        let weight = if power % 2 == 0 { 3 } else { 1 };
        write!(sum, " + {weight} * ((:place / {}) % 10)", 10_u64.pow(power)).ok();
    }
    writeln!(text, "\\set sum {sum}").ok();
    text.push_str("\\set card 2010000000000 + :place * 10 + (10 - :sum % 10) % 10\n");
    text
}

/// The statements as a script. A parameter becomes a variable where it changes, else the literal that was logged.
pub fn script(variables: &str, statements: &[Logged], changing: &[Changing<'_>]) -> String {
    let mut text = variables.to_owned();
    for Logged { text: statement, parameters, .. } in statements {
        text.push_str(&with_values(statement, parameters, changing).replace('\n', " "));
        text.push_str(";\n");
    }
    text
}

fn with_values(statement: &str, parameters: &[Option<String>], changing: &[Changing<'_>]) -> String {
    let mut text = String::new();
    let mut rest = statement;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let digits = after.bytes().take_while(u8::is_ascii_digit).count();
        let number: Option<usize> = after[..digits].parse().ok();
        match number.and_then(|number| parameters.get(number.checked_sub(1)?)) {
            Some(value) => text.push_str(&sql_of(value.as_deref(), changing)),
            None => {
                text.push('$');
                text.push_str(&after[..digits]);
            }
        }
        rest = &after[digits..];
    }
    text.push_str(rest);
    text
}

fn sql_of(value: Option<&str>, changing: &[Changing<'_>]) -> String {
    let Some(value) = value else { return "NULL".to_owned() };
    if let Some(changing) = changing.iter().find(|changing| changing.logged == value) {
        return changing.sql.clone();
    }
    // Without a type of its own it takes the one that is asked for, as a parameter does.
    let literal = format!("'{}'", value.replace('\'', "''"));
    // pgbench takes a colon before a letter for a variable, inside a literal too.
    let letters: Vec<char> = literal.chars().collect();
    if !letters.windows(2).any(is_variable) {
        return literal;
    }
    let mut parts = String::from("(");
    for (place, letter) in letters.iter().enumerate() {
        parts.push(*letter);
        if letters.get(place..place + 2).is_some_and(is_variable) {
            parts.push_str("' || '");
        }
    }
    parts + ")"
}

fn is_variable(pair: &[char]) -> bool {
    matches!(pair, [':', letter] if letter.is_alphabetic() || *letter == '_')
}

/// Runs a script with all clients for so long.
pub fn run(postgres: &Postgres, folder: &Path, script: &str, duration: Duration) -> Result<Pace, Failure> {
    let file = folder.join("script.sql");
    fs::write(&file, script)?;
    let prefix = folder.join("pgbench");
    let arguments = [
        "--protocol=prepared".to_owned(),
        format!("--client={CLIENTS}"),
        format!("--jobs={}", processors()),
        format!("--time={}", duration.as_secs()),
        "--define=n=0".to_owned(),
        "--log".to_owned(),
        format!("--log-prefix={}", prefix.display()),
        format!("--file={}", file.display()),
    ];
    let told = postgres.pgbench(&arguments)?;
    let failed = told.lines().find(|line| line.starts_with("number of failed transactions"));
    if failed.is_some_and(|line| !line.contains(": 0 ")) {
        return Err(format!("pgbench failed: {told}").into());
    }
    let mut latencies = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("pgbench.")) {
            for line in fs::read_to_string(&path)?.lines() {
                let microseconds: f64 = line.split(' ').nth(2).ok_or("a short line of pgbench")?.parse()?;
                latencies.push(microseconds / 1000.0);
            }
            fs::remove_file(path)?;
        }
    }
    Ok(Pace::of(latencies, duration))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_become_literals_or_what_changes() {
        let logged = Logged {
            text: "SELECT $1, $2 IS NULL, $10, $3".to_owned(),
            parameters: vec![
                Some("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b".to_owned()),
                None,
                Some("it's".to_owned()),
            ],
            milliseconds: 0.0,
        };
        let changing = [Changing { logged: "it's", sql: ":unique::text".to_owned() }];
        assert_eq!(
            script("", &[logged], &changing),
            "SELECT '0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b', NULL IS NULL, $10, :unique::text;\n"
        );
        assert_eq!(sql_of(Some(r#"{"a":null,"b":1}"#), &[]), r#"('{"a":' || 'null,"b":1}')"#);
    }
}
