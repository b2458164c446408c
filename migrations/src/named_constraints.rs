//! Every constraint of a step has a name, from the step behind the last that was released without this rule: a shard takes
//! a column with a condition only under a name, and a later step can only drop what has one.

/// The last step that the rule does not hold for.
const LAST_BEFORE: u32 = 19;

/// The constraints of a text that have no name, each with what follows it.
fn unnamed(text: &str) -> Vec<String> {
    let text: Vec<&str> = text.lines().filter(|line| !is_remark(line)).collect();
    let spaced: String = text
        .join(" ")
        .chars()
        .flat_map(|letter| match letter {
            '(' | ')' | ',' | ';' => vec![' ', letter, ' '],
            _ => vec![letter],
        })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let word = |index: usize| words.get(index).map(|word| word.to_uppercase()).unwrap_or_default();
    let mut found = Vec::new();
    for index in 0..words.len() {
        let begins = match (word(index).as_str(), word(index + 1).as_str()) {
            ("CHECK", "(") | ("PRIMARY" | "FOREIGN", "KEY") | ("EXCLUDE", "USING" | "(") => true,
            // `CREATE UNIQUE INDEX` has a name of its own.
            ("UNIQUE", next) => next != "INDEX",
            // The table's own form says `FOREIGN KEY (…) REFERENCES`.
            ("REFERENCES", _) => !is_behind_foreign_key(&words[..index]),
            _ => false,
        };
        let is_named = index >= 2 && word(index - 2) == "CONSTRAINT";
        if begins && !is_named {
            found.push(words[index..words.len().min(index + 6)].join(" "));
        }
    }
    found
}

fn is_remark(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("--") || line.starts_with("//")
}

/// Whether the words end with `FOREIGN KEY (…)`.
fn is_behind_foreign_key(words: &[&str]) -> bool {
    let Some(open) = words.iter().rposition(|word| *word == "(") else { return false };
    words.last() == Some(&")")
        && open >= 2
        && words[open - 2].eq_ignore_ascii_case("FOREIGN")
        && words[open - 1].eq_ignore_ascii_case("KEY")
}

#[test]
fn a_constraint_without_a_name_is_found() {
    for text in [
        "ALTER TABLE customers ADD COLUMN title TEXT CHECK (title <> '')",
        "ALTER TABLE customers ADD CHECK (title <> '')",
        "ALTER TABLE customers ADD UNIQUE (merchant_id, title)",
        "ALTER TABLE customers ADD COLUMN tag {uuid} REFERENCES tags (id)",
        "CREATE TABLE titles (merchant_id {uuid} NOT NULL, PRIMARY KEY (merchant_id))",
        "CREATE TABLE titles (merchant_id {uuid} NOT NULL, FOREIGN KEY (merchant_id) REFERENCES merchants (id))",
        "CREATE TABLE titles (id {uuid} primary key)",
    ] {
        assert_eq!(unnamed(text).len(), 1, "{text}: {:?}", unnamed(text));
    }
}

#[test]
fn a_constraint_with_a_name_is_taken() {
    for text in [
        "ALTER TABLE customers ADD COLUMN title TEXT CONSTRAINT customers_title CHECK (title <> '')",
        "ALTER TABLE customers ADD COLUMN title TEXT NOT NULL DEFAULT ''",
        "CREATE UNIQUE INDEX customers_title ON customers (merchant_id, title)",
        "/// A unique key of a table\nCREATE TABLE titles (id {uuid} NOT NULL)",
        "-- CHECK (this is a remark)\nALTER TABLE customers ADD CONSTRAINT titled CHECK (title <> '')",
        "CREATE TABLE titles (merchant_id {uuid} NOT NULL, CONSTRAINT titles_key PRIMARY KEY (merchant_id),
             CONSTRAINT titles_merchant FOREIGN KEY (merchant_id) REFERENCES merchants (id))",
    ] {
        assert_eq!(unnamed(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn every_constraint_of_the_later_steps_has_a_name() {
    let mut complaints = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let Some(number) = name.strip_prefix('m').and_then(|rest| rest.get(..4)) else { continue };
        let Ok(number) = number.parse::<u32>() else { continue };
        if number > LAST_BEFORE {
            let text = std::fs::read_to_string(&path).unwrap();
            complaints.extend(unnamed(&text).into_iter().map(|found| format!("{name}: {found}")));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
