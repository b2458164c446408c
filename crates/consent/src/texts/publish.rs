//! Publishes a version of a consent text.

use regulars_audit::AuditNote;
use regulars_kernel::{
    Channel, ChannelDoesNotFit, ConsentTextId, Environment, Label, Locale, LongText, Purpose, StoreError,
};

use crate::store::ConsentTextStore;
use crate::texts::standard::StandardText;
use crate::texts::text::ConsentText;

/// A text to be published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewConsentText {
    /// What it asks consent to.
    pub purpose: Purpose,
    /// The channel that it is about, or `None` when it is about none or about any.
    pub channel: Option<Channel>,
    /// The language.
    pub locale: Locale,
    /// The merchant's name for the version.
    pub version: Label,
    /// What the customer reads.
    pub text: LongText,
}

/// Why a text was not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishConsentTextError {
    /// Processing of personal data has no channel.
    #[error(transparent)]
    Channel(#[from] ChannelDoesNotFit),
    /// Versions of standard texts are named by this program.
    #[error("must not begin with {}", StandardText::VERSION_PREFIX)]
    VersionReserved,
    /// Another text has that purpose, channel, locale and version. Published texts never change.
    #[error("this version is published already")]
    VersionTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Publishes a text. It never changes: another wording is another version. An advertising text may be about any channel.
pub async fn publish_consent_text(
    store: &mut dyn ConsentTextStore,
    environment: &Environment,
    new: NewConsentText,
) -> Result<ConsentText, PublishConsentTextError> {
    if let (Purpose::DataProcessing, Some(_)) = (new.purpose, new.channel) {
        return Err(ChannelDoesNotFit::Refused.into());
    }
    if new.version.as_str().starts_with(StandardText::VERSION_PREFIX) {
        return Err(PublishConsentTextError::VersionReserved);
    }
    let text = ConsentText {
        id: ConsentTextId::new(environment.new_id()),
        purpose: new.purpose,
        channel: new.channel,
        locale: new.locale,
        version: new.version,
        sha256: ConsentText::digest(&new.text),
        text: new.text,
        standard: false,
        published_at: environment.now(),
    };
    if !store.insert_text(&text).await? {
        return Err(PublishConsentTextError::VersionTaken);
    }
    store.note(environment, AuditNote::created(&text)).await?;
    Ok(text)
}
