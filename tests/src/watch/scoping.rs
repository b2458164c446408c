//! Is every merchant's table of a statement tied to the merchant in `$1`?

use std::collections::BTreeSet;
use std::fmt;

use regulars_persistence::wall::MERCHANT_TABLES;
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer};

/// What is wrong with a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The text cannot be read as SQL.
    Unreadable(String),
    /// A merchant's table under that name is tied to nothing.
    Untied(String),
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(formatter, "the statement cannot be read: {why}"),
            Self::Untied(name) => write!(formatter, "{name} is not tied to the merchant in $1"),
        }
    }
}

/// Holds a statement against the rule.
pub fn check(statement: &str) -> Result<(), Finding> {
    let dialect = GenericDialect {};
    let tokens: Vec<Token> = Tokenizer::new(&dialect, statement)
        .tokenize()
        .map_err(|error| Finding::Unreadable(error.to_string()))?
        .into_iter()
        .filter(|token| !matches!(token, Token::Whitespace(_)))
        .collect();
    let _ = Parser::new(&dialect);
    let words: Vec<String> = tokens.iter().map(|token| token.to_string().to_lowercase()).collect();
    let named = tables_of(&words);
    let mut tied: BTreeSet<String> = BTreeSet::new();
    for (position, word) in words.iter().enumerate() {
        if word != "merchant_id" || words.get(position + 1).map(String::as_str) != Some("=") {
            continue;
        }
        let left = qualifier(&words, position);
        let right = words.get(position + 2).map(String::as_str).unwrap_or_default();
        let right_is_merchant =
            right == "$1" || words.get(position + 4).map(String::as_str) == Some("merchant_id");
        if right_is_merchant {
            tied.insert(left.clone());
            if right != "$1" {
                tied.insert(right.to_owned());
            }
        }
    }
    for (table, alias) in named {
        let unqualified = tied.contains("");
        if !(tied.contains(&alias) || tied.contains(&table) || unqualified) {
            return Err(Finding::Untied(alias));
        }
    }
    Ok(())
}

/// The name before the dot in front of the word at `position`, or nothing.
fn qualifier(words: &[String], position: usize) -> String {
    if position >= 2 && words[position - 1] == "." { words[position - 2].clone() } else { String::new() }
}

/// The merchant's tables that a statement reads or changes, each with the name it goes by.
fn tables_of(words: &[String]) -> Vec<(String, String)> {
    let mut named = Vec::new();
    for (position, word) in words.iter().enumerate() {
        let introduced =
            position > 0 && matches!(words[position - 1].as_str(), "from" | "join" | "update" | ",");
        if !introduced || !MERCHANT_TABLES.contains(&word.as_str()) {
            continue;
        }
        let next = words.get(position + 1).map(String::as_str).unwrap_or_default();
        let alias = match next {
            "as" => words.get(position + 2).cloned().unwrap_or_default(),
            _ if next.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
                && !next.is_empty()
                && !KEYWORDS.contains(&next) =>
            {
                next.to_owned()
            }
            _ => word.clone(),
        };
        named.push((word.clone(), alias));
    }
    named
}

/// Words that can stand behind a table's name and are no alias.
const KEYWORDS: &[&str] = &[
    "where",
    "set",
    "join",
    "left",
    "inner",
    "cross",
    "on",
    "order",
    "group",
    "limit",
    "union",
    "returning",
    "for",
    "using",
    "having",
    "values",
    "select",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_statements_pass() {
        for statement in [
            "SELECT id FROM stores WHERE merchant_id = $1",
            "SELECT c.id FROM customers c JOIN customer_totals t ON t.merchant_id = c.merchant_id AND t.customer_id = c.id WHERE c.merchant_id = $1",
            "INSERT INTO stores (merchant_id, id) VALUES ($1, $2)",
            "SELECT number FROM cards WHERE member_id = $1",
        ] {
            assert_eq!(check(statement), Ok(()), "{statement}");
        }
    }

    #[test]
    fn a_join_without_the_merchant_is_found() {
        let statement = "SELECT c.id FROM customers c JOIN customer_tags t ON t.customer_id = c.id WHERE c.merchant_id = $1";
        assert_eq!(check(statement), Err(Finding::Untied("t".to_owned())));
    }
}
