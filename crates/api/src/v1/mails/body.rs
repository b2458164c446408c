//! A mail of a customer on the wire.

use chrono::{DateTime, Utc};
use regulars_service::{
    AttachmentFate, CustomerMail, LeftOut, MailAddress, MailAttachment, MailHead, MailOrigin,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::v1::interactions::body::DirectionBody;

/// How a mail came here.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailOriginBody {
    /// An integrator handed it over.
    Api,
    /// A mail server delivered it to the merchant's drop address.
    Drop,
    /// It lay in a mailbox of the merchant.
    Mailbox,
}

impl From<MailOrigin> for MailOriginBody {
    fn from(origin: MailOrigin) -> Self {
        match origin {
            MailOrigin::Api => Self::Api,
            MailOrigin::Drop => Self::Drop,
            MailOrigin::Mailbox => Self::Mailbox,
        }
    }
}

/// Why an attachment is not among the customer's files.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeftOutBody {
    /// It is shown inside of the text, such as a logo.
    Inline,
    /// There is nothing in it.
    Empty,
    /// It has more bytes than a file may.
    TooLarge,
    /// Files of that kind are not kept.
    OtherKind,
    /// It is not what its name says.
    NotWhatItSays,
    /// The customer has as many files as one can have.
    NoRoom,
}

impl From<LeftOut> for LeftOutBody {
    fn from(reason: LeftOut) -> Self {
        match reason {
            LeftOut::Inline => Self::Inline,
            LeftOut::Empty => Self::Empty,
            LeftOut::TooLarge => Self::TooLarge,
            LeftOut::OtherKind => Self::OtherKind,
            LeftOut::NotWhatItSays => Self::NotWhatItSays,
            LeftOut::NoRoom => Self::NoRoom,
        }
    }
}

/// A mailbox as the mail names it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailAddressBody {
    /// The name beside the address.
    #[schema(example = "Milica Petrović", max_length = 320)]
    name: Option<String>,
    /// The address as it was written; it may be none that mail can be sent to.
    #[schema(example = "milica.petrovic@example.com", max_length = 320)]
    address: String,
}

impl From<MailAddress> for MailAddressBody {
    fn from(MailAddress { name, address }: MailAddress) -> Self {
        Self { name, address }
    }
}

/// An attachment of a mail.
#[derive(Debug, Serialize, ToSchema)]
pub struct MailAttachmentBody {
    /// What it is called; an attached mail by its subject.
    #[schema(example = "spisak.txt", max_length = 200)]
    name: Option<String>,
    /// Its media type as the mail says.
    #[schema(example = "text/plain")]
    content_type: String,
    /// How many bytes it has.
    #[schema(example = 42, minimum = 0)]
    size: u64,
    /// The customer's file that it became. It answers 404 once it was deleted.
    #[schema(example = json!(null))]
    file_id: Option<Uuid>,
    /// Why it is no file; `null` where it is one.
    left_out: Option<LeftOutBody>,
}

impl From<MailAttachment> for MailAttachmentBody {
    fn from(MailAttachment { name, media_type, size, fate }: MailAttachment) -> Self {
        let (file_id, left_out) = match fate {
            AttachmentFate::Kept(file) => (Some(file.value()), None),
            AttachmentFate::Left(reason) => (None, Some(reason.into())),
        };
        let name = name.map(regulars_kernel::Label::into_string);
        Self { name, content_type: media_type, size, file_id, left_out }
    }
}

/// A mail in a list, without its text.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedMailBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e70")]
    id: Uuid,
    /// From or to whom.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")]
    customer_id: Uuid,
    /// Who wrote to whom.
    direction: DirectionBody,
    /// How it came here.
    origin: MailOriginBody,
    /// Whether a machine wrote it, such as the answer of somebody who is away.
    automatic: bool,
    /// What it is about.
    #[schema(example = "Torta za subotu", max_length = 200)]
    subject: Option<String>,
    /// Who wrote it.
    from: Option<MailAddressBody>,
    /// Whom it was sent to.
    #[schema(max_items = 50)]
    to: Vec<MailAddressBody>,
    /// Who got a copy.
    #[schema(max_items = 50)]
    cc: Vec<MailAddressBody>,
    /// When it was sent, as it says; when it came here, where it says nothing that can be.
    #[schema(example = "2026-11-20T08:12:00Z")]
    sent_at: DateTime<Utc>,
    /// When it came here.
    #[schema(example = "2026-11-20T08:12:04Z")]
    received_at: DateTime<Utc>,
    /// How many bytes it had.
    #[schema(example = 1_234, minimum = 0)]
    size: u64,
    /// What was attached.
    #[schema(max_items = 50)]
    attachments: Vec<MailAttachmentBody>,
    /// How many more were attached than the 50 that are told. Nothing of them is kept.
    #[schema(example = 0, minimum = 0)]
    more_attachments: u64,
    /// Whether the text went on behind the 64 KiB that are kept.
    text_cut: bool,
}

impl From<CustomerMail> for ListedMailBody {
    fn from(mail: CustomerMail) -> Self {
        let CustomerMail { id, customer, direction, origin, automatic, head, size, sent_at, received_at } =
            mail;
        let MailHead { subject, from, to, cc, attachments, more_attachments, text_cut } = head.into_exposed();
        Self {
            id: id.value(),
            customer_id: customer.value(),
            direction: direction.into(),
            origin: origin.into(),
            automatic,
            subject: subject.map(regulars_kernel::Label::into_string),
            from: from.map(MailAddressBody::from),
            to: to.into_iter().map(MailAddressBody::from).collect(),
            cc: cc.into_iter().map(MailAddressBody::from).collect(),
            sent_at,
            received_at,
            size,
            attachments: attachments.into_iter().map(MailAttachmentBody::from).collect(),
            more_attachments,
            text_cut,
        }
    }
}

/// A mail with its text.
#[derive(Debug, Serialize, ToSchema)]
pub struct CustomerMailBody {
    #[serde(flatten)]
    listed: ListedMailBody,
    /// What it says, of several lines; HTML as plain text. At most 64 KiB are kept.
    #[schema(example = "Dobar dan,\nda li radite tortu za subotu?", max_length = 65_536)]
    text: String,
}

impl CustomerMailBody {
    /// The mail with that text.
    pub fn new(mail: CustomerMail, text: String) -> Self {
        Self { listed: mail.into(), text }
    }
}
