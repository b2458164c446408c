//! A message to a customer, on the wire.

use chrono::{DateTime, Utc};
use regulars_consent::ConfirmationPurpose;
use regulars_flows::{SentConfirmation, SentMessage, SentOfferMail, TimelineItem};
use regulars_kernel::{Channel, Instant, Personal};
use regulars_newsletters::DeliveryState;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::recipients::DeliveryStateBody;
use crate::v1::consents::names::ChannelBody;

/// What a message is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MessageKindBody {
    /// A newsletter.
    Newsletter,
    /// A mail that asks for consent to advertising.
    OptIn,
    /// A mail that asks a member to become a regular.
    BecomeRegular,
    /// A mail with an offer to the company that the customer works for.
    Offer,
    /// A mail with the link to the customer's card.
    Card,
}

/// A message to a customer.
#[derive(Serialize, ToSchema)]
pub struct MessageBody {
    /// What it is.
    kind: MessageKindBody,
    /// When a newsletter took the customer into its audience, or a mail was written.
    #[schema(example = "2026-11-21T09:58:00Z")]
    at: DateTime<Utc>,
    /// Over which channel.
    channel: ChannelBody,
    /// The address that it went to, or goes to.
    #[schema(example = "milica.petrovic@example.com")]
    address: String,
    /// The newsletter; `null` of other mails.
    newsletter_id: Option<Uuid>,
    /// The offer; `null` of what is not a mail with one.
    offer_id: Option<Uuid>,
    /// The name of the newsletter, or what the offer is called.
    #[schema(example = "Vikend ponuda")]
    name: Option<String>,
    /// Where the message of a newsletter stands. What became of another mail its job tells.
    state: Option<DeliveryStateBody>,
    /// Why, where there is a reason.
    #[schema(example = "no_consent")]
    reason: Option<String>,
    /// When the message of a newsletter was accepted.
    #[schema(example = "2026-11-21T10:00:00Z")]
    sent_at: Option<DateTime<Utc>>,
    /// When the customer first opened it by their own hand: only under the tracking mode `individual`, and of customers
    /// whose consent to profiling is granted.
    #[schema(example = "2026-11-21T10:04:00Z")]
    opened_at: Option<DateTime<Utc>>,
    /// When the customer first followed a link in it by their own hand; told of the same customers.
    #[schema(example = "2026-11-21T10:05:00Z")]
    clicked_at: Option<DateTime<Utc>>,
    /// When what it asks for was confirmed.
    confirmed_at: Option<DateTime<Utc>>,
    /// Until when what it asks for can be confirmed.
    expires_at: Option<DateTime<Utc>>,
}

impl MessageBody {
    /// The entry, if it is one of a message.
    pub fn of(at: Instant, item: TimelineItem) -> Option<Self> {
        match item {
            TimelineItem::Newsletter(message) => Some(Self::of_newsletter(at, message)),
            TimelineItem::Confirmation(mail) => Some(Self::of_confirmation(at, mail)),
            TimelineItem::OfferMail(mail) => Some(Self::of_offer(at, mail)),
            TimelineItem::CardMail { address } => Some(Self::of_card(at, address)),
            _ => None,
        }
    }

    fn of_newsletter(at: Instant, message: SentMessage) -> Self {
        let SentMessage { newsletter, name, channel, address, state, reason, .. } = message;
        let SentMessage { settled_at, opened_at, clicked_at, .. } = message;
        Self {
            kind: MessageKindBody::Newsletter,
            at,
            channel: channel.into(),
            address: address.into_exposed(),
            newsletter_id: Some(newsletter.value()),
            offer_id: None,
            name: Some(name.into_string()),
            state: Some(state.into()),
            reason,
            sent_at: settled_at.filter(|_| state == DeliveryState::Sent),
            opened_at,
            clicked_at,
            confirmed_at: None,
            expires_at: None,
        }
    }

    fn of_confirmation(at: Instant, mail: SentConfirmation) -> Self {
        let SentConfirmation { purpose, channel, address, confirmed_at, expires_at } = mail;
        Self {
            kind: match purpose {
                ConfirmationPurpose::OptIn => MessageKindBody::OptIn,
                ConfirmationPurpose::BecomeRegular => MessageKindBody::BecomeRegular,
            },
            at,
            channel: channel.into(),
            address: address.into_exposed(),
            newsletter_id: None,
            offer_id: None,
            name: None,
            state: None,
            reason: None,
            sent_at: None,
            opened_at: None,
            clicked_at: None,
            confirmed_at,
            expires_at: Some(expires_at),
        }
    }

    fn of_offer(at: Instant, mail: SentOfferMail) -> Self {
        let SentOfferMail { offer, title, address } = mail;
        Self {
            kind: MessageKindBody::Offer,
            at,
            channel: Channel::Email.into(),
            address: address.into_exposed(),
            newsletter_id: None,
            offer_id: Some(offer.value()),
            name: Some(title.into_exposed().into_string()),
            state: None,
            reason: None,
            sent_at: None,
            opened_at: None,
            clicked_at: None,
            confirmed_at: None,
            expires_at: None,
        }
    }

    fn of_card(at: Instant, address: Personal<String>) -> Self {
        Self {
            kind: MessageKindBody::Card,
            at,
            channel: Channel::Email.into(),
            address: address.into_exposed(),
            newsletter_id: None,
            offer_id: None,
            name: None,
            state: None,
            reason: None,
            sent_at: None,
            opened_at: None,
            clicked_at: None,
            confirmed_at: None,
            expires_at: None,
        }
    }
}
