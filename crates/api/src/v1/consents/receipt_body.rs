//! A consent receipt in the shape of ISO/IEC TS 27560, with the terms of the Data Privacy Vocabulary
//! (<https://w3id.org/dpv/guides/consent-27560>).

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use regulars_consent::{ConsentEvent, ConsentText};
use regulars_identity::Merchant;
use regulars_kernel::{
    Channel, ConsentState, ConsentTextId, CustomerId, Email, Instant, Label, Phone, Purpose,
};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::names::{ChannelBody, PurposeBody};

/// The edition of the standard whose shape the receipt has.
const SCHEMA_VERSION: &str = "ISO/IEC TS 27560:2023";
/// The vocabulary that the terms are of.
const CONTEXT: &str = "https://w3id.org/dpv";

/// A receipt, and the same signed.
#[derive(Serialize, ToSchema)]
pub struct SignedReceiptBody {
    /// The receipt.
    pub receipt: ConsentReceiptBody,
    /// The receipt as a JWS in compact form (RFC 7515), signed with EdDSA. The key is at `/.well-known/jwks.json` under the `kid`
    /// of its header.
    #[schema(max_length = 2_000_000)]
    pub jws: String,
}

/// What a person has consented to, as the merchant has it on record.
#[derive(Serialize, ToSchema)]
pub struct ConsentReceiptBody {
    /// The vocabulary.
    #[serde(rename = "@context")]
    #[schema(max_length = 100, example = "https://w3id.org/dpv")]
    context: String,
    /// The standard whose shape this is.
    #[schema(max_length = 100, example = "ISO/IEC TS 27560:2023")]
    schema_version: String,
    /// The id of this receipt.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb9")]
    receipt_id: Uuid,
    /// When it was made.
    #[schema(example = "2026-11-21T10:00:00Z")]
    issued_at: DateTime<Utc>,
    /// Whom it is about: the customer's id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    pii_principal_id: Uuid,
    /// Who is responsible.
    #[schema(max_items = 1)]
    party_identification: Vec<ReceiptPartyBody>,
    /// One for each purpose and channel about which something was said.
    #[schema(max_items = 100)]
    pii_processing: Vec<ReceiptProcessingBody>,
}

/// A party of a receipt.
#[derive(Serialize, ToSchema)]
pub struct ReceiptPartyBody {
    /// The merchant's id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f01")]
    party_id: Uuid,
    /// Its part.
    #[schema(max_length = 50, example = "dpv:DataController")]
    party_role: String,
    /// Its name.
    #[schema(max_length = 200, example = "Pekara Zlatni klas")]
    party_name: String,
    /// Where it is.
    #[schema(max_length = 1_000)]
    party_address: Option<String>,
    /// Its e-mail address.
    #[schema(max_length = 320)]
    party_email: Option<String>,
    /// Its phone number.
    #[schema(max_length = 50)]
    party_phone: Option<String>,
    /// Its web site.
    #[schema(max_length = 200)]
    party_url: Option<String>,
}

/// What was said about one purpose and channel.
#[derive(Serialize, ToSchema)]
pub struct ReceiptProcessingBody {
    /// The purpose.
    purpose: PurposeBody,
    /// The purpose as the vocabulary names it.
    #[schema(max_length = 50, example = "dpv:DirectMarketing")]
    purpose_type: String,
    /// The channel.
    channel: Option<ChannelBody>,
    /// On what the processing rests.
    #[schema(max_length = 50, example = "eu-gdpr:A6-1-a")]
    lawful_basis: String,
    /// The data that it is about.
    #[schema(max_length = 50, max_items = 10)]
    pii_type: Vec<String>,
    /// How the consent can be withdrawn.
    #[schema(max_length = 500)]
    withdrawal_method: String,
    /// The person's rights.
    #[schema(max_length = 50, max_items = 20)]
    privacy_rights: Vec<String>,
    /// What was said, the oldest first.
    #[schema(max_items = 10_000)]
    events: Vec<ReceiptEventBody>,
}

/// One statement.
#[derive(Serialize, ToSchema)]
pub struct ReceiptEventBody {
    /// Its entry of the ledger.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fba")]
    event_id: Uuid,
    /// What it was.
    #[schema(max_length = 50, example = "dpv:ConsentGiven")]
    event_state: String,
    /// When it was made.
    #[schema(example = "2026-11-21T10:00:00Z")]
    event_time: DateTime<Utc>,
    /// When it was recorded.
    #[schema(example = "2026-11-21T10:00:00Z")]
    recorded_at: DateTime<Utc>,
    /// Who recorded it: `customer` for the person's own hand.
    #[schema(max_length = 20, example = "user")]
    entity: String,
    /// Where it was made.
    #[schema(max_length = 200, example = "form in the shop")]
    collection_method: String,
    /// The address that it is for.
    #[schema(max_length = 320)]
    address: Option<String>,
    /// The hash of its entry, by which the ledger is chained, in hexadecimal digits.
    #[schema(max_length = 64)]
    entry_hash: String,
    /// The text that the person was shown.
    privacy_notice: Option<ReceiptNoticeBody>,
}

/// A text that was shown.
#[derive(Serialize, ToSchema)]
pub struct ReceiptNoticeBody {
    /// The merchant's name for its version.
    #[schema(max_length = 200, example = "2024-11")]
    version: String,
    /// Its language, where the text was published here.
    #[schema(max_length = 20, example = "sr-RS")]
    language: Option<String>,
    /// The text, where it was published here.
    #[schema(max_length = 100_000)]
    text: Option<String>,
    /// SHA-256 of the text in hexadecimal digits.
    #[schema(max_length = 64)]
    sha256: Option<String>,
}

impl ConsentReceiptBody {
    /// The receipt over all that a customer has said, in the order of the ledger.
    pub fn new(
        id: Uuid,
        now: Instant,
        merchant: &Merchant,
        customer: CustomerId,
        ledger: &[ConsentEvent],
        texts: &BTreeMap<Uuid, ConsentText>,
    ) -> Self {
        let mut about: BTreeMap<(Purpose, Option<Channel>), Vec<ReceiptEventBody>> = BTreeMap::new();
        for event in ledger {
            about
                .entry((event.purpose, event.channel))
                .or_default()
                .push(ReceiptEventBody::new(event, texts));
        }
        Self {
            context: CONTEXT.to_owned(),
            schema_version: SCHEMA_VERSION.to_owned(),
            receipt_id: id,
            issued_at: now,
            pii_principal_id: customer.value(),
            party_identification: vec![ReceiptPartyBody::from(merchant)],
            pii_processing: about
                .into_iter()
                .map(|((purpose, channel), events)| ReceiptProcessingBody::new(purpose, channel, events))
                .collect(),
        }
    }
}

impl From<&Merchant> for ReceiptPartyBody {
    fn from(merchant: &Merchant) -> Self {
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
        let address = &merchant.address;
        let parts =
            [text(&address.street), text(&address.postcode), text(&address.city), address.country.clone()];
        let address = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        Self {
            party_id: merchant.id.value(),
            party_role: "dpv:DataController".to_owned(),
            party_name: text(&merchant.legal_name).unwrap_or_else(|| merchant.name.as_str().to_owned()),
            party_address: Some(address).filter(|address| !address.is_empty()),
            party_email: merchant.contact.email.as_ref().map(Email::expose).map(str::to_owned),
            party_phone: merchant.contact.phone.as_ref().map(Phone::expose).map(str::to_owned),
            party_url: text(&merchant.contact.website),
        }
    }
}

impl ReceiptProcessingBody {
    fn new(purpose: Purpose, channel: Option<Channel>, events: Vec<ReceiptEventBody>) -> Self {
        let purpose_type = match purpose {
            Purpose::Advertising => "dpv:DirectMarketing",
            Purpose::DataProcessing => "dpv:CustomerManagement",
            Purpose::ThirdParties => "dpv:DataSharing",
            Purpose::Profiling => "dpv:Personalisation",
        };
        let pii_type: &[&str] = match (purpose, channel) {
            (Purpose::Advertising, Some(Channel::Email)) => &["pd:EmailAddress", "pd:Name"],
            (Purpose::Advertising, Some(Channel::Sms)) => &["pd:TelephoneNumber", "pd:Name"],
            (Purpose::Advertising, _) => &["pd:Contact", "pd:Name"],
            (Purpose::Profiling, _) => &["pd:PurchasesAndSpendingHabit"],
            (Purpose::DataProcessing | Purpose::ThirdParties, _) => {
                &["pd:Contact", "pd:Name", "pd:PurchasesAndSpendingHabit"]
            }
        };
        let rights = ["A7-3", "A15", "A16", "A17", "A18", "A20", "A21"];
        let withdrawal = match (purpose, channel) {
            (Purpose::Advertising, Some(Channel::Email)) => {
                "by the link in every message, or at the merchant"
            }
            _ => "at the merchant",
        };
        Self {
            purpose: purpose.into(),
            purpose_type: purpose_type.to_owned(),
            channel: channel.map(Into::into),
            lawful_basis: "eu-gdpr:A6-1-a".to_owned(),
            pii_type: pii_type.iter().map(|one| (*one).to_owned()).collect(),
            withdrawal_method: withdrawal.to_owned(),
            privacy_rights: rights.iter().map(|article| format!("eu-gdpr:{article}")).collect(),
            events,
        }
    }
}

impl ReceiptEventBody {
    fn new(event: &ConsentEvent, texts: &BTreeMap<Uuid, ConsentText>) -> Self {
        let state = match event.state {
            ConsentState::Granted => "dpv:ConsentGiven",
            ConsentState::Refused => "dpv:ConsentRefused",
            ConsentState::Withdrawn => "dpv:ConsentWithdrawn",
        };
        let text = event.text.map(ConsentTextId::value).and_then(|id| texts.get(&id));
        let version = text.map(|text| &text.version).or(event.text_version.as_ref());
        Self {
            event_id: event.id.value(),
            event_state: state.to_owned(),
            event_time: event.occurred_at,
            recorded_at: event.recorded_at,
            entity: event.actor.kind().to_owned(),
            collection_method: event.source.as_str().to_owned(),
            address: event.address.as_ref().map(|address| address.expose().to_owned()),
            entry_hash: HEXLOWER.encode(&event.hash),
            privacy_notice: version.map(|version| ReceiptNoticeBody {
                version: version.as_str().to_owned(),
                language: text.map(|text| text.locale.tag().to_owned()),
                text: text.map(|text| text.text.as_str().to_owned()),
                sha256: text.map(|text| HEXLOWER.encode(&text.sha256)),
            }),
        }
    }
}
