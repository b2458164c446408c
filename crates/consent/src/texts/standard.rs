//! The text that is shown where a merchant has published none of its own.

use data_encoding::HEXLOWER;
use regulars_kernel::{Channel, ConsentTextId, Environment, Label, Locale, LongText, Purpose, StoreError};

use crate::store::{ConsentTextReads, ConsentTextStore};
use crate::texts::text::ConsentText;

/// A standard text in one language, with the merchant's name in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandardText {
    /// What it asks consent to.
    pub purpose: Purpose,
    /// The channel that it is about.
    pub channel: Option<Channel>,
    /// The language.
    pub locale: Locale,
    /// What the customer reads.
    pub text: LongText,
}

impl StandardText {
    /// How the name of a standard text's version begins. The digits behind it are of its SHA-256, so that the text is
    /// another version as soon as it reads otherwise, as when the merchant is renamed.
    pub const VERSION_PREFIX: &str = "standard-";

    /// Publishes the text among the merchant's, if it is not there yet, and tells its id. What somebody agreed to is so
    /// proved by the ledger, whoever wrote it.
    pub async fn publish(
        self,
        store: &mut dyn ConsentTextStore,
        environment: &Environment,
    ) -> Result<ConsentTextId, StoreError> {
        let sha256 = ConsentText::digest(&self.text);
        let version = format!("{}{}", Self::VERSION_PREFIX, HEXLOWER.encode(&sha256[..6]));
        let version: Label = version
            .parse()
            .map_err(|error| StoreError::Defect(format!("the version {version}: {error}").into()))?;
        let (purpose, channel, locale) = (self.purpose, self.channel, self.locale);
        if let Some(id) = published(store, purpose, channel, &locale, &version).await? {
            return Ok(id);
        }
        let new = ConsentText {
            id: ConsentTextId::new(environment.new_id()),
            purpose,
            channel,
            locale: locale.clone(),
            version: version.clone(),
            text: self.text,
            sha256,
            standard: true,
            published_at: environment.now(),
        };
        if store.insert_text(&new).await? {
            return Ok(new.id);
        }
        // Somebody else published it meanwhile.
        let other = published(store, purpose, channel, &locale, &version).await?;
        other.ok_or_else(|| StoreError::inconsistent("consent_texts", "a standard text was not kept"))
    }
}

async fn published(
    store: &mut dyn ConsentTextReads,
    purpose: Purpose,
    channel: Option<Channel>,
    locale: &Locale,
    version: &Label,
) -> Result<Option<ConsentTextId>, StoreError> {
    let texts = store.find_text_version(purpose, channel, version).await?;
    Ok(texts.into_iter().find(|text| text.locale == *locale).map(|text| text.id))
}
