//! One message, whole.

use std::fmt;

use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId as MessageIdHeader;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::url::URL;
use mail_builder::mime::MimePart;
use regulars_kernel::Instant;

use super::encoded_word::text_header;
use super::extra_header::ExtraHeader;
use super::feedback_id::FeedbackId;
use super::header_text::clean_lines;
use super::list_headers::{ListId, ListUnsubscribe};
use super::mailbox::Mailbox;
use super::message_id::MessageId;

/// An e-mail message to one person. It prints redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailMessage {
    /// The name of the message, the same for every attempt.
    pub message_id: MessageId,
    /// When it was written.
    pub date: Instant,
    /// Who writes.
    pub from: Mailbox,
    /// Who gets it.
    pub to: Mailbox,
    /// Where answers go, if not to `from`.
    pub reply_to: Option<Mailbox>,
    /// The subject, in any script.
    pub subject: String,
    /// The message as plain text.
    pub text: String,
    /// The message as HTML.
    pub html: Option<String>,
    /// How to unsubscribe: for all advertising.
    pub list_unsubscribe: Option<ListUnsubscribe>,
    /// The list that the message belongs to.
    pub list_id: Option<ListId>,
    /// By what complaints are summed up.
    pub feedback_id: Option<FeedbackId>,
    /// Whether a machine writes on its own account (`Auto-Submitted: auto-generated`), so that no machine answers.
    pub auto_submitted: bool,
    /// Further headers.
    pub extra: Vec<ExtraHeader>,
}

impl EmailMessage {
    /// A message without the optional parts.
    pub fn new(
        message_id: MessageId,
        date: Instant,
        from: Mailbox,
        to: Mailbox,
        subject: &str,
        text: &str,
    ) -> Self {
        Self {
            message_id,
            date,
            from,
            to,
            reply_to: None,
            subject: subject.to_owned(),
            text: text.to_owned(),
            html: None,
            list_unsubscribe: None,
            list_id: None,
            feedback_id: None,
            auto_submitted: false,
            extra: Vec::new(),
        }
    }

    /// The message as it travels: pure ASCII, lines of at most 78 characters but for long links in headers. The same
    /// message always gives the same bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut builder = MessageBuilder::new()
            .header("Date", Date::new(self.date.timestamp()))
            .header("Message-ID", MessageIdHeader::new(self.message_id.as_str()))
            .header("From", self.from.as_header())
            .header("To", self.to.as_header());
        if let Some(reply_to) = &self.reply_to {
            builder = builder.header("Reply-To", reply_to.as_header());
        }
        builder = builder.header("Subject", text_header(&self.subject));
        if let Some(unsubscribe) = &self.list_unsubscribe {
            builder = builder.header("List-Unsubscribe", URL::new_list(unsubscribe.addresses().into_iter()));
            if unsubscribe.is_one_click() {
                builder = builder.header("List-Unsubscribe-Post", Raw::new("List-Unsubscribe=One-Click"));
            }
        }
        if let Some(list_id) = &self.list_id {
            builder = builder.header("List-Id", list_id.as_header());
        }
        if let Some(feedback_id) = &self.feedback_id {
            builder = builder.header("Feedback-ID", Raw::new(feedback_id.as_str()));
        }
        if self.auto_submitted {
            builder = builder.header("Auto-Submitted", Raw::new("auto-generated"));
        }
        for ExtraHeader { name, value } in &self.extra {
            builder = builder.header(name.as_str(), text_header(value));
        }
        let mut bytes = Vec::new();
        builder.body(self.body()).serialize(&mut bytes);
        bytes
    }

    fn body(&self) -> MimePart<'_> {
        let text = MimePart::new("text/plain", clean_lines(&self.text));
        match &self.html {
            None => text,
            Some(html) => {
                let kind = ContentType::new("multipart/alternative")
                    .attribute("boundary", self.message_id.boundary());
                MimePart::new(kind, vec![text, MimePart::new("text/html", clean_lines(html))])
            }
        }
    }
}

impl fmt::Debug for EmailMessage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EmailMessage").field("message_id", &self.message_id).finish_non_exhaustive()
    }
}
