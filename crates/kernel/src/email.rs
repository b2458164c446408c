//! E-mail addresses.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use email_address::{EmailAddress, Options};

use crate::clean_text;

/// An e-mail address (RFC 5321 mailbox without display name). The domain is kept in lower case, an international one as
/// its A-label (RFC 5890); the local part stays as written, but two addresses that differ in letter case only are the
/// same address.
#[derive(Clone)]
pub struct Email {
    written: String,
}

/// The text is not an e-mail address that mail can be sent to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be an e-mail address such as ana@example.com")]
pub struct InvalidEmail;

impl Email {
    /// The longest address that SMTP can carry (RFC 5321, section 4.5.3.1.3, less the angle brackets).
    pub const MAX_LENGTH: usize = 254;

    /// The address as the person wrote it, for sending and showing.
    pub fn expose(&self) -> &str {
        &self.written
    }

    /// The address in lower case: what equality, uniqueness and lookups go by.
    pub fn folded(&self) -> String {
        self.written.to_lowercase()
    }

    /// The address with an international domain in its own letters, where it has one.
    pub fn in_own_letters(&self) -> Option<String> {
        let (local, domain) = self.written.rsplit_once('@')?;
        let (unicode, read) = idna::domain_to_unicode(domain);
        read.ok().filter(|()| unicode != domain).map(|()| format!("{local}@{unicode}"))
    }

    /// The part behind the `@`, in lower case.
    pub fn domain(&self) -> &str {
        self.written.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl FromStr for Email {
    type Err = InvalidEmail;

    fn from_str(text: &str) -> Result<Self, InvalidEmail> {
        let cleaned = clean_text(text);
        let trimmed = with_ascii_domain(cleaned.trim())?;
        let trimmed = trimmed.as_ref();
        if trimmed.len() > Self::MAX_LENGTH || !trimmed.is_ascii() || trimmed.contains('"') {
            return Err(InvalidEmail);
        }
        let options = Options::default().without_display_text().without_domain_literal().with_required_tld();
        EmailAddress::parse_with_options(trimmed, options).or(Err(InvalidEmail))?;
        let (local, domain) = trimmed.rsplit_once('@').ok_or(InvalidEmail)?;
        Ok(Self { written: format!("{local}@{}", domain.to_ascii_lowercase()) })
    }
}

/// The address with its domain in A-labels, which is what every mail server understands.
fn with_ascii_domain(address: &str) -> Result<Cow<'_, str>, InvalidEmail> {
    let (local, domain) = address.rsplit_once('@').ok_or(InvalidEmail)?;
    if domain.is_ascii() {
        return Ok(Cow::Borrowed(address));
    }
    let domain = idna::domain_to_ascii_strict(domain).or(Err(InvalidEmail))?;
    Ok(Cow::Owned(format!("{local}@{domain}")))
}

impl PartialEq for Email {
    fn eq(&self, other: &Self) -> bool {
        self.written.eq_ignore_ascii_case(&other.written)
    }
}

impl Eq for Email {}

impl fmt::Debug for Email {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("[e-mail]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_its_local_part_and_folds_its_domain() {
        let email: Email = " Ana.Petrovic@EXAMPLE.com ".parse().unwrap();
        assert_eq!(email.expose(), "Ana.Petrovic@example.com");
        assert_eq!(email.folded(), "ana.petrovic@example.com");
        assert_eq!(email, "ana.petrovic@example.com".parse().unwrap());
    }

    #[test]
    fn an_international_domain_is_kept_as_its_a_label() {
        for (written, kept) in [
            ("ana@müller.de", "ana@xn--mller-kva.de"),
            ("Ana@MÜLLER.DE", "Ana@xn--mller-kva.de"),
            ("ana@mu\u{308}ller.de", "ana@xn--mller-kva.de"),
            ("ana@пример.срб", "ana@xn--e1afmkfd.xn--90a3ac"),
            ("ana@exam\u{200b}ple.com", "ana@example.com"),
        ] {
            assert_eq!(written.parse::<Email>().unwrap().expose(), kept);
        }
        for (address, shown) in [("ana@xn--mller-kva.de", Some("ana@müller.de")), ("ana@example.com", None)]
        {
            assert_eq!(address.parse::<Email>().unwrap().in_own_letters().as_deref(), shown);
        }
    }

    #[test]
    fn what_mail_cannot_be_sent_to_is_refused() {
        for text in [
            "",
            "ana",
            "ana@",
            "@example.com",
            "ana@localhost",
            "ana@[10.0.0.1]",
            "a b@example.com",
            "ana@example.com\r\nBcc: eve@example.com",
            "Ana <ana@example.com>",
            "\"a b\"@example.com",
            "ana@münchen",
            "ana@mü ller.de",
            "аna@example.com",
        ] {
            assert_eq!(text.parse::<Email>(), Err(InvalidEmail), "{text:?}");
        }
    }

    #[test]
    fn an_address_never_prints_itself() {
        let email: Email = "ana@example.com".parse().unwrap();
        assert_eq!(format!("{email:?}"), "[e-mail]");
    }
}
