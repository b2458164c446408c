//! A mail that is on record with a customer.

use regulars_kernel::{CustomerFileId, CustomerId, CustomerMailId, Instant, Label, Personal, named};

use crate::interactions::interaction::Direction;

named! {
    /// How a mail came here.
    MailOrigin {
        /// An integrator handed it over.
        Api = "api",
        /// A mail server delivered it to the merchant's drop address.
        Drop = "drop",
        /// It lay in a mailbox of the merchant.
        Mailbox = "mailbox",
    }
}

named! {
    /// Why an attachment is not among the customer's files.
    LeftOut {
        /// It is shown inside of the text, such as a logo.
        Inline = "inline",
        /// There is nothing in it.
        Empty = "empty",
        /// It has more bytes than a file may.
        TooLarge = "too_large",
        /// Files of that kind are not kept.
        OtherKind = "other_kind",
        /// It is not what its name says.
        NotWhatItSays = "not_what_it_says",
        /// The customer has as many files as one can have.
        NoRoom = "no_room",
    }
}

/// A mailbox as a mail names it.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAddress {
    /// The name beside the address, cut to [`Self::MOST`] characters.
    pub name: Option<String>,
    /// The address as it was written, cut to [`Self::MOST`] characters. It may be none that mail can be sent to.
    pub address: String,
}

impl MailAddress {
    /// The most characters of each.
    pub const MOST: usize = 320;
}

/// What became of an attachment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttachmentFate {
    /// It is among the customer's files.
    Kept(CustomerFileId),
    /// It is not.
    Left(LeftOut),
}

/// An attachment.
#[derive(Clone, PartialEq, Eq)]
pub struct MailAttachment {
    /// What it is called; an attached mail by its subject.
    pub name: Option<Label>,
    /// Its media type as the mail says.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// What became of it.
    pub fate: AttachmentFate,
}

/// What a mail says besides its text.
#[derive(Clone, PartialEq, Eq)]
pub struct MailHead {
    /// What it is about.
    pub subject: Option<Label>,
    /// Who wrote it.
    pub from: Option<MailAddress>,
    /// Whom it was sent to, [`Self::MOST_ADDRESSES`] at most.
    pub to: Vec<MailAddress>,
    /// Who got a copy, [`Self::MOST_ADDRESSES`] at most.
    pub cc: Vec<MailAddress>,
    /// What was attached, [`Self::MOST_ATTACHMENTS`] at most.
    pub attachments: Vec<MailAttachment>,
    /// How many more were attached, of which nothing is kept.
    pub more_attachments: u64,
    /// Whether the text went on behind what is kept of it.
    pub text_cut: bool,
}

impl MailHead {
    /// How many addresses are kept of a header.
    pub const MOST_ADDRESSES: usize = 50;
    /// How many attachments are told.
    pub const MOST_ATTACHMENTS: usize = 50;
}

/// A mail on record. Its text is kept apart from this; both are sealed with the customer's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerMail {
    /// Its id.
    pub id: CustomerMailId,
    /// From or to whom.
    pub customer: CustomerId,
    /// Who wrote to whom.
    pub direction: Direction,
    /// How it came here.
    pub origin: MailOrigin,
    /// Whether a machine wrote it, such as the answer of somebody who is away.
    pub automatic: bool,
    /// What it says besides its text.
    pub head: Personal<MailHead>,
    /// How many bytes it had.
    pub size: u64,
    /// When it was sent, as it says.
    pub sent_at: Instant,
    /// When it came here.
    pub received_at: Instant,
}

/// What a mail is known again by: by the SHA-256 digest of its Message-ID, or of what it says where it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MailDigest(pub [u8; 32]);
