//! What a mail says besides its text, as it is sealed.

use regulars_consent::CustomerKey;
use regulars_kernel::{CustomerFileId, Environment, StoreError};
use regulars_service::{AttachmentFate, LeftOut, MailAddress, MailAttachment, MailHead};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::mails::wrong;

#[derive(Serialize, Deserialize)]
struct Head {
    subject: Option<String>,
    from: Option<Address>,
    to: Vec<Address>,
    cc: Vec<Address>,
    attachments: Vec<Attachment>,
    /// Of mails from before it was counted there is none.
    #[serde(default)]
    more_attachments: u64,
    text_cut: bool,
}

#[derive(Serialize, Deserialize)]
struct Address {
    name: Option<String>,
    address: String,
}

#[derive(Serialize, Deserialize)]
struct Attachment {
    name: Option<String>,
    media_type: String,
    size: u64,
    file: Option<Uuid>,
    left_out: Option<String>,
}

impl From<&MailAddress> for Address {
    fn from(MailAddress { name, address }: &MailAddress) -> Self {
        Self { name: name.clone(), address: address.clone() }
    }
}

impl From<Address> for MailAddress {
    fn from(Address { name, address }: Address) -> Self {
        Self { name, address }
    }
}

impl From<&MailAttachment> for Attachment {
    fn from(MailAttachment { name, media_type, size, fate }: &MailAttachment) -> Self {
        let (file, left_out) = match fate {
            AttachmentFate::Kept(file) => (Some(file.value()), None),
            AttachmentFate::Left(reason) => (None, Some(reason.name().to_owned())),
        };
        let name = name.as_ref().map(|name| name.as_str().to_owned());
        Self { name, media_type: media_type.clone(), size: *size, file, left_out }
    }
}

impl TryFrom<Attachment> for MailAttachment {
    type Error = StoreError;

    fn try_from(one: Attachment) -> Result<Self, StoreError> {
        let Attachment { name, media_type, size, file, left_out } = one;
        let reason = || -> Result<LeftOut, StoreError> {
            left_out.as_deref().unwrap_or_default().parse().map_err(wrong)
        };
        let fate = match file {
            Some(file) => AttachmentFate::Kept(CustomerFileId::new(file)),
            None => AttachmentFate::Left(reason()?),
        };
        Ok(Self { name: name.map(|name| name.parse()).transpose().map_err(wrong)?, media_type, size, fate })
    }
}

fn surroundings(mail: Uuid, part: &[u8]) -> Vec<u8> {
    [mail.as_bytes().as_slice(), part].concat()
}

/// Seals the head of a mail.
pub(super) fn seal_head(
    key: &CustomerKey,
    environment: &Environment,
    mail: Uuid,
    head: &MailHead,
) -> Result<Vec<u8>, StoreError> {
    let MailHead { subject, from, to, cc, attachments, more_attachments, text_cut } = head;
    let head = Head {
        subject: subject.as_ref().map(|subject| subject.as_str().to_owned()),
        from: from.as_ref().map(Address::from),
        to: to.iter().map(Address::from).collect(),
        cc: cc.iter().map(Address::from).collect(),
        attachments: attachments.iter().map(Attachment::from).collect(),
        more_attachments: *more_attachments,
        text_cut: *text_cut,
    };
    let json = serde_json::to_vec(&head).map_err(wrong)?;
    key.seal(environment, &surroundings(mail, b"head"), &json).map_err(wrong)
}

/// Opens the head of a mail.
pub(crate) fn open_head(key: &CustomerKey, mail: Uuid, sealed: &[u8]) -> Result<MailHead, StoreError> {
    let json = key.open(&surroundings(mail, b"head"), sealed).map_err(wrong)?;
    let head: Head = serde_json::from_slice(&json).map_err(wrong)?;
    let Head { subject, from, to, cc, attachments, more_attachments, text_cut } = head;
    Ok(MailHead {
        subject: subject.map(|subject| subject.parse()).transpose().map_err(wrong)?,
        from: from.map(MailAddress::from),
        to: to.into_iter().map(MailAddress::from).collect(),
        cc: cc.into_iter().map(MailAddress::from).collect(),
        attachments: attachments.into_iter().map(MailAttachment::try_from).collect::<Result<_, _>>()?,
        more_attachments,
        text_cut,
    })
}

/// Seals the text of a mail.
pub(super) fn seal_text(
    key: &CustomerKey,
    environment: &Environment,
    mail: Uuid,
    text: &str,
) -> Result<Vec<u8>, StoreError> {
    key.seal(environment, &surroundings(mail, b"text"), text.as_bytes()).map_err(wrong)
}

/// Opens the text of a mail.
pub(super) fn open_text(key: &CustomerKey, mail: Uuid, sealed: &[u8]) -> Result<String, StoreError> {
    let bytes = key.open(&surroundings(mail, b"text"), sealed).map_err(wrong)?;
    String::from_utf8(bytes).map_err(|_| wrong("a text is no UTF-8"))
}
