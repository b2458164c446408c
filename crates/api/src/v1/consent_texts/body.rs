//! A consent text on the wire.

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use regulars_consent::ConsentText;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::consents::names::{ChannelBody, PurposeBody};

/// One version of a consent text in one language. It never changes.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsentTextBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f71")]
    id: Uuid,
    /// What it asks consent to.
    purpose: PurposeBody,
    /// The channel that it is about; `null` when it is about none or about any.
    channel: Option<ChannelBody>,
    /// BCP 47 tag of its language.
    #[schema(example = "sr-RS")]
    locale: String,
    /// The merchant's name for the version.
    #[schema(example = "2024-11")]
    version: String,
    /// What the customer reads.
    #[schema(example = "Želim da primam vesti i ponude e-poštom.")]
    text: String,
    /// SHA-256 of the text, in hexadecimal digits.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    sha256: String,
    /// Whether it is a standard text, which customers are shown where the merchant has published none in their language.
    standard: bool,
    /// When it was published.
    #[schema(example = "2024-11-03T06:40:44.348Z")]
    published_at: DateTime<Utc>,
}

impl From<ConsentText> for ConsentTextBody {
    fn from(text: ConsentText) -> Self {
        let ConsentText { sha256, standard, published_at, .. } = text;
        let ConsentText { id, purpose, channel, locale, version, text, .. } = text;
        Self {
            id: id.value(),
            purpose: purpose.into(),
            channel: channel.map(ChannelBody::from),
            locale: locale.tag().to_owned(),
            version: version.into_string(),
            text: text.into_string(),
            sha256: HEXLOWER.encode(&sha256),
            standard,
            published_at,
        }
    }
}
