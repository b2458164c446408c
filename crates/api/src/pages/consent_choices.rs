//! The texts that a form of a public page asks people to agree to.

use data_encoding::HEXLOWER;
use regulars_flows::RegistrationTexts;
use sha2::{Digest, Sha256};

use super::form_answers::AnswerFault;
use super::page::{Choice, HtmlPage};
use super::registration_texts::RegistrationPageTexts;

/// A fingerprint of the texts, by which it is known that the person has read the very ones that are recorded.
pub fn fingerprint(texts: &RegistrationTexts) -> String {
    let mut all = format!("{}\0{}", texts.processing.as_str(), texts.news.as_str());
    for terms in &texts.terms {
        all.push_str(&format!("\0{} {}", terms.programme, terms.version.as_str()));
    }
    HEXLOWER.encode(&Sha256::digest(all.as_bytes())[..8])
}

/// The boxes of both texts: whether the person agrees to the processing of their data, and whether they want news. A page that shows
/// terms of programmes has a third one, for all of them.
pub fn choices(
    words: &'static RegistrationPageTexts,
    texts: &RegistrationTexts,
    (agrees, wants_news, accepts_terms): (bool, bool, bool),
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
    let mut choices = vec![
        choice("processing", words.processing, texts.processing.as_str(), agrees, true),
        choice("news", words.news, texts.news.as_str(), wants_news, false),
    ];
    if !texts.terms.is_empty() {
        let named =
            texts.terms.iter().map(|terms| format!("{}: {}", terms.name.as_str(), terms.version.as_str()));
        let named = named.collect::<Vec<_>>().join("; ");
        choices.push(choice("terms", words.terms, &named, accepts_terms, false));
    }
    choices
}

/// The page with a word about it where the texts have changed since they were read.
pub fn telling_of_change(page: HtmlPage, words: &RegistrationPageTexts, faults: &[AnswerFault]) -> HtmlPage {
    if faults.contains(&AnswerFault::TextsChanged) { page.and(words.texts_changed.to_owned()) } else { page }
}
