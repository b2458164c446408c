//! Messages, read back by another library.

use chrono::{TimeZone, Utc};
use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;
use regulars_channels::{EmailMessage, ExtraHeader, FeedbackId, ListId, ListUnsubscribe, Mailbox};

fn message(subject: &str, name: &str, text: &str, html: Option<&str>) -> EmailMessage {
    let from =
        Mailbox { name: Some("Knjižara Šum".to_owned()), address: "shop@example.org".parse().unwrap() };
    let to = Mailbox { name: Some(name.to_owned()), address: "ana@example.com".parse().unwrap() };
    let date = Utc.with_ymd_and_hms(2026, 11, 21, 19, 44, 0).unwrap();
    let mut message = EmailMessage::new("0199@example.org".parse().unwrap(), date, from, to, subject, text);
    message.html = html.map(str::to_owned);
    message
}

fn full() -> EmailMessage {
    let mut message =
        message("Popust čeka 🎁", "Ana Petrović", "Zdravo, Ana", Some("<p>Zdravo, <b>Ana</b></p>"));
    message.reply_to = Some(Mailbox::from("answers@example.org".parse::<regulars_kernel::Email>().unwrap()));
    let link = format!("https://link.example.com/u/{}", "x".repeat(200));
    message.list_unsubscribe = Some(ListUnsubscribe::new(&link, Some("mailto:leave@example.org")).unwrap());
    message.list_id = Some(ListId::new(Some("Novosti iz knjižare"), "news.example.org").unwrap());
    message.feedback_id = Some(FeedbackId::new(&["campaign", "merchant"], "sender1").unwrap());
    message.auto_submitted = true;
    message.extra = vec![ExtraHeader::new("X-Idempotency-Key", "0199").unwrap()];
    message
}

/// No header but these, no long line, no bare line end, no byte above 127.
fn check(bytes: &[u8], longest: usize) -> Vec<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.is_ascii());
    for line in text.split("\r\n") {
        assert!(line.len() <= longest, "{} characters: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "{line:?}");
    }
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let names = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
    names.map(|line| line.split_once(':').unwrap().0.to_owned()).collect()
}

#[test]
fn a_full_message_reads_back_as_it_was_meant() {
    let bytes = full().to_bytes();
    let names = check(&bytes, 998);
    assert_eq!(
        names,
        [
            "Date",
            "Message-ID",
            "From",
            "To",
            "Reply-To",
            "Subject",
            "List-Unsubscribe",
            "List-Unsubscribe-Post",
            "List-Id",
            "Feedback-ID",
            "Auto-Submitted",
            "X-Idempotency-Key",
            "MIME-Version",
            "Content-Type"
        ],
        "and nothing that names our software"
    );
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(read.subject(), Some("Popust čeka 🎁"));
    assert_eq!(read.message_id(), Some("0199@example.org"));
    assert_eq!(read.date().unwrap().to_rfc3339(), "2026-11-21T19:44:00Z");
    let from = read.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Knjižara Šum"), Some("shop@example.org")));
    let to = read.to().unwrap().first().unwrap();
    assert_eq!((to.name(), to.address()), (Some("Ana Petrović"), Some("ana@example.com")));
    assert_eq!(read.body_text(0).unwrap(), "Zdravo, Ana");
    assert_eq!(read.body_html(0).unwrap(), "<p>Zdravo, <b>Ana</b></p>");
    let kind = read.content_type().unwrap();
    assert_eq!((kind.ctype(), kind.subtype()), ("multipart", Some("alternative")));
    let raw = |name: &str| read.header_raw(name).unwrap().replace("\r\n ", " ").trim().to_owned();
    assert_eq!(raw("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    assert_eq!(raw("Auto-Submitted"), "auto-generated");
    assert_eq!(raw("Feedback-ID"), "campaign:merchant:sender1");
    assert!(raw("List-Id").ends_with("<news.example.org>"));
    let unsubscribe = raw("List-Unsubscribe");
    assert!(
        unsubscribe.starts_with("<https://link.example.com/u/")
            && unsubscribe.ends_with("<mailto:leave@example.org>")
    );
}

#[test]
fn the_same_message_gives_the_same_bytes() {
    assert_eq!(full().to_bytes(), full().to_bytes());
}

#[test]
fn a_message_of_text_alone_has_one_part() {
    let bytes = message("Hi", "Ana", "Hello\nthere", None).to_bytes();
    check(&bytes, 78);
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!((read.parts.len(), read.body_text(0).unwrap().as_ref()), (1, "Hello\r\nthere"));
}

#[test]
fn one_click_is_not_promised_for_a_link_without_encryption() {
    let mut message = full();
    message.list_unsubscribe = Some(ListUnsubscribe::new("http://localhost:8080/u/1", None).unwrap());
    assert!(!check(&message.to_bytes(), 998).contains(&"List-Unsubscribe-Post".to_owned()));
}

#[test]
fn links_and_lists_that_would_break_a_header_are_refused() {
    for url in [
        "",
        "ftp://example.com",
        "https://a b",
        "https://a>,<mailto:eve@example.com",
        "https://a\r\nBcc: b",
        "https://ž",
    ] {
        assert!(ListUnsubscribe::new(url, None).is_err(), "{url:?}");
    }
    assert!(ListUnsubscribe::new("https://example.com", Some("leave@example.org")).is_err());
    for id in ["", "news", "a b.c", "a.b>\r\nBcc: c", ".a"] {
        assert!(ListId::new(None, id).is_err(), "{id:?}");
    }
}

#[test]
fn a_line_break_in_any_part_adds_no_header() {
    let evil = "Hi\r\nBcc: eve@example.com\r\n\r\n<b>body</b>\rX: y\nZ: w";
    let mut message = message(evil, evil, evil, Some(evil));
    message.from.name = Some(evil.to_owned());
    message.reply_to =
        Some(Mailbox { name: Some(evil.to_owned()), address: "a@example.org".parse().unwrap() });
    message.list_id = Some(ListId::new(Some(evil), "news.example.org").unwrap());
    message.extra = vec![ExtraHeader::new("X-Extra", evil).unwrap()];
    let names = check(&message.to_bytes(), 998);
    assert!(!names.iter().any(|name| ["bcc", "x", "z"].contains(&name.to_lowercase().as_str())), "{names:?}");
    let bytes = message.to_bytes();
    let read = MessageParser::default().parse(&bytes).unwrap();
    assert_eq!(read.subject(), Some("Hi Bcc: eve@example.com <b>body</b> X: y Z: w"));
}

#[test]
fn what_looks_encoded_is_read_as_it_was_written() {
    let long = format!("=?utf-8?B?QQ==?= {}", "duga reč ".replace('č', "c").repeat(20));
    for text in [
        "=?utf-8?q?Hi=0D=0ABcc:_eve@example.com?=",
        "=?UTF-8?B?SGkNCkJjYzogZXZlQGV4YW1wbGUuY29t?=",
        "Cena =?utf-8?q?=31=32?= din",
        "=?",
        "=?utf-8?q?a?= =?utf-8?q?b?=",
        "=?utf-8?q?ž?=",
        long.trim(),
    ] {
        let mut message = message(text, text, "Hi", None);
        message.from.name = Some(text.to_owned());
        message.reply_to =
            Some(Mailbox { name: Some(text.to_owned()), address: "a@example.org".parse().unwrap() });
        message.list_id = Some(ListId::new(Some(text), "news.example.org").unwrap());
        message.extra = vec![ExtraHeader::new("X-Extra", text).unwrap()];
        let bytes = message.to_bytes();
        check(&bytes, 78);
        let read = MessageParser::default().parse(&bytes).unwrap();
        assert_eq!(read.subject(), Some(text));
        for address in [read.from(), read.to(), read.reply_to()] {
            assert_eq!(address.unwrap().first().unwrap().name(), Some(text));
        }
        let head = String::from_utf8(bytes.clone()).unwrap();
        assert!(!head.contains("utf-8?q?"), "{head}");
    }
}

#[test]
fn a_message_prints_redacted() {
    let printed = format!("{:?}", full());
    assert!(
        !printed.contains("Ana") && !printed.contains("example.com") && !printed.contains("Popust"),
        "{printed}"
    );
}

proptest! {
    #[test]
    fn any_text_travels_whole_and_adds_no_header(
        subject in any::<String>(),
        name in any::<String>(),
        body in any::<String>(),
    ) {
        let bytes = message(&subject, &name, &body, Some(&body)).to_bytes();
        prop_assert_eq!(
            check(&bytes, 998),
            ["Date", "Message-ID", "From", "To", "Subject", "MIME-Version", "Content-Type"]
        );
        let read = MessageParser::default().parse(&bytes).unwrap();
        prop_assert_eq!(read.parts.len(), 3);
    }

    #[test]
    fn a_printable_subject_reads_back_as_written(subject in "[a-zA-ZžćđšЖ漢🎁 .,:;\"'<>@=?_-]{1,120}") {
        let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assume!(!subject.is_empty());
        let bytes = message(&subject, "Ana", "Hi", None).to_bytes();
        check(&bytes, 78);
        let read = MessageParser::default().parse(&bytes).unwrap();
        prop_assert_eq!(read.subject(), Some(subject.as_str()));
    }
}
