//! A mailbox that is asked for mails.

use std::str::FromStr;

use chrono::TimeDelta;
use regulars_kernel::{Instant, Label, named};

named! {
    /// How the connection to a mailbox is protected.
    MailboxSecurity {
        /// Encrypted from the first byte.
        Tls = "tls",
        /// Encrypted by `STARTTLS`, or not used.
        StartTls = "starttls",
        /// Not encrypted: in a network that the operator has allowed only.
        None = "none",
    }
}

named! {
    /// Why a mailbox was not read.
    MailboxFault {
        /// There is no server of that name.
        UnknownHost = "unknown_host",
        /// The name leads to an address that is not on the Internet.
        PrivateAddress = "private_address",
        /// Mailboxes are at other ports.
        OtherPort = "other_port",
        /// The server cannot be reached.
        Unreachable = "unreachable",
        /// The server did not answer in time.
        TimedOut = "timed_out",
        /// The server closed the connection.
        Closed = "closed",
        /// No secure connection could be made.
        NotSecure = "not_secure",
        /// The server refuses the user name or the password. It is not asked again until the settings change.
        RefusedLogin = "refused_login",
        /// The server turns the user away for now.
        TurnedAway = "turned_away",
        /// A folder is not there.
        UnknownFolder = "unknown_folder",
        /// The server refused what it was asked for.
        Refused = "refused",
        /// The server sends more than it should.
        TooMuch = "too_much",
        /// What the server says is not IMAP.
        Gibberish = "gibberish",
    }
}

/// The name of a server, or its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailboxHost(String);

/// The text is no name of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be the name of a server such as imap.example.com")]
pub struct InvalidMailboxHost;

impl MailboxHost {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailboxHost {
    type Err = InvalidMailboxHost;

    fn from_str(text: &str) -> Result<Self, InvalidMailboxHost> {
        let text = text.trim().to_ascii_lowercase();
        let is_label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        };
        let is_name = text.len() <= 253 && text.split('.').all(is_label);
        if is_name || text.parse::<std::net::IpAddr>().is_ok() {
            Ok(Self(text))
        } else {
            Err(InvalidMailboxHost)
        }
    }
}

/// A mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerchantMailbox {
    /// The server.
    pub host: MailboxHost,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailboxSecurity,
    /// The name of the user.
    pub username: Label,
    /// The folders that are read.
    pub folders: Vec<Label>,
    /// Whether it is read.
    pub enabled: bool,
    /// Mails that came before that day are left alone.
    pub since: Instant,
    /// How often it was set up.
    pub revision: i64,
    /// When it was last read to its end.
    pub last_fetched_at: Option<Instant>,
    /// What went wrong the last time.
    pub fault: Option<MailboxFault>,
    /// How often in a row something went wrong.
    pub failures: u32,
    /// When it is read next, on the machine's clock; never, where there is none.
    pub due_at: Option<Instant>,
    /// When it was first set up.
    pub created_at: Instant,
    /// When it was last set up.
    pub updated_at: Instant,
}

impl MerchantMailbox {
    /// How many folders there can be.
    pub const MOST_FOLDERS: usize = 10;
    /// How long it is left alone after it was read.
    pub const PAUSE: TimeDelta = TimeDelta::minutes(5);
    /// The longest that it is left alone after something went wrong.
    const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(6);

    /// How long it is left alone after so many failures in a row: twice as long each time, six hours at most.
    pub fn pause_after(failures: u32) -> TimeDelta {
        let doubled =
            2_i32.checked_pow(failures.saturating_sub(1)).and_then(|times| Self::PAUSE.checked_mul(times));
        doubled.unwrap_or(Self::LONGEST_PAUSE).min(Self::LONGEST_PAUSE)
    }

    /// Whether it is the same mailbox under the same protection: whoever changes that gives the password anew, so that it goes
    /// to nobody else.
    pub fn is_same_place(&self, other: &Self) -> bool {
        (&self.host, self.port, self.security, &self.username)
            == (&other.host, other.port, other.security, &other.username)
    }
}

/// How far a folder was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderProgress {
    /// The folder.
    pub folder: Label,
    /// As long as it is the same, an id means the same mail.
    pub uid_validity: u32,
    /// The highest id that was read.
    pub last_uid: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_at_six_hours() {
        let minutes: Vec<i64> = [0, 1, 2, 3, 7, 8, 40, u32::MAX]
            .map(|failures| MerchantMailbox::pause_after(failures).num_minutes())
            .to_vec();
        assert_eq!(minutes, [5, 5, 10, 20, 320, 360, 360, 360]);
    }

    #[test]
    fn a_host_is_a_name_or_an_address() {
        for host in ["imap.example.com", "IMAP.Example.com", "127.0.0.1", "::1", "localhost"] {
            assert!(host.parse::<MailboxHost>().is_ok(), "{host}");
        }
        for wrong in ["", "a b", "http://a.example", "a.example:143", "-a.example", "a..b", "a/b", "a\r\nb"] {
            assert_eq!(wrong.parse::<MailboxHost>(), Err(InvalidMailboxHost), "{wrong}");
        }
    }
}
