//! What arrived at the SMTP server.

use mail_parser::MessageParser;
use regulars_smtp_server::ScriptedSmtpServer;

use super::processes::eventually;

/// The mailboxes behind an SMTP server.
pub struct Mailbox<'a> {
    pub relay: &'a ScriptedSmtpServer,
    /// Scheme and host of the program's links.
    pub base: &'a str,
}

/// A message that arrived.
pub struct Mail {
    pub subject: String,
    html: String,
    headers: Vec<(String, String)>,
    base: String,
}

impl Mailbox<'_> {
    /// The newest message to an address with these words in its subject, which may still be on its way.
    pub async fn newest(&self, to: &str, words: &str) -> Mail {
        let what = format!("message to {to} about {words}");
        eventually(&what, async || {
            let messages = self.relay.messages().into_iter().rev();
            let to_them =
                messages.filter(|message| message.recipients.iter().any(|recipient| recipient.contains(to)));
            to_them.filter_map(|message| self.read(&message.data)).find(|mail| mail.subject.contains(words))
        })
        .await
    }

    fn read(&self, data: &[u8]) -> Option<Mail> {
        let message = MessageParser::default().parse(data)?;
        let headers = message.headers_raw().map(|(name, value)| (name.to_owned(), value.trim().to_owned()));
        Some(Mail {
            subject: message.subject()?.to_owned(),
            html: message.body_html(0)?.replace("&#x2f;", "/").replace("&amp;", "&"),
            headers: headers.collect(),
            base: self.base.to_owned(),
        })
    }
}

impl Mail {
    /// A header as it was sent.
    pub fn header(&self, name: &str) -> Option<String> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone())
    }

    /// The path of the first link into that folder.
    pub fn link(&self, folder: &str) -> String {
        let start = format!("{}/{folder}/", self.base);
        let at = self.html.find(&start).unwrap_or_else(|| panic!("no link to /{folder}: {}", self.html));
        let link: String =
            self.html[at + self.base.len()..].chars().take_while(|letter| *letter != '"').collect();
        link
    }
}
