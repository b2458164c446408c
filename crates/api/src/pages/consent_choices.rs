//! The texts that a form of a public page asks people to agree to.

use data_encoding::HEXLOWER;
use regulars_flows::RegistrationTexts;
use sha2::{Digest, Sha256};

use super::form_answers::AnswerFault;
use super::page::{Choice, HtmlPage};
use super::registration_texts::RegistrationPageTexts;

/// A fingerprint of the texts, by which it is known that the person has read the very ones that are recorded.
pub fn fingerprint(texts: &RegistrationTexts) -> String {
    let both = format!("{}\0{}", texts.processing.as_str(), texts.news.as_str());
    HEXLOWER.encode(&Sha256::digest(both.as_bytes())[..8])
}

/// The boxes of both texts: whether the person agrees to the processing of their data, and whether they want news.
pub fn choices(
    words: &'static RegistrationPageTexts,
    texts: &RegistrationTexts,
    (agrees, wants_news): (bool, bool),
    faults: &[AnswerFault],
) -> Vec<Choice> {
    let choice = |name, label, text: &str, chosen, required| Choice {
        name,
        label,
        chosen,
        required,
        text: Some(text.to_owned()),
        fault: faults.contains(&AnswerFault::Missing(name)).then_some(words.required),
    };
    vec![
        choice("processing", words.processing, texts.processing.as_str(), agrees, true),
        choice("news", words.news, texts.news.as_str(), wants_news, false),
    ]
}

/// The page with a word about it where the texts have changed since they were read.
pub fn telling_of_change(page: HtmlPage, words: &RegistrationPageTexts, faults: &[AnswerFault]) -> HtmlPage {
    if faults.contains(&AnswerFault::TextsChanged) { page.and(words.texts_changed.to_owned()) } else { page }
}
