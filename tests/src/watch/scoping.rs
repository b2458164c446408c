//! Is every merchant's table of a statement tied to the merchant in `$1`?
//!
//! The statement is read as the database reads it. Each query, sub-query and common table expression is a level with
//! the tables that it names. A table is tied when its `merchant_id` must equal `$1`: by a condition that stands under
//! `AND` alone, directly or through the `merchant_id` of another tied table of the same level or of one around it.

mod level;
mod statements;
#[cfg(test)]
mod tests;

use std::fmt;
use std::ops::ControlFlow;

use regulars_persistence::wall::{MERCHANT_TABLES, has_a_set_outside_from};
use sqlparser::ast::{Expr, Statement, Value, Visit, Visitor};
use sqlparser::dialect::{Dialect, GenericDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer};

/// What is wrong with a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The text cannot be read as SQL.
    Unreadable(String),
    /// A form of SQL whose merchants this check cannot follow.
    NotFollowed(String),
    /// A merchant's table under that name is tied to nothing.
    Untied(String),
    /// A row is written into that table for a merchant who is not the one in `$1`.
    WrittenForAnother(String),
    /// The merchant of a row is changed in that table.
    Moved(String),
    /// The statement asks the database for the time or for chance, which are injected; and a shard refuses it.
    AsksTheDatabase(String),
    /// A function that gives rows stands elsewhere than in `FROM`, where a shard refuses it.
    SetOutsideFrom,
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(formatter, "the statement cannot be read: {why}"),
            Self::NotFollowed(what) => write!(formatter, "write it without {what}, which cannot be checked"),
            Self::Untied(name) => write!(formatter, "{name} is not tied to the merchant in $1"),
            Self::WrittenForAnother(table) => {
                write!(formatter, "a row of {table} is written without the merchant in $1 as its merchant_id")
            }
            Self::Moved(table) => write!(formatter, "the merchant_id of {table} is changed"),
            Self::AsksTheDatabase(what) => {
                write!(formatter, "{what} is asked of the database: bind the time, the id or the number")
            }
            Self::SetOutsideFrom => write!(formatter, "a function that gives rows stands outside FROM"),
        }
    }
}

/// Holds a statement against the rule. A text that names no merchant's table is a statement of the platform and passes.
pub fn check(text: &str) -> Result<(), Finding> {
    if has_a_set_outside_from(text) {
        return Err(Finding::SetOutsideFrom);
    }
    if !names_a_merchant_s_table(text)? {
        return Ok(());
    }
    for statement in parse(text)? {
        statements::check(&statement)?;
        if let ControlFlow::Break(asked) = statement.visit(&mut Injected) {
            return Err(Finding::AsksTheDatabase(asked));
        }
    }
    Ok(())
}

fn names_a_merchant_s_table(text: &str) -> Result<bool, Finding> {
    let tokens = Tokenizer::new(&PostgreSqlDialect {}, text)
        .tokenize()
        .map_err(|error| Finding::Unreadable(error.to_string()))?;
    Ok(tokens.iter().any(|token| {
        matches!(token, Token::Word(word) if MERCHANT_TABLES.contains(&word.value.to_lowercase().as_str()))
    }))
}

fn parse(text: &str) -> Result<Vec<Statement>, Finding> {
    // The parser does not know the weaker locks, and how strong a lock is does not matter here.
    let text = &text.replace("FOR NO KEY UPDATE", "FOR UPDATE").replace("FOR KEY SHARE", "FOR SHARE");
    let dialects: [&dyn Dialect; 3] = [&PostgreSqlDialect {}, &SQLiteDialect {}, &GenericDialect {}];
    let mut first = None;
    for dialect in dialects {
        match Parser::parse_sql(dialect, text) {
            Ok(statements) => return Ok(statements),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(Finding::Unreadable(first.map(|error| error.to_string()).unwrap_or_default()))
}

/// Finds what the program injects and a statement therefore never asks for: time and chance.
struct Injected;

const TIME_AND_CHANCE: &[&str] = &[
    "clock_timestamp",
    "current_date",
    "current_time",
    "current_timestamp",
    "gen_random_uuid",
    "localtime",
    "localtimestamp",
    "now",
    "random",
    "randomblob",
    "statement_timestamp",
    "timeofday",
    "transaction_timestamp",
    "uuid_generate_v4",
];

impl Visitor for Injected {
    type Break = String;

    fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<String> {
        match expression {
            Expr::Function(function)
                if TIME_AND_CHANCE.contains(&function.name.to_string().to_lowercase().as_str()) =>
            {
                ControlFlow::Break(function.name.to_string())
            }
            // `datetime('now')` of SQLite and `'now'::timestamptz` of PostgreSQL.
            Expr::Value(value) => match &value.value {
                Value::SingleQuotedString(text) if text.eq_ignore_ascii_case("now") => {
                    ControlFlow::Break("'now'".to_owned())
                }
                _ => ControlFlow::Continue(()),
            },
            _ => ControlFlow::Continue(()),
        }
    }
}
