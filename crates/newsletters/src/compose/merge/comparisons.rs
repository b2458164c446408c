//! Comparisons of custom attributes, which the engine leaves to us.
//!
//! The engine orders everything: to it a missing value lies above any number, and a day is no text. So the comparisons of
//! an expression with attributes are written anew as a filter of our own: `a < b` becomes `((a) | compared('<', b))`.

use minijinja::value::Rest;
use minijinja::{Error, ErrorKind, Value};

use super::typed_value::{is_equal, is_within, ordered};

/// The filter. Merchants cannot use it.
pub(super) const FILTER: &str = "compared";

/// What comparisons are written with; two words for one of them.
const COMPARISONS: [&str; 8] = ["==", "!=", "<=", ">=", "<", ">", "in", NOT_IN];
const NOT_IN: &str = "not in";
/// What ends the sides of a comparison.
const ENDS: [&str; 6] = ["and", "or", "not", "if", "else", ","];

/// The words of an expression that the engine understands, with comparisons of our own.
pub(super) fn with_own_comparisons(words: &[&str]) -> String {
    let (mut written, mut begin, mut place) = (Vec::new(), 0, 0);
    while let Some(word) = words.get(place) {
        let is_part_of_not_in = *word == "not" && words.get(place + 1) == Some(&"in");
        if ENDS.contains(word) && !is_part_of_not_in {
            written.push(compared(&words[begin..place]));
            written.push((*word).to_owned());
            begin = place + 1;
        }
        place += if *word == "(" { group_length(&words[place..]) } else { 1 };
    }
    written.push(compared(&words[begin..]));
    written.retain(|part| !part.is_empty());
    written.join(" ")
}

/// The length of the parenthesis that the words begin with, both marks included.
fn group_length(words: &[&str]) -> usize {
    let mut depth = 0_usize;
    for (place, word) in words.iter().enumerate() {
        match *word {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return place + 1;
        }
    }
    words.len()
}

/// One side of a condition, which may be a comparison of two or more.
fn compared(words: &[&str]) -> String {
    let (mut sides, mut begin, mut place) = (Vec::new(), 0, 0);
    let mut comparisons = Vec::new();
    while let Some(word) = words.get(place) {
        let found = if *word == "not" { Some((NOT_IN, 2)) } else { found_comparison(word) };
        if let Some((comparison, length)) = found {
            sides.push(side(&words[begin..place]));
            comparisons.push(comparison);
            begin = place + length;
            place = begin;
        } else {
            place += if *word == "(" { group_length(&words[place..]) } else { 1 };
        }
    }
    let last = side(words.get(begin..).unwrap_or_default());
    let Some(first) = sides.first() else { return last };
    let others = sides.iter().skip(1).chain([&last]);
    let arguments: Vec<String> =
        comparisons.iter().zip(others).map(|(comparison, side)| format!("'{comparison}' , {side}")).collect();
    format!("( ( {first} ) | {FILTER} ( {} ) )", arguments.join(" , "))
}

fn found_comparison(word: &str) -> Option<(&'static str, usize)> {
    COMPARISONS.iter().find(|comparison| **comparison == word).map(|comparison| (*comparison, 1))
}

/// One side of a comparison.
fn side(words: &[&str]) -> String {
    let (mut written, mut place) = (Vec::new(), 0);
    while let Some(word) = words.get(place) {
        if *word == "(" {
            let length = group_length(&words[place..]);
            let inside = words.get(place + 1..(place + length).saturating_sub(1)).unwrap_or_default();
            written.extend(["(".to_owned(), with_own_comparisons(inside), ")".to_owned()]);
            place += length;
        } else {
            written.push((*word).to_owned());
            place += 1;
        }
    }
    written.retain(|part| !part.is_empty());
    written.join(" ")
}

/// Whether every comparison holds: each of its operators with what stands before and behind it.
pub(super) fn hold(first: Value, others: Rest<Value>) -> Result<bool, Error> {
    let mut left = &first;
    for pair in others.chunks(2) {
        let [comparison, right] = pair else {
            return Err(Error::from(ErrorKind::MissingArgument));
        };
        if !holds(left, comparison.as_str().unwrap_or_default(), right) {
            return Ok(false);
        }
        left = right;
    }
    Ok(true)
}

fn holds(left: &Value, comparison: &str, right: &Value) -> bool {
    match comparison {
        "==" => is_equal(left, right),
        "!=" => !is_equal(left, right),
        "<" => ordered(left, right).is_some_and(std::cmp::Ordering::is_lt),
        "<=" => ordered(left, right).is_some_and(std::cmp::Ordering::is_le),
        ">" => ordered(left, right).is_some_and(std::cmp::Ordering::is_gt),
        ">=" => ordered(left, right).is_some_and(std::cmp::Ordering::is_ge),
        "in" => is_within(left, right),
        _ => !is_within(left, right),
    }
}
