//! Renders the message of one recipient, with its headers.

use std::sync::Arc;

use regulars_channels::{Destination, EmailMessage, Envelope, FeedbackId, ListId, ListUnsubscribe, Mailbox};
use regulars_kernel::{Email, Instant, MerchantId, NewsletterId, Personal, Tracking};
use regulars_newsletters::{
    ClaimedDelivery, CompiledNewsletter, DeliveryKey, DeliveryLinks, DeliveryOutcome, LinkOwner, LinkSigner,
    Links, MergeAttribute, Recipient, SettledDelivery, delivery_id, message_id,
};

/// What messages are made of.
pub(crate) struct RendererParts {
    pub(crate) compiled: CompiledNewsletter,
    pub(crate) merchant: MerchantId,
    pub(crate) merchant_name: String,
    pub(crate) newsletter: NewsletterId,
    pub(crate) origin: String,
    pub(crate) tracking: Tracking,
    pub(crate) from: Mailbox,
    pub(crate) reply_to: Option<Mailbox>,
    pub(crate) signer: Arc<dyn LinkSigner>,
}

/// Renders the messages of one newsletter, from any number of threads.
pub(crate) struct Renderer {
    parts: RendererParts,
    domain: String,
    list_id: ListId,
    feedback_id: FeedbackId,
}

/// A message that is ready to leave.
pub(crate) struct Prepared {
    pub(crate) key: DeliveryKey,
    pub(crate) attempts: u32,
    pub(crate) to: Destination,
    pub(crate) bytes: Vec<u8>,
}

/// A message before it is written as bytes.
pub(crate) struct Written {
    pub(crate) key: DeliveryKey,
    pub(crate) attempts: u32,
    pub(crate) to: Destination,
    pub(crate) message: EmailMessage,
}

impl Written {
    pub(crate) fn prepared(self) -> Prepared {
        Prepared { key: self.key, attempts: self.attempts, to: self.to, bytes: self.message.to_bytes() }
    }
}

impl Renderer {
    pub(crate) fn new(parts: RendererParts) -> Result<Self, String> {
        let address = parts.from.address.expose();
        let domain = address.rsplit_once('@').map(|(_, domain)| domain.to_owned()).unwrap_or_default();
        let merchant = parts.merchant.value().simple().to_string();
        let newsletter = parts.newsletter.value().simple().to_string();
        let list_id = ListId::new(Some(&parts.merchant_name), &format!("{merchant}.list.{domain}"));
        // The random end of the merchant's id names the sender: the same in all its mail, and no product's name.
        let sender = merchant.get(20..).unwrap_or(&merchant);
        let feedback_id = FeedbackId::new(&[&newsletter, &merchant, "newsletter"], sender);
        Ok(Self {
            list_id: list_id.map_err(|error| error.to_string())?,
            feedback_id: feedback_id.map_err(|error| error.to_string())?,
            domain,
            parts,
        })
    }

    pub(crate) const fn newsletter(&self) -> NewsletterId {
        self.parts.newsletter
    }

    /// The custom attributes that recipients have to come with.
    pub(crate) fn attributes(&self) -> &[MergeAttribute] {
        self.parts.compiled.attributes()
    }

    /// Writes the message of a delivery. One that cannot be written has failed for good: another try would fail again.
    pub(crate) fn write(&self, delivery: &ClaimedDelivery, now: Instant) -> Result<Written, SettledDelivery> {
        self.try_write(delivery, now).map_err(|reason| SettledDelivery {
            key: delivery.cursor.key,
            outcome: DeliveryOutcome::Failed { reason, bad_address: false },
        })
    }

    fn try_write(&self, delivery: &ClaimedDelivery, now: Instant) -> Result<Written, String> {
        let parts = &self.parts;
        let key = delivery.cursor.key;
        let address: Email = delivery.address.expose().parse().map_err(|_| "invalid_address")?;
        let owner = LinkOwner {
            merchant: parts.merchant,
            origin: &parts.origin,
            newsletter: parts.newsletter,
            customer: Some(key.customer),
            address: &address,
        };
        let links = DeliveryLinks { signer: parts.signer.as_ref(), owner, tracking: parts.tracking };
        let rendered = parts.compiled.render(&delivery.recipient, &links).map_err(text)?;
        let message_id = message_id(delivery_id(parts.newsletter, key), &self.domain).map_err(text)?;
        let to = Mailbox { name: full_name(&delivery.recipient), address: address.clone() };
        let mut message = EmailMessage::new(
            message_id.parse().map_err(text)?,
            now,
            parts.from.clone(),
            to,
            &rendered.subject,
            &rendered.text,
        );
        message.html = Some(rendered.html);
        message.reply_to.clone_from(&parts.reply_to);
        message.list_unsubscribe = Some(ListUnsubscribe::new(&links.unsubscribe(), None).map_err(text)?);
        message.list_id = Some(self.list_id.clone());
        message.feedback_id = Some(self.feedback_id.clone());
        let return_path = Some(parts.from.address.clone());
        let to = Destination::Email(Envelope { return_path, recipient: address });
        Ok(Written { key, attempts: delivery.attempts, to, message })
    }
}

fn text(error: impl std::fmt::Display) -> String {
    format!("render_error: {error}")
}

fn full_name(recipient: &Recipient) -> Option<String> {
    let names: Vec<&str> = [&recipient.names.first_name, &recipient.names.last_name]
        .into_iter()
        .flatten()
        .map(Personal::expose)
        .map(|name| name.trim())
        .filter(|name| !name.is_empty())
        .collect();
    if names.is_empty() { None } else { Some(names.join(" ")) }
}
