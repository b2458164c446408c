//! A mail that has come, as far as it was understood.

use regulars_kernel::{FileContent, Instant, Label, SealedContent};

use super::mail::{LeftOut, MailAddress, MailDigest};

/// An attachment with its content.
pub struct ReceivedAttachment<Content = FileContent> {
    /// What it is called; an attached mail by its subject.
    pub name: Option<Label>,
    /// Its media type as the mail says.
    pub media_type: String,
    /// How many bytes it has.
    pub size: u64,
    /// Its content, which has a name, or why it cannot be a file.
    pub content: Result<Content, LeftOut>,
}

/// A mail that has come. All of it is bounded.
pub struct ReceivedMail<Content = FileContent> {
    /// What it is known again by.
    pub digest: MailDigest,
    /// What it is about.
    pub subject: Option<Label>,
    /// Who wrote it.
    pub from: Option<MailAddress>,
    /// Who else stands behind it: further authors, whom to answer, and who sent it for another (RFC 5322, section 3.6.2).
    pub also_from: Vec<MailAddress>,
    /// Whom it was sent to.
    pub to: Vec<MailAddress>,
    /// Who got a copy.
    pub cc: Vec<MailAddress>,
    /// Who got a copy without others being told.
    pub bcc: Vec<MailAddress>,
    /// When it was sent, as it says, if it says so and that can be.
    pub sent_at: Option<Instant>,
    /// What it says, of several lines.
    pub text: String,
    /// Whether the text went on.
    pub text_cut: bool,
    /// What is attached, as far as it is told.
    pub attachments: Vec<ReceivedAttachment<Content>>,
    /// How many more are attached.
    pub more_attachments: u64,
    /// Whether a machine wrote it (RFC 3834), or it went to many (RFC 2919).
    pub automatic: bool,
    /// Whether it tells what became of another one: not delivered, or read (RFC 6522).
    pub is_report: bool,
    /// The names of the lists that it went to, without angle brackets.
    pub lists: Vec<String>,
    /// How many bytes it has.
    pub size: u64,
}

/// A mail whose attachments are sealed, ready to be kept.
pub type SealedMail = ReceivedMail<SealedContent>;

impl ReceivedMail {
    /// The most bytes of a mail: 10 MiB.
    pub const MOST_BYTES: usize = 10 << 20;
    /// The most bytes that are kept of its text: 64 KiB.
    pub const MOST_TEXT: usize = 64 << 10;
    /// By how many of its addresses customers are found.
    pub const MOST_CORRESPONDENTS: usize = 100;

    /// The same mail with each attachment sealed by `seal`, which is done before anything is written.
    pub fn sealed<Error>(
        self,
        seal: impl Fn(&FileContent) -> Result<SealedContent, Error>,
    ) -> Result<SealedMail, Error> {
        let sealed = |attached: ReceivedAttachment| -> Result<ReceivedAttachment<SealedContent>, Error> {
            let ReceivedAttachment { name, media_type, size, content } = attached;
            let content = match content {
                Ok(content) => Ok(seal(&content)?),
                Err(reason) => Err(reason),
            };
            Ok(ReceivedAttachment { name, media_type, size, content })
        };
        let Self { digest, subject, from, also_from, to, cc, bcc, sent_at, text, text_cut, .. } = self;
        let Self { attachments, more_attachments, automatic, is_report, lists, size, .. } = self;
        Ok(ReceivedMail {
            digest,
            subject,
            from,
            also_from,
            to,
            cc,
            bcc,
            sent_at,
            text,
            text_cut,
            attachments: attachments.into_iter().map(sealed).collect::<Result<_, Error>>()?,
            more_attachments,
            automatic,
            is_report,
            lists,
            size,
        })
    }
}

impl<Content> ReceivedMail<Content> {
    /// Everybody whom it was sent to.
    pub fn recipients(&self) -> impl Iterator<Item = &MailAddress> {
        self.to.iter().chain(&self.cc).chain(&self.bcc)
    }
}
