//! A letter about one thing: a sentence, facts about it, and perhaps a link.

use minijinja::{AutoEscape, Environment as Engine, context};
use regulars_customers::Customer;
use regulars_identity::Merchant;
use regulars_kernel::{Email, Language, StoreError};
use regulars_newsletters::greeting_of;

use super::written_mail::WrittenServiceMail;
use crate::newsletters::recipient_of;

const HTML: &str = include_str!("letter.html");

/// What a letter says.
pub(crate) struct Letter {
    /// The language of everything in it.
    pub(crate) language: Language,
    /// The subject.
    pub(crate) subject: String,
    /// What it is about, in a sentence.
    pub(crate) says: String,
    /// What stands in its table.
    pub(crate) facts: Vec<(&'static str, String)>,
    /// What stands below that; before the link, where there is one.
    pub(crate) ending: &'static str,
    /// Where it leads.
    pub(crate) link: Option<LetterLink>,
}

/// A link of a letter.
pub(crate) struct LetterLink {
    pub(crate) button: &'static str,
    pub(crate) url: String,
}

/// Writes a letter to a customer at that address, as plain text and as HTML.
pub(crate) fn write_letter(
    merchant: Merchant,
    customer: &Customer,
    to: Email,
    letter: Letter,
) -> Result<WrittenServiceMail, StoreError> {
    let Letter { language, subject, says, facts, ending, link } = letter;
    let mut greeting = greeting_of(language, &recipient_of(customer));
    greeting.push(language.greeting_mark());
    let name = merchant.name.as_str();
    let imprint = merchant.imprint.as_ref().map_or("", |imprint| imprint.as_str());
    let listed: String = facts.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    let url = link.as_ref().map(|link| format!("{}\n", link.url)).unwrap_or_default();
    let text = format!("{greeting}\n\n{says}\n\n{listed}\n{ending}\n{url}\n--\n{name}\n{imprint}\n");
    let mut engine = Engine::new();
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    let html = engine.render_str(
        HTML,
        context! { language => language.tag_with_script(), merchant => name, imprint, greeting, says, facts, ending,
            link => link.map(|LetterLink { button, url }| context! { button, url }),
        },
    );
    let html = html.map_err(|error| StoreError::Defect(format!("a letter: {error}").into()))?;
    Ok(WrittenServiceMail { merchant, to, subject, text, html })
}
