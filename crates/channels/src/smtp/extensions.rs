//! What a relay offers.

use super::reply::Reply;

/// The extensions that a relay named in its reply to EHLO, as far as we use them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extensions {
    /// Commands may be sent without waiting for each reply (RFC 2920).
    pub pipelining: bool,
    /// The connection can be encrypted (RFC 3207).
    pub start_tls: bool,
    /// Bodies may hold bytes above 127 (RFC 6152). Our own messages never do.
    pub eight_bit_mime: bool,
    /// The largest message that the relay takes, in bytes, if it says so (RFC 1870).
    pub largest_message: Option<usize>,
    /// `AUTH PLAIN` is offered.
    pub login_plain: bool,
    /// `AUTH LOGIN` is offered.
    pub login_login: bool,
}

impl Extensions {
    /// Reads the lines of an EHLO reply. What we do not use is passed over.
    pub(super) fn parse(raw: &[u8]) -> Self {
        let mut found = Self::default();
        for line in Reply::lines(raw).skip(1) {
            let line = line.to_ascii_uppercase();
            let mut words = line.split([' ', '=']).filter(|word| !word.is_empty());
            match words.next() {
                Some("PIPELINING") => found.pipelining = true,
                Some("STARTTLS") => found.start_tls = true,
                Some("8BITMIME") => found.eight_bit_mime = true,
                Some("SIZE") => {
                    found.largest_message =
                        words.next().and_then(|size| size.parse().ok()).filter(|size| *size > 0);
                }
                Some("AUTH") => {
                    for mechanism in words {
                        found.login_plain |= mechanism == "PLAIN";
                        found.login_login |= mechanism == "LOGIN";
                    }
                }
                _ => {}
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extensions_that_matter_are_read_in_any_letter_case() {
        let raw = b"250-mail.example PIPELINING\r\n250-pipelining\r\n250-SIZE 10240000\r\n250-8BITMIME\r\n\
            250-AUTH=LOGIN PLAIN\r\n250-SMTPUTF8\r\n250 STARTTLS\r\n";
        assert_eq!(
            Extensions::parse(raw),
            Extensions {
                pipelining: true,
                start_tls: true,
                eight_bit_mime: true,
                largest_message: Some(10_240_000),
                login_plain: true,
                login_login: true,
            }
        );
    }

    #[test]
    fn the_name_of_the_relay_is_no_extension_and_a_size_of_zero_no_limit() {
        assert_eq!(Extensions::parse(b"250-PIPELINING\r\n250 SIZE 0\r\n"), Extensions::default());
    }
}
