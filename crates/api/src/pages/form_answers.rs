//! How answers in forms of public pages are read, and what is said of those that are wrong.

use super::registration_texts::RegistrationPageTexts;
use crate::extract::SentForm;

/// The longest answer of one line. A longer one is cut, and then it is not valid.
const LONGEST: usize = 300;

/// What is wrong with an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerFault {
    /// It is needed.
    Missing(&'static str),
    /// It is not what it should be.
    Invalid(&'static str),
    /// The person has read other texts than those that stand now.
    TextsChanged,
}

/// An answer of one line.
pub fn line_of(sent: &SentForm, name: &str) -> String {
    sent.get(name).trim().chars().take(LONGEST).collect()
}

/// What is said of an answer, if it is wrong.
pub fn told(faults: &[AnswerFault], name: &str, words: &RegistrationPageTexts) -> Option<&'static str> {
    faults.iter().find_map(|fault| match fault {
        AnswerFault::Missing(missing) if *missing == name => Some(words.required),
        AnswerFault::Invalid(invalid) if *invalid == name => Some(words.invalid),
        _ => None,
    })
}

/// The answer as `parse` reads it; none where there is none, or where it is wrong, which is noted.
pub fn checked<T>(
    faults: &mut Vec<AnswerFault>,
    name: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Option<T> {
    if text.is_empty() {
        return None;
    }
    let value = parse(text);
    if value.is_none() {
        faults.push(AnswerFault::Invalid(name));
    }
    value
}
