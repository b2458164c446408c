//! The headers that a newsletter's messages carry besides the usual ones. None of them names a product.

use data_encoding::BASE64;
use regulars_kernel::{DeliveryId, MerchantId, NewsletterId};

/// Who reports of complaints name: 5 to 15 letters or digits, the same in every message of a sender (Gmail's feedback
/// loop).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedbackSender(String);

/// A value does not fit into a header.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidHeader {
    /// The sender's name for feedback loops.
    #[error("the feedback sender must be 5 to 15 letters or digits")]
    FeedbackSender,
    /// The domain of the sender.
    #[error("the sender's domain is not a domain")]
    Domain,
    /// An address for unsubscribing.
    #[error("an address for unsubscribing is not a URL that fits into a header")]
    Unsubscribe,
}

impl std::str::FromStr for FeedbackSender {
    type Err = InvalidHeader;

    fn from_str(text: &str) -> Result<Self, InvalidHeader> {
        if (5..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidHeader::FeedbackSender)
        }
    }
}

/// What the headers of one message are made of.
#[derive(Clone, Copy, Debug)]
pub struct HeaderSource<'a> {
    /// The merchant that sends.
    pub merchant: MerchantId,
    /// The merchant's name, shown by some mail programs as the name of the list.
    pub merchant_name: &'a str,
    /// The newsletter.
    pub newsletter: NewsletterId,
    /// The message.
    pub delivery: DeliveryId,
    /// The domain of the sender's address.
    pub domain: &'a str,
    /// The kind of mail, for feedback loops: `newsletter`, `automation`, `test`.
    pub stream: &'a str,
    /// Who is named to feedback loops.
    pub feedback_sender: &'a FeedbackSender,
    /// The signed address that takes the POST of one-click unsubscribing (RFC 8058).
    pub unsubscribe_url: &'a str,
    /// A mailbox that takes unsubscribing mails, if there is one.
    pub unsubscribe_mailbox: Option<&'a str>,
}

/// The id of a message, without the angle brackets: the same whenever the same delivery is tried again, so that a
/// mailbox which got it twice can tell.
pub fn message_id(delivery: DeliveryId, domain: &str) -> Result<String, InvalidHeader> {
    Ok(format!("{delivery}@{}", checked_domain(domain)?))
}

/// The headers of one message as names and values. One-click unsubscribing is promised only where it works: over https.
pub fn message_headers(source: &HeaderSource<'_>) -> Result<Vec<(&'static str, String)>, InvalidHeader> {
    let domain = checked_domain(source.domain)?;
    let url = checked_address(source.unsubscribe_url)?;
    if !url.starts_with("https://") && !url.starts_with("http://") {
        return Err(InvalidHeader::Unsubscribe);
    }
    let mut unsubscribe = format!("<{url}>");
    if let Some(mailbox) = source.unsubscribe_mailbox {
        unsubscribe.push_str(&format!(", <mailto:{}>", checked_address(mailbox)?));
    }
    let merchant = source.merchant.value().simple();
    let mut headers = vec![
        ("Message-ID", format!("<{}>", message_id(source.delivery, domain)?)),
        ("List-ID", format!("{} <{merchant}.list.{domain}>", phrase(source.merchant_name))),
        ("List-Unsubscribe", unsubscribe),
    ];
    if url.starts_with("https://") {
        headers.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    let stream: String = source.stream.chars().filter(char::is_ascii_alphanumeric).collect();
    let newsletter = source.newsletter.value().simple();
    headers.push(("Feedback-ID", format!("{newsletter}:{merchant}:{stream}:{}", source.feedback_sender.0)));
    Ok(headers)
}

fn checked_domain(domain: &str) -> Result<&str, InvalidHeader> {
    let valid = (1..=253).contains(&domain.len())
        && domain.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
    if valid { Ok(domain) } else { Err(InvalidHeader::Domain) }
}

fn checked_address(address: &str) -> Result<&str, InvalidHeader> {
    let fits = (1..=900).contains(&address.len())
        && address.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>,\"".contains(&byte));
    if fits { Ok(address) } else { Err(InvalidHeader::Unsubscribe) }
}

/// A name as a header phrase: quoted, or encoded (RFC 2047) if it is more than ASCII. It is cut to what one encoded
/// word can hold.
fn phrase(name: &str) -> String {
    let mut shown = String::new();
    for letter in name.chars().map(|letter| if letter.is_control() { ' ' } else { letter }) {
        if shown.len() + letter.len_utf8() > 45 {
            break;
        }
        shown.push(letter);
    }
    let shown = shown.trim();
    if shown.is_ascii() {
        format!("\"{}\"", shown.replace(['\\', '"'], ""))
    } else {
        format!("=?UTF-8?B?{}?=", BASE64.encode(shown.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn value<'a>(headers: &'a [(&'static str, String)], name: &str) -> Option<&'a str> {
        headers.iter().find(|(other, _)| *other == name).map(|(_, value)| value.as_str())
    }

    fn source<'a>(feedback_sender: &'a FeedbackSender, url: &'a str, name: &'a str) -> HeaderSource<'a> {
        HeaderSource {
            merchant: MerchantId::new(Uuid::from_u128(1)),
            merchant_name: name,
            newsletter: NewsletterId::new(Uuid::from_u128(2)),
            delivery: DeliveryId::new(Uuid::from_u128(3)),
            domain: "cvecara.example",
            stream: "newsletter",
            feedback_sender,
            unsubscribe_url: url,
            unsubscribe_mailbox: Some("odjava@cvecara.example"),
        }
    }

    #[test]
    fn a_message_carries_what_mailbox_providers_ask_for() {
        let sender: FeedbackSender = "cvecara1".parse().unwrap();
        let headers =
            message_headers(&source(&sender, "https://link.example/u/abc", "Cvećara \"Ruža\"")).unwrap();
        for (name, expected) in [
            ("Message-ID", "<00000000-0000-0000-0000-000000000003@cvecara.example>"),
            ("List-Unsubscribe", "<https://link.example/u/abc>, <mailto:odjava@cvecara.example>"),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
            (
                "Feedback-ID",
                "00000000000000000000000000000002:00000000000000000000000000000001:newsletter:cvecara1",
            ),
            (
                "List-ID",
                "=?UTF-8?B?Q3ZlxIdhcmEgIlJ1xb5hIg==?= <00000000000000000000000000000001.list.cvecara.example>",
            ),
        ] {
            assert_eq!(value(&headers, name), Some(expected), "{name}");
        }
        assert!(
            headers.iter().all(|(_, value)| value.len() < 998 && !value.to_lowercase().contains("regulars"))
        );
    }

    #[test]
    fn one_click_is_promised_over_https_only() {
        let sender: FeedbackSender = "cvecara1".parse().unwrap();
        let headers = message_headers(&source(&sender, "http://localhost:8080/u/abc", "Ruza")).unwrap();
        assert_eq!(value(&headers, "List-Unsubscribe-Post"), None);
        assert!(value(&headers, "List-ID").unwrap().starts_with("\"Ruza\" <"));
    }

    #[test]
    fn nothing_breaks_out_of_a_header() {
        let sender: FeedbackSender = "cvecara1".parse().unwrap();
        for url in
            ["https://a.rs/\r\nBcc: eve@example.com", "https://a.rs/>, <https://b.rs", "ftp://a.rs", ""]
        {
            assert_eq!(message_headers(&source(&sender, url, "a")), Err(InvalidHeader::Unsubscribe), "{url}");
        }
        let headers =
            message_headers(&source(&sender, "https://a.rs/u", "a\r\nBcc: eve@example.com")).unwrap();
        assert!(headers.iter().all(|(_, value)| !value.contains(['\r', '\n'])));
        for domain in ["", "a b", "a\r\n", "a..b", "a@b"] {
            assert_eq!(
                message_id(DeliveryId::new(Uuid::nil()), domain),
                Err(InvalidHeader::Domain),
                "{domain:?}"
            );
        }
        for sender in ["abcd", "abcdefghijklmnop", "abc def", "a:bcde"] {
            assert_eq!(sender.parse::<FeedbackSender>(), Err(InvalidHeader::FeedbackSender));
        }
    }
}
