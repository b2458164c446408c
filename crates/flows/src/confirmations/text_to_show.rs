//! Which consent text a confirmation message and its page show.

use regulars_consent::{ConfirmationPurpose, ConsentTextStore, StandardText, TextReader};
use regulars_customers::Customer;
use regulars_identity::Merchant;
use regulars_kernel::{Channel, ConsentTextId, Environment, Language, LanguageTag, StoreError};

use super::wording::Wording;

/// The language that a customer is addressed in: their own where Regulars speaks it, and else the merchant's.
pub(super) fn language_for(customer: &Customer, merchant: &Merchant) -> Language {
    let own = customer.language.as_ref().and_then(LanguageTag::spoken);
    own.unwrap_or_else(|| merchant.locale.language())
}

/// The text that the customer is shown when asked over `channel`: the newest that the merchant published for the purpose,
/// the channel and the language. Where it has none, the standard text of that language is published in its name, so that
/// the ledger can prove what was agreed to in any case.
pub(super) async fn text_to_show(
    store: &mut dyn ConsentTextStore,
    environment: &Environment,
    merchant: &Merchant,
    customer: &Customer,
    (asked, channel): (ConfirmationPurpose, Channel),
) -> Result<ConsentTextId, StoreError> {
    let (purpose, channel) = (asked.grants(), asked.about(channel));
    let language = language_for(customer, merchant);
    let reader = TextReader { language, tag: customer.language.clone() };
    let current = store.find_current_texts(purpose, channel).await?;
    if let Some(text) = reader.choose(current, channel) {
        return Ok(text.id);
    }
    let wording = Wording::of(language, asked);
    let unreadable = |error: &dyn std::fmt::Display| {
        StoreError::Defect(format!("a standard consent text: {error}").into())
    };
    let locale = wording.language.parse().map_err(|error| unreadable(&error))?;
    let text = wording.consent.replace("{merchant}", merchant.name.as_str());
    let text = text.parse().map_err(|error| unreadable(&error))?;
    StandardText { purpose, channel, locale, text }.publish(store, environment).await
}
