//! `POST /v1/consent-texts`.

use actix_web::{post, web};
use regulars_consent::{NewConsentText, publish_consent_text};
use regulars_kernel::{Label, Locale, LongText};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::ConsentTextBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::consents::names::{ChannelBody, PurposeBody};

/// A text to be published.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "purpose": "advertising", "channel": "email", "locale": "sr-RS", "version": "2026-01",
    "text": "Želim da primam vesti, ponude i pozivnice e-poštom."
}))]
pub struct NewConsentTextBody {
    /// What it asks consent to.
    purpose: PurposeBody,
    /// The channel that it is about. Left out, it is about none or about any.
    channel: Option<ChannelBody>,
    /// BCP 47 tag of its language: sr, sr-Cyrl, pl, ru, de or en, with or without a region.
    #[schema(max_length = 20)]
    locale: String,
    /// The merchant's name for the version, unique for the purpose, the channel and the language.
    #[schema(min_length = 1, max_length = 200)]
    version: String,
    /// What the customer reads.
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
}

impl NewConsentTextBody {
    fn check(self) -> Result<NewConsentText, ApiError> {
        let mut invalid = Invalid::default();
        let locale = invalid.check("/locale", self.locale.parse::<Locale>());
        let version = invalid.check("/version", self.version.parse::<Label>());
        let text = invalid.check("/text", self.text.parse::<LongText>());
        let (purpose, channel) = (self.purpose.into(), self.channel.map(Into::into));
        let parts = locale.zip(version).zip(text);
        invalid.finish_with(parts.map(|((locale, version), text)| NewConsentText {
            purpose,
            channel,
            locale,
            version,
            text,
        }))
    }
}

/// Publish a consent text.
///
/// A published text never changes: another wording is another version, so that a consent always names what the customer
/// was shown.
#[utoipa::path(tag = "Consent", request_body = NewConsentTextBody, responses(
    (status = 201, description = "Published", body = ConsentTextBody),
    (status = 409, description = "That version is published already in that language"),
))]
#[post("/v1/consent-texts")]
pub async fn create_consent_text(
    caller: Caller<access::create_consent_text>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewConsentTextBody>,
) -> Result<Created<ConsentTextBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let text = publish_consent_text(tx, &environment, new).await?;
            Created::at(format!("/v1/consent-texts/{}", text.id), &ConsentTextBody::from(text))
        })
    })
    .await
}
