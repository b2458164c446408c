//! Takes a merchant's text apart into plain text and checked tags.

use super::addressed::joined_salutations;
use super::expression::{Checked, checked_expression};
use super::{MergeAttribute, MergeError, MergeField, MergeProblem, NewsletterPlace};
use crate::compose::compile_error::MAX_PROBLEMS;

/// A piece of a merchant's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Text that is written as it is.
    Text(String),
    /// A merge field or a condition.
    Tag(Tag),
}

/// A checked tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    /// What the tag does.
    pub(crate) kind: TagKind,
    /// The tag in the engine's language, written anew from its checked words.
    pub(crate) source: String,
    /// The fields that it uses.
    pub(crate) fields: Vec<MergeField>,
    /// The attributes that it uses, each with its line and column.
    pub(crate) attributes: Vec<(MergeAttribute, (usize, usize))>,
    /// Its line and column.
    pub(crate) position: (usize, usize),
}

/// What a tag does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagKind {
    /// Writes a value.
    Value,
    /// Begins a condition.
    If,
    /// Goes on with the other branch: `else` or `elif`.
    Else,
    /// Ends a condition.
    EndIf,
}

/// The most tags in one text.
pub(crate) const MAX_TAGS: usize = 200;
/// The most bytes of one tag.
const MAX_TAG_LENGTH: usize = 500;
/// The deepest nesting of conditions.
const MAX_DEPTH: usize = 16;

/// The pieces of a text, or every mistake in it.
pub(crate) fn scan(place: NewsletterPlace, text: &str) -> Result<Vec<Piece>, Vec<MergeError>> {
    let mut pieces = Vec::new();
    let mut errors = Vec::new();
    let mut tags = 0;
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut rest = 0;
    while let Some(start) = next_opening(text, rest) {
        if errors.len() >= MAX_PROBLEMS {
            break;
        }
        push_text(&mut pieces, &text[rest..start]);
        let position = position_of(text, start);
        let mut fail = |problem, (line, column)| errors.push(MergeError { place, line, column, problem });
        let Some(end) = closing(text, start) else {
            fail(MergeProblem::NotClosed, position);
            rest = text.len();
            break;
        };
        rest = end;
        tags += 1;
        if tags > MAX_TAGS {
            fail(MergeProblem::TooMany, position);
            break;
        }
        if end - start > MAX_TAG_LENGTH {
            fail(MergeProblem::TooLong, position);
            continue;
        }
        match tag(text, start, end) {
            Ok(tag) => {
                match tag.kind {
                    TagKind::If if open.len() >= MAX_DEPTH => fail(MergeProblem::TooMany, position),
                    TagKind::If => open.push(position),
                    TagKind::Else if open.is_empty() => {
                        fail(MergeProblem::Syntax("there is no if before it".to_owned()), position);
                    }
                    TagKind::EndIf if open.pop().is_none() => {
                        fail(MergeProblem::Syntax("there is no if before it".to_owned()), position);
                    }
                    _ => {}
                }
                pieces.push(Piece::Tag(tag));
            }
            Err(problems) => {
                for (problem, offset) in problems {
                    fail(problem, position_of(text, offset));
                }
            }
        }
    }
    push_text(&mut pieces, &text[rest..]);
    errors.extend(open.into_iter().map(|(line, column)| MergeError {
        place,
        line,
        column,
        problem: MergeProblem::Syntax("the if has no endif".to_owned()),
    }));
    if errors.is_empty() { Ok(joined_salutations(pieces)) } else { Err(errors) }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

fn next_opening(text: &str, from: usize) -> Option<usize> {
    let tail = &text[from..];
    [tail.find("{{"), tail.find("{%")].into_iter().flatten().min().map(|found| from + found)
}

/// The end of the tag that opens at `start`; quoted texts may hold braces.
fn closing(text: &str, start: usize) -> Option<usize> {
    let close = if text[start..].starts_with("{{") { "}}" } else { "%}" };
    let mut quote = None;
    let mut escaped = false;
    for (offset, letter) in text[start + 2..].char_indices() {
        let at = start + 2 + offset;
        match quote {
            Some(_) if escaped => escaped = false,
            Some(_) if letter == '\\' => escaped = true,
            Some(mark) if letter == mark => quote = None,
            Some(_) => {}
            None if text[at..].starts_with(close) => return Some(at + 2),
            None if letter == '"' || letter == '\'' => quote = Some(letter),
            None => {}
        }
    }
    None
}

type Problems = Vec<(MergeProblem, usize)>;

fn tag(text: &str, start: usize, end: usize) -> Result<Tag, Problems> {
    let position = position_of(text, start);
    let inside = &text[start + 2..end - 2];
    if text[start..].starts_with("{{") {
        let checked = checked_expression(inside, start + 2)?;
        let source = format!("{{{{ {} }}}}", checked.source);
        return Ok(tag_of(text, TagKind::Value, source, checked, position));
    }
    let word = inside.split_whitespace().next().unwrap_or_default();
    let offset = start + 2 + inside.find(word).unwrap_or_default();
    let arguments = &text[offset + word.len()..end - 2];
    let (kind, takes_condition) = match word {
        "if" => (TagKind::If, true),
        "elif" => (TagKind::Else, true),
        "else" => (TagKind::Else, false),
        "endif" => (TagKind::EndIf, false),
        _ => return Err(vec![(MergeProblem::NotAllowed(word.to_owned()), offset)]),
    };
    if takes_condition {
        let checked = checked_expression(arguments, offset + word.len())?;
        let source = format!("{{% {word} {} %}}", checked.source);
        return Ok(tag_of(text, kind, source, checked, position));
    }
    if arguments.trim().is_empty() {
        Ok(tag_of(text, kind, format!("{{% {word} %}}"), Checked::default(), position))
    } else {
        Err(vec![(MergeProblem::NotAllowed(arguments.trim().to_owned()), offset + word.len())])
    }
}

fn tag_of(text: &str, kind: TagKind, source: String, checked: Checked, position: (usize, usize)) -> Tag {
    let Checked { source: _, fields, attributes } = checked;
    let placed = attributes.into_iter().map(|(attribute, offset)| (attribute, position_of(text, offset)));
    Tag { kind, source, fields, attributes: placed.collect(), position }
}

fn position_of(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |found| found + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}
