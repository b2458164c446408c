//! Checks the words of an expression, and writes it anew from them.

use std::borrow::Cow;
use std::sync::LazyLock;

use minijinja::Environment;

use super::comparisons::with_own_comparisons;
use super::field::FILTERS;
use super::{MergeAttribute, MergeField, MergeProblem};

/// Words of the template language that expressions may use.
const KEYWORDS: [&str; 9] = ["and", "or", "not", "in", "if", "else", "true", "false", "none"];
/// Operators, the longer before their parts.
const OPERATORS: [&str; 12] = ["==", "!=", "<=", ">=", "<", ">", "=", "|", "~", "(", ")", ","];
/// The deepest nesting of parentheses.
const MAX_DEPTH: usize = 16;

static GRAMMAR: LazyLock<Environment<'static>> = LazyLock::new(Environment::empty);

type Problems = Vec<(MergeProblem, usize)>;

/// An expression that was checked.
#[derive(Debug, Default)]
pub(super) struct Checked {
    /// The expression in the engine's language.
    pub(super) source: String,
    /// The fields that it uses.
    pub(super) fields: Vec<MergeField>,
    /// The attributes that it uses, each with its offset.
    pub(super) attributes: Vec<(MergeAttribute, usize)>,
}

/// The expression, or every problem with its offset in the text that the expression was cut out of; `start` is the offset of
/// the expression itself.
pub(super) fn checked_expression(expression: &str, start: usize) -> Result<Checked, Problems> {
    let words = words(expression, start)?;
    let mut problems = Vec::new();
    let (mut fields, mut attributes) = (Vec::new(), Vec::new());
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
        } else if let Some(attribute) = MergeAttribute::written(word) {
            attributes.push((attribute, *offset));
        } else {
            problems.push((MergeProblem::UnknownField((*word).to_owned()), *offset));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let variable = |word: &str| MergeAttribute::written(word).map(|attribute| attribute.variable());
    let written: Vec<Cow<'_, str>> =
        words.iter().map(|(word, _)| variable(word).map_or(Cow::Borrowed(*word), Cow::Owned)).collect();
    let plain = written.join(" ");
    understood(&plain, start)?;
    if attributes.is_empty() {
        return Ok(Checked { source: plain, fields, attributes });
    }
    let source = with_own_comparisons(&written.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    understood(&source, start)?;
    Ok(Checked { source, fields, attributes })
}

/// Checks that the engine understands an expression.
fn understood(expression: &str, start: usize) -> Result<(), Problems> {
    match GRAMMAR.compile_expression(expression) {
        Ok(_) => Ok(()),
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
        } else if let Some(length) = MergeAttribute::length_of_word(rest) {
            length
        } else if let Some(length) = length_of_number(rest, words.last().map(|(word, _)| *word)) {
            length
        } else if letter.is_alphanumeric() || letter == '_' {
            word_length(rest)
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

fn word_length(text: &str) -> usize {
    text.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(text.len())
}

/// The length of the number at the start of `text`, with its decimals and, where no value stands before it, with its sign.
fn length_of_number(text: &str, before: Option<&str>) -> Option<usize> {
    let follows_value =
        before.is_some_and(|word| word == ")" || !(OPERATORS.contains(&word) || KEYWORDS.contains(&word)));
    let unsigned = if follows_value { text } else { text.strip_prefix('-').unwrap_or(text) };
    if !unsigned.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let whole = word_length(unsigned);
    let fraction = unsigned[whole..].strip_prefix('.').map_or(0, |fraction| match word_length(fraction) {
        0 => 0,
        digits => digits + 1,
    });
    Some(text.len() - unsigned.len() + whole + fraction)
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
