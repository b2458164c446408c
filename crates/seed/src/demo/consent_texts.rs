//! The texts that the demo's customers were shown when they were asked for consent.

use regulars_consent::{NewConsentText, publish_consent_text};
use regulars_kernel::{Channel, Purpose};
use uuid::{Uuid, uuid};

use super::fixed_id::environment_of;
use super::merchant::scope;
use super::past::Ground;
use super::{invalid, label};
use crate::SeedError;

/// About advertising by e-mail.
pub const EMAIL_TEXT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f71");
/// About the processing of personal data.
const DATA_TEXT: Uuid = uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f72");
/// The version of both.
pub const VERSION: &str = "2024-11";
/// Publishes the texts that the customers were shown.
pub async fn publish_texts(ground: &Ground<'_>) -> Result<(), SeedError> {
    let texts = [
        (
            EMAIL_TEXT,
            Purpose::Advertising,
            Some(Channel::Email),
            "Želim da primam vesti i ponude e-poštom. Saglasnost mogu povući u svakom trenutku.",
        ),
        (
            DATA_TEXT,
            Purpose::DataProcessing,
            None,
            "Saglasan sam da Demo Market d.o.o. čuva i obrađuje moje podatke radi vođenja evidencije kupaca.",
        ),
    ];
    ground
        .database
        .write(scope(), move |tx| {
            Box::pin(async move {
                for (id, purpose, channel, text) in texts {
                    let new = NewConsentText {
                        purpose,
                        channel,
                        locale: "sr-RS".parse().map_err(invalid)?,
                        version: label(VERSION)?,
                        text: text.parse().map_err(invalid)?,
                    };
                    publish_consent_text(tx, &environment_of(id)?, new).await.map_err(invalid)?;
                }
                Ok(())
            })
        })
        .await
}
