//! Which consent text a confirmation message and its page show.

use regulars_consent::{ConfirmationPurpose, ConsentTextReads, ConsentTextStore, StandardText, TextReader};
use regulars_customers::Customer;
use regulars_identity::Merchant;
use regulars_kernel::{Channel, ConsentTextId, Environment, Language, LanguageTag, LongText, StoreError};

use super::wording::Wording;

/// The language that a customer is addressed in: their own where Regulars speaks it, and else the merchant's.
pub(crate) fn language_for(customer: &Customer, merchant: &Merchant) -> Language {
    let own = customer.language.as_ref().and_then(LanguageTag::spoken);
    own.unwrap_or_else(|| merchant.locale.language())
}

/// The text that the customer is shown when asked over `channel`, see [`text_for_reader`].
pub(super) async fn text_to_show(
    store: &mut dyn ConsentTextStore,
    environment: &Environment,
    merchant: &Merchant,
    customer: &Customer,
    asked: (ConfirmationPurpose, Channel),
) -> Result<ConsentTextId, StoreError> {
    let reader = TextReader { language: language_for(customer, merchant), tag: customer.language.clone() };
    text_for_reader(store, environment, merchant, &reader, asked).await
}

/// The text that a person is shown when asked over `channel`: the newest that the merchant published for the purpose,
/// the channel and the language. Where it has none, the standard text of that language is published in its name, so that
/// the ledger can prove what was agreed to in any case.
pub(crate) async fn text_for_reader(
    store: &mut dyn ConsentTextStore,
    environment: &Environment,
    merchant: &Merchant,
    reader: &TextReader,
    (asked, channel): (ConfirmationPurpose, Channel),
) -> Result<ConsentTextId, StoreError> {
    let (purpose, channel) = (asked.grants(), asked.about(channel));
    let current = store.find_current_texts(purpose, channel).await?;
    if let Some(text) = reader.choose(current, channel) {
        return Ok(text.id);
    }
    let wording = Wording::of(reader.language, asked);
    let locale = reader.language.tag_with_script().parse().map_err(|error| unreadable(&error))?;
    let text = standard_text(wording, merchant)?;
    StandardText { purpose, channel, locale, text }.publish(store, environment).await
}

/// What [`text_for_reader`] says, without publishing anything: for a page that asks before anybody has agreed.
pub(crate) async fn words_for_reader(
    store: &mut dyn ConsentTextReads,
    merchant: &Merchant,
    reader: &TextReader,
    (asked, channel): (ConfirmationPurpose, Channel),
) -> Result<LongText, StoreError> {
    let (purpose, channel) = (asked.grants(), asked.about(channel));
    let current = store.find_current_texts(purpose, channel).await?;
    match reader.choose(current, channel) {
        Some(text) => Ok(text.text),
        None => standard_text(Wording::of(reader.language, asked), merchant),
    }
}

fn standard_text(wording: &Wording, merchant: &Merchant) -> Result<LongText, StoreError> {
    let text = wording.consent.replace("{merchant}", merchant.name.as_str());
    text.parse().map_err(|error| unreadable(&error))
}

fn unreadable(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::Defect(format!("a standard consent text: {error}").into())
}
