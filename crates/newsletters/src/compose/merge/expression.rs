//! Checks the words of an expression, and writes it anew from them.

use std::sync::LazyLock;

use minijinja::Environment;

use super::field::FILTERS;
use super::{MergeField, MergeProblem};

/// Words of the template language that expressions may use.
const KEYWORDS: [&str; 9] = ["and", "or", "not", "in", "if", "else", "true", "false", "none"];
/// Operators, the longer before their parts.
const OPERATORS: [&str; 12] = ["==", "!=", "<=", ">=", "<", ">", "=", "|", "~", "(", ")", ","];
/// The deepest nesting of parentheses.
const MAX_DEPTH: usize = 16;

static GRAMMAR: LazyLock<Environment<'static>> = LazyLock::new(Environment::empty);

type Problems = Vec<(MergeProblem, usize)>;

/// The expression in the engine's language and the fields that it uses, or every problem with its offset in the text
/// that the expression was cut out of; `start` is the offset of the expression itself.
pub(super) fn checked_expression(
    expression: &str,
    start: usize,
) -> Result<(String, Vec<MergeField>), Problems> {
    let words = words(expression, start)?;
    let mut problems = Vec::new();
    let mut fields = Vec::new();
    let mut depth = 0_usize;
    for (index, (word, offset)) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|index| words.get(index)).map_or("", |(word, _)| *word);
        let after = words.get(index + 1).map_or("", |(word, _)| *word);
        match *word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(vec![(MergeProblem::TooLong, *offset)]);
        }
        if !word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
            continue;
        }
        if before == "|" {
            if !FILTERS.contains(word) {
                problems.push((MergeProblem::UnknownFilter((*word).to_owned()), *offset));
            }
        } else if KEYWORDS.contains(word) {
            // Part of the language.
        } else if after == "(" {
            problems.push((MergeProblem::NotAllowed(format!("{word}()")), *offset));
        } else if let Some(field) = MergeField::named(word) {
            fields.push(field);
        } else {
            problems.push((MergeProblem::UnknownField((*word).to_owned()), *offset));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let written = words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(" ");
    match GRAMMAR.compile_expression(&written) {
        Ok(_) => Ok((written, fields)),
        Err(error) => {
            let detail = error.detail().unwrap_or("nothing stands between the braces").to_owned();
            Err(vec![(MergeProblem::Syntax(detail), start)])
        }
    }
}

/// The words of the expression with their offsets.
fn words(expression: &str, start: usize) -> Result<Vec<(&str, usize)>, Problems> {
    let mut words = Vec::new();
    let mut rest = expression;
    while let Some(letter) = rest.chars().next() {
        let offset = start + (expression.len() - rest.len());
        let length = if letter.is_whitespace() {
            rest = &rest[letter.len_utf8()..];
            continue;
        } else if letter == '"' || letter == '\'' {
            match quoted_length(rest, letter) {
                Some(length) => length,
                None => return Err(vec![(MergeProblem::NotClosed, offset)]),
            }
        } else if letter.is_alphanumeric() || letter == '_' {
            rest.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(rest.len())
        } else if let Some(operator) = OPERATORS.iter().find(|operator| rest.starts_with(**operator)) {
            operator.len()
        } else {
            return Err(vec![(MergeProblem::NotAllowed(letter.to_string()), offset)]);
        };
        words.push((&rest[..length], offset));
        rest = &rest[length..];
    }
    Ok(words)
}

/// The length of the quoted text at the start of `text`, quotes included. A backslash escapes the quote and itself and
/// nothing else, so that no control character comes in by its number.
fn quoted_length(text: &str, mark: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        if letter == '\\' {
            let (_, escaped) = letters.next()?;
            if escaped != mark && escaped != '\\' {
                return None;
            }
        } else if letter == mark {
            return Some(at + letter.len_utf8());
        }
    }
    None
}
