//! Puts a mail on record with one customer.

use regulars_kernel::{Actor, CustomerId, CustomerMailId, Environment, Personal, StoreError};

use super::mail::{AttachmentFate, CustomerMail, LeftOut, MailAttachment, MailHead, MailOrigin};
use super::received::SealedMail;
use super::store::MailStore;
use crate::files::add::{AddFileError, add_file};
use crate::files::store::CustomerFileStore;
use crate::interactions::interaction::Direction;

/// What mails with their attachments are kept in.
pub trait MailFilingStore: MailStore + CustomerFileStore {}

impl<Store: MailStore + CustomerFileStore> MailFilingStore for Store {}

/// A mail on record, and whether it was there before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FiledMail {
    /// The mail.
    pub mail: CustomerMail,
    /// Whether it was put on record just now.
    pub is_new: bool,
}

/// Puts a mail on record with a customer, once: one that is there already stays as it is. Nothing where there is no such
/// customer. What is attached and can be a file becomes one of the customer's.
pub async fn file_mail(
    store: &mut dyn MailFilingStore,
    environment: &Environment,
    actor: Actor,
    customer: CustomerId,
    (direction, origin): (Direction, MailOrigin),
    received: &SealedMail,
) -> Result<Option<FiledMail>, StoreError> {
    if !store.hold_customer(customer).await? {
        return Ok(None);
    }
    if let Some(mail) = store.find_mail_again(customer, &received.digest).await? {
        return Ok(Some(FiledMail { mail, is_new: false }));
    }
    let mut attachments = Vec::new();
    for attached in received.attachments.iter().take(MailHead::MOST_ATTACHMENTS) {
        let fate = match (&attached.content, &attached.name) {
            (Ok(content), Some(name)) => {
                let file = (name.clone(), content);
                match add_file(store, environment, actor, customer, file).await {
                    Ok(file) => AttachmentFate::Kept(file.id),
                    Err(AddFileError::Store(error)) => return Err(error),
                    Err(_) => AttachmentFate::Left(LeftOut::NoRoom),
                }
            }
            (Ok(_), None) => AttachmentFate::Left(LeftOut::OtherKind),
            (Err(reason), _) => AttachmentFate::Left(*reason),
        };
        attachments.push(MailAttachment {
            name: attached.name.clone(),
            media_type: attached.media_type.clone(),
            size: attached.size,
            fate,
        });
    }
    let now = environment.now();
    let mail = CustomerMail {
        id: CustomerMailId::new(environment.new_id()),
        customer,
        direction,
        origin,
        automatic: received.automatic,
        head: Personal::new(MailHead {
            subject: received.subject.clone(),
            from: received.from.clone(),
            to: received.to.iter().take(MailHead::MOST_ADDRESSES).cloned().collect(),
            cc: received.cc.iter().take(MailHead::MOST_ADDRESSES).cloned().collect(),
            attachments,
            more_attachments: received.more_attachments,
            text_cut: received.text_cut,
        }),
        size: received.size,
        // A clock that runs ahead does not put a mail above everything that happens until then.
        sent_at: received.sent_at.filter(|sent| *sent <= now).unwrap_or(now),
        received_at: now,
    };
    store.insert_mail(environment, &mail, &received.digest, &received.text).await?;
    store.note(environment, mail.note_created()).await?;
    Ok(Some(FiledMail { mail, is_new: true }))
}
