//! A statement of a customer to be recorded, on the wire.

use chrono::{DateTime, Utc};
use regulars_consent::{Evidence, NewConsent};
use regulars_kernel::{ChannelDoesNotFit, Label, Purpose};
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::names::{ChannelBody, ConsentStateBody, PurposeBody};
use crate::error::{ApiError, Invalid};

/// What a customer said.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "purpose": "advertising", "channel": "email", "state": "granted", "source": "form in the shop",
    "text_version": "2024-11", "evidence": {"form": "12/2026"}
}))]
pub struct NewConsentBody {
    /// What it is about.
    purpose: PurposeBody,
    /// The channel that it is about. Advertising needs one, processing of personal data has none.
    channel: Option<ChannelBody>,
    /// What it says.
    state: ConsentStateBody,
    /// Where it was made, such as a form or a till. Never anything about the person.
    #[schema(min_length = 1, max_length = 200)]
    source: String,
    /// The version of the text that the customer was shown.
    #[schema(min_length = 1, max_length = 200)]
    text_version: Option<String>,
    /// BCP 47 tag of the language of that text. Needed only where a version was published in several.
    #[schema(max_length = 20)]
    text_locale: Option<String>,
    /// When it was made; now, when it is left out. Not in the future.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    occurred_at: Option<DateTime<Utc>>,
    /// What proves it, at most 16 KiB of JSON. It is kept sealed.
    #[schema(value_type = Option<Object>)]
    evidence: Option<Map<String, Value>>,
}

impl NewConsentBody {
    /// The checked statement; pointers begin with the body itself.
    pub fn check(self) -> Result<NewConsent, ApiError> {
        let mut invalid = Invalid::default();
        let (purpose, channel) = (Purpose::from(self.purpose), self.channel.map(Into::into));
        if let Err(error) = purpose.check_channel(channel) {
            let code = if error == ChannelDoesNotFit::Required { "required" } else { "invalid" };
            invalid.add("/channel", code, error.to_string());
        }
        let source = invalid.check("/source", self.source.parse::<Label>());
        let text_version = invalid.parse_option("/text_version", self.text_version);
        let text_locale = invalid.parse_option("/text_locale", self.text_locale);
        let evidence = invalid.check_option("/evidence", self.evidence.map(Evidence::new)).flatten();
        invalid.finish_with(source.map(|source| NewConsent {
            purpose,
            channel,
            state: self.state.into(),
            source,
            text_version,
            text_locale,
            occurred_at: self.occurred_at,
            evidence,
        }))
    }
}

/// The checked statements of a list; pointers begin with `/consents` and their place in it.
pub fn check_all(bodies: Vec<NewConsentBody>) -> Result<Vec<NewConsent>, ApiError> {
    let checked = bodies.into_iter().enumerate();
    checked
        .map(|(index, body)| body.check().map_err(|error| error.below(&format!("/consents/{index}"))))
        .collect()
}
