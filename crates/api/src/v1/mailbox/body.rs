//! A mailbox on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::Label;
use regulars_service::{MailboxFault, MailboxHost, MailboxSecurity, MerchantMailbox, NewMailbox};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};

/// How the connection to a mailbox is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum MailboxSecurityBody {
    /// Encrypted from the first byte, usually at port 993.
    Tls,
    /// Encrypted by `STARTTLS`, usually at port 143, or not used.
    Starttls,
    /// Not encrypted: for a server in a network that the operator has allowed.
    None,
}

/// Where a mailbox stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailboxStateBody {
    /// It is read every five minutes.
    Reading,
    /// It is not read.
    Disabled,
    /// The server has refused the user name or the password. It is not read until you set it up anew.
    Refused,
}

/// Why a mailbox was not read the last time.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MailboxFaultBody {
    /// There is no server of that name.
    UnknownHost,
    /// The name leads to an address that is not on the Internet.
    PrivateAddress,
    /// Mailboxes are reached at port 993 or 143.
    OtherPort,
    /// The server cannot be reached.
    Unreachable,
    /// The server did not answer in time.
    TimedOut,
    /// The server closed the connection.
    Closed,
    /// No secure connection could be made; the certificate must be of that name and of a known authority.
    NotSecure,
    /// The server refuses the user name or the password.
    RefusedLogin,
    /// The server turns the user away for now.
    TurnedAway,
    /// A folder is not there.
    UnknownFolder,
    /// The server refused what it was asked for.
    Refused,
    /// The server sends more than it should.
    TooMuch,
    /// What the server says is not IMAP.
    Gibberish,
}

macro_rules! same_names {
    ($body:ident, $domain:ident: $($name:ident),* $(,)?) => {
        impl From<$domain> for $body {
            fn from(value: $domain) -> Self {
                match value { $($domain::$name => Self::$name),* }
            }
        }
    };
}

same_names!(
    MailboxFaultBody,
    MailboxFault: UnknownHost,
    PrivateAddress,
    OtherPort,
    Unreachable,
    TimedOut,
    Closed,
    NotSecure,
    RefusedLogin,
    TurnedAway,
    UnknownFolder,
    Refused,
    TooMuch,
    Gibberish,
);

impl From<MailboxSecurity> for MailboxSecurityBody {
    fn from(security: MailboxSecurity) -> Self {
        match security {
            MailboxSecurity::Tls => Self::Tls,
            MailboxSecurity::StartTls => Self::Starttls,
            MailboxSecurity::None => Self::None,
        }
    }
}

impl From<MailboxSecurityBody> for MailboxSecurity {
    fn from(security: MailboxSecurityBody) -> Self {
        match security {
            MailboxSecurityBody::Tls => Self::Tls,
            MailboxSecurityBody::Starttls => Self::StartTls,
            MailboxSecurityBody::None => Self::None,
        }
    }
}

/// A mailbox that is asked for mails from and to customers. Its password is never shown.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MerchantMailbox)]
pub struct MailboxBody {
    /// The server.
    #[schema(example = "imap.example.com", max_length = 253)]
    host: String,
    /// Its port.
    #[schema(example = 993, minimum = 1, maximum = 65_535)]
    port: u16,
    /// How the connection is protected.
    #[schema(example = "tls")]
    security: MailboxSecurityBody,
    /// The name of the user.
    #[schema(example = "pekara@example.com", max_length = 200)]
    username: String,
    /// The folders that are read.
    #[schema(max_items = 10, example = json!(["INBOX", "Sent"]))]
    folders: Vec<String>,
    /// Whether it is read.
    enabled: bool,
    /// Mails that were sent before that day are left alone.
    #[schema(example = "2026-11-20T09:41:00Z")]
    since: DateTime<Utc>,
    /// Where it stands.
    #[schema(example = "disabled")]
    state: MailboxStateBody,
    /// When it was last read to its end.
    #[schema(example = json!(null))]
    last_fetched_at: Option<DateTime<Utc>>,
    /// What went wrong the last time; `null` when nothing did.
    last_fault: Option<MailboxFaultBody>,
    /// When it was first set up.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last set up.
    #[schema(example = "2026-11-20T09:41:00Z")]
    updated_at: DateTime<Utc>,
}

impl From<MerchantMailbox> for MailboxBody {
    fn from(mailbox: MerchantMailbox) -> Self {
        let state = match mailbox.fault {
            _ if !mailbox.enabled => MailboxStateBody::Disabled,
            Some(MailboxFault::RefusedLogin) => MailboxStateBody::Refused,
            _ => MailboxStateBody::Reading,
        };
        Self {
            host: mailbox.host.as_str().to_owned(),
            port: mailbox.port,
            security: mailbox.security.into(),
            username: mailbox.username.into_string(),
            folders: mailbox.folders.into_iter().map(Label::into_string).collect(),
            enabled: mailbox.enabled,
            since: mailbox.since,
            state,
            last_fetched_at: mailbox.last_fetched_at,
            last_fault: mailbox.fault.map(MailboxFaultBody::from),
            created_at: mailbox.created_at,
            updated_at: mailbox.updated_at,
        }
    }
}

/// How a mailbox is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = NewMailbox, example = json!({
    "host": "imap.example.com", "port": 993, "security": "tls", "username": "pekara@example.com",
    "password": "a long password", "folders": ["INBOX", "Sent"], "enabled": false
}))]
pub struct NewMailboxBody {
    /// The server.
    #[schema(min_length = 1, max_length = 253)]
    host: String,
    /// Its port: 993 or 143; 993 where it is left out, with `starttls` 143. Another one only in a network that the operator has
    /// allowed.
    #[schema(minimum = 1, maximum = 65_535)]
    port: Option<u16>,
    /// How the connection is protected.
    #[serde(default = "tls")]
    #[schema(default = "tls")]
    security: MailboxSecurityBody,
    /// The name of the user.
    #[schema(min_length = 1, max_length = 200)]
    username: String,
    /// The password, or better one that the server gives for programs. It may be left out while server, port, user and kind of
    /// connection stay the same.
    #[schema(min_length = 1, max_length = 500, write_only)]
    password: Option<String>,
    /// The folders that are read, as the server names them; `INBOX` alone where they are left out. Add the one with what was sent,
    /// such as `Sent`.
    #[schema(min_items = 1, max_items = 10)]
    folders: Option<Vec<String>>,
    /// Whether it is read. What is not is not tried either.
    #[serde(default = "yes")]
    #[schema(default = true)]
    enabled: bool,
    /// Mails that were sent before that day are left alone; the day on which the mailbox was first set up, where it is left out.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    since: Option<DateTime<Utc>>,
}

const fn tls() -> MailboxSecurityBody {
    MailboxSecurityBody::Tls
}

const fn yes() -> bool {
    true
}

impl NewMailboxBody {
    /// The mailbox, or what is wrong.
    pub fn check(self) -> Result<NewMailbox, ApiError> {
        let mut invalid = Invalid::default();
        let host = invalid.check("/host", self.host.parse::<MailboxHost>());
        let username = invalid.check("/username", self.username.parse::<Label>());
        if self.password.as_ref().is_some_and(|password| password.contains(['\0', '\r', '\n'])) {
            invalid.add("/password", "invalid", "must not hold control characters".to_owned());
        }
        let mut folders: Vec<Label> = Vec::new();
        for (place, name) in self.folders.unwrap_or_else(|| vec!["INBOX".to_owned()]).iter().enumerate() {
            let pointer = format!("/folders/{place}");
            let Some(name) = invalid.check(&pointer, name.parse::<Label>()) else { continue };
            if folders.contains(&name) {
                invalid.add(&pointer, "invalid", "is named twice".to_owned());
            }
            folders.push(name);
        }
        let usual = if self.security == MailboxSecurityBody::Starttls { 143 } else { 993 };
        let (port, enabled, since) = (self.port.unwrap_or(usual), self.enabled, self.since);
        let (security, password) = (self.security.into(), self.password.map(SecretString::from));
        invalid.finish_with(host.zip(username).map(|(host, username)| NewMailbox {
            host,
            port,
            security,
            username,
            password,
            folders,
            enabled,
            since,
        }))
    }
}
