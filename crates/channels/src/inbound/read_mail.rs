//! Takes a mail apart (RFC 5322, RFC 2045 to 2049), in whatever state it is.

use std::collections::BTreeSet;
use std::panic::catch_unwind;

use chrono::{NaiveDate, TimeDelta};
use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use regulars_kernel::{FileContent, Instant, InvalidFile, Label};
use regulars_service::{LeftOut, MailAddress, MailDigest, MailHead, ReceivedAttachment, ReceivedMail};
use sha2::{Digest, Sha256};

use super::bounds::{UnreadableMail, check};
use super::plain_text::{file_name, label, one_line, several_lines};

/// Reads a mail. Character sets that are unknown, encodings that break off and headers that are none cost their part of it and
/// not the whole.
pub fn read_mail(raw: &[u8]) -> Result<ReceivedMail, UnreadableMail> {
    // Some programs begin a file with a byte order mark, which no header has.
    let raw = raw.strip_prefix(b"\xef\xbb\xbf").unwrap_or(raw);
    check(raw)?;
    // The library promises not to panic; whoever sends a mail that makes it do so learns that the mail is at fault.
    catch_unwind(|| read(raw)).unwrap_or(Err(UnreadableMail::Broken))
}

/// Reads what is there of a mail of so many bytes, of which only the head was fetched. It tells that its text was cut, and is not
/// the same as the whole when that comes later.
pub fn read_mail_head(raw: &[u8], size: u64) -> Result<ReceivedMail, UnreadableMail> {
    let mut mail = read_mail(raw)?;
    let mut digest = Sha256::new();
    digest.update(b"head");
    digest.update(mail.digest.0);
    mail.digest = MailDigest(digest.finalize().into());
    (mail.size, mail.text_cut) = (size, true);
    mail.text.clear();
    mail.attachments.clear();
    mail.more_attachments = 0;
    Ok(mail)
}

fn read(raw: &[u8]) -> Result<ReceivedMail, UnreadableMail> {
    let parsed = MessageParser::default().parse(raw).ok_or(UnreadableMail::NoHeader)?;
    let traits = Traits::of(&parsed);
    let addresses = |address: Option<&Address<'_>>| address.map(mailboxes).unwrap_or_default();
    let (text, text_cut) = text_of(&parsed);
    let shown = shown_images(&parsed);
    let mut authors = addresses(parsed.from()).into_iter();
    let from = authors.next();
    let behind = [parsed.reply_to(), parsed.sender()].into_iter().flat_map(addresses);
    let mut mail = ReceivedMail {
        digest: MailDigest([0; 32]),
        subject: parsed.subject().and_then(label),
        from,
        also_from: authors.chain(behind).take(ReceivedMail::MOST_CORRESPONDENTS).collect(),
        to: parsed.all_to().flat_map(mailboxes).take(ReceivedMail::MOST_CORRESPONDENTS).collect(),
        cc: parsed.all_cc().flat_map(mailboxes).take(ReceivedMail::MOST_CORRESPONDENTS).collect(),
        bcc: parsed.all_bcc().flat_map(mailboxes).take(ReceivedMail::MOST_CORRESPONDENTS).collect(),
        sent_at: parsed.date().and_then(instant_of),
        text,
        text_cut,
        attachments: parsed
            .attachments()
            .take(MailHead::MOST_ATTACHMENTS)
            .map(|part| attachment(part, &shown))
            .collect(),
        more_attachments: parsed.attachments().skip(MailHead::MOST_ATTACHMENTS).count() as u64,
        automatic: traits.automatic,
        is_report: parsed.is_content_type("multipart", "report"),
        lists: traits.lists,
        size: raw.len() as u64,
    };
    // Every mail has both (RFC 5322, section 3.6); one of them may be lost on the way.
    if mail.from.is_none() && parsed.date().is_none() {
        return Err(UnreadableMail::NoHeader);
    }
    mail.digest = digest_of(parsed.message_id(), &mail);
    Ok(mail)
}

/// What fields that the library does not know say of a mail.
#[derive(Default)]
struct Traits {
    automatic: bool,
    lists: Vec<String>,
}

impl Traits {
    fn of(parsed: &Message<'_>) -> Self {
        let mut traits = Self::default();
        let of_list = |value: &str| {
            let name = value.rsplit_once('<').map_or(value, |(_, name)| name);
            one_line(name.split('>').next().unwrap_or_default(), 300)
        };
        for (name, value) in parsed.headers_raw() {
            let word = || value.trim().to_ascii_lowercase();
            if name.eq_ignore_ascii_case("Auto-Submitted") {
                traits.automatic |= !word().starts_with("no");
            } else if name.eq_ignore_ascii_case("Precedence") {
                traits.automatic |= matches!(word().as_str(), "bulk" | "list" | "junk" | "auto_reply");
            } else if name.eq_ignore_ascii_case("X-Autoreply") || name.eq_ignore_ascii_case("X-Autorespond") {
                traits.automatic = true;
            } else if name.eq_ignore_ascii_case("List-Id") && traits.lists.len() < 10 {
                traits.automatic = true;
                traits.lists.extend(of_list(value));
            }
        }
        traits
    }
}

fn mailboxes(address: &Address<'_>) -> Vec<MailAddress> {
    let one = |written: &mail_parser::Addr<'_>| {
        let address = one_line(written.address.as_deref()?, MailAddress::MOST)?;
        Some(MailAddress {
            name: written.name.as_deref().and_then(|name| one_line(name, MailAddress::MOST)),
            address,
        })
    };
    address.iter().take(ReceivedMail::MOST_CORRESPONDENTS).filter_map(one).collect()
}

/// The instant, if there is such a one since 1970.
fn instant_of(date: &mail_parser::DateTime) -> Option<Instant> {
    let day = NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())?;
    let local = day.and_hms_opt(date.hour.into(), date.minute.into(), date.second.min(59).into())?.and_utc();
    let ahead = TimeDelta::minutes(i64::from(date.tz_hour) * 60 + i64::from(date.tz_minute));
    let at = if date.tz_before_gmt { local + ahead } else { local - ahead };
    (at >= Instant::UNIX_EPOCH).then_some(at)
}

/// The plain texts one after the other; HTML as text where there is no plain one.
fn text_of(parsed: &Message<'_>) -> (String, bool) {
    let mut whole = String::new();
    let mut cut = false;
    for place in 0..parsed.text_body_count() {
        let Some(part) = parsed.body_text(place) else { continue };
        if !whole.is_empty() {
            whole.push_str("\n\n");
        }
        let (text, went_on) = several_lines(&part, ReceivedMail::MOST_TEXT);
        whole.push_str(&text);
        cut |= went_on;
        if whole.len() > ReceivedMail::MOST_TEXT {
            cut = true;
            break;
        }
    }
    if whole.trim().is_empty() {
        (whole, cut) = text_of_html(parsed);
    }
    whole.truncate(whole.floor_char_boundary(ReceivedMail::MOST_TEXT));
    (whole, cut)
}

/// What the HTML says. Programs write it beside a plain text that is empty.
fn text_of_html(parsed: &Message<'_>) -> (String, bool) {
    let html = parsed.parts.iter().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    });
    let text = html.map(|html| mail_parser::decoders::html::html_to_text(html)).unwrap_or_default();
    several_lines(&text, ReceivedMail::MOST_TEXT)
}

/// The ids of the images that the HTML shows within itself (RFC 2392), as far as there are not too many.
fn shown_images(parsed: &Message<'_>) -> BTreeSet<String> {
    const MOST: usize = 1_000;
    let mut shown = BTreeSet::new();
    for part in &parsed.parts {
        let PartType::Html(html) = &part.body else { continue };
        for (begin, _) in html.match_indices("cid:").take(MOST) {
            let id: String =
                html[begin + 4..].chars().take(200).take_while(|letter| !is_behind_id(*letter)).collect();
            shown.insert(id);
        }
    }
    shown
}

fn is_behind_id(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '\'' | '>' | '<' | ')')
}

/// What a part without a name would be called, as far as its type tells.
fn name_of_type(media_type: &str) -> Option<Label> {
    let ending = match media_type {
        "application/pdf" => "pdf",
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        _ => return None,
    };
    format!("attachment.{ending}").parse().ok()
}

fn attachment(part: &MessagePart<'_>, shown: &BTreeSet<String>) -> ReceivedAttachment {
    let media_type = part.content_type().map_or_else(
        || "application/octet-stream".to_owned(),
        |given| format!("{}/{}", given.ctype(), given.subtype().unwrap_or("octet-stream")),
    );
    let media_type = one_line(&media_type.to_ascii_lowercase(), 100).unwrap_or_default();
    let bytes = part.contents();
    // Mail programs of phones call whatever they attach "inline". It is the HTML that tells what stands within the text.
    let is_inline = part.content_id().is_some_and(|id| shown.contains(id.trim_matches(['<', '>'])));
    let name = part.attachment_name().and_then(file_name).or_else(|| name_of_type(&media_type));
    let content = match &name {
        _ if is_inline => Err(LeftOut::Inline),
        Some(name) => FileContent::new(name, bytes.to_vec()).map_err(|fault| match fault {
            InvalidFile::Empty => LeftOut::Empty,
            InvalidFile::TooLarge => LeftOut::TooLarge,
            InvalidFile::OtherKind => LeftOut::OtherKind,
            InvalidFile::NotWhatItSays(_) | InvalidFile::HasMacros => LeftOut::NotWhatItSays,
        }),
        None => Err(LeftOut::OtherKind),
    };
    // A nested mail is called by its subject.
    let nested = part.message().and_then(|nested| nested.subject()).and_then(label);
    let size =
        if matches!(part.body, PartType::Message(_)) { part.raw_len().into() } else { bytes.len() as u64 };
    ReceivedAttachment { name: name.or(nested), media_type, size, content }
}

/// The same mail by whichever way it comes: by its own id, or by what it says where it has none. Servers add fields on the way,
/// so its bytes would not do.
fn digest_of(id: Option<&str>, mail: &ReceivedMail) -> MailDigest {
    let mut digest = Sha256::new();
    let mut add = |part: &[u8]| {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    };
    match id.map(str::trim).filter(|id| !id.is_empty()) {
        Some(id) => {
            add(b"id");
            add(id.as_bytes());
        }
        None => {
            add(b"content");
            add(mail.from.as_ref().map_or("", |from| &from.address).as_bytes());
            add(mail.subject.as_ref().map_or("", Label::as_str).as_bytes());
            add(&mail.sent_at.map_or(0, |at| at.timestamp()).to_be_bytes());
            add(mail.text.as_bytes());
            mail.attachments.iter().for_each(|one| add(&one.size.to_be_bytes()));
        }
    }
    MailDigest(digest.finalize().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read_text(text: &str) -> ReceivedMail {
        read_mail(text.as_bytes()).unwrap()
    }

    #[test]
    fn broken_mails_cost_a_part_and_not_the_whole() {
        let head = "From: a@b.example\nMIME-Version: 1.0\n";
        for (rest, text) in [
            ("Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B$3$s\x1b(B", "こん"),
            ("Content-Type: text/plain; charset=nowhere\n\na", "a"),
            ("Content-Transfer-Encoding: base64\n\n!!!", "!!!"),
            ("Content-Type: multipart/mixed; boundary=x\n\nnothing of it", ""),
            ("Content-Type: multipart/mixed; boundary=x\n\n--x\n\na\n--x--\n", "a"),
            (
                "Content-Type: multipart/alternative; boundary=x\n\n--x\n\n \n--x\nContent-Type: text/html\n\n<p>a</p>\n--x--\n",
                "a",
            ),
            ("Content-Type: text/html\n\n<script>alert(1)</script><!-- x --><b>a</b>&lt;b&gt;", "a<b>"),
        ] {
            assert_eq!(read_text(&format!("{head}{rest}")).text, text, "{rest}");
        }
    }

    #[test]
    fn what_the_text_does_not_show_is_attached() {
        let mail = |html: &str| {
            let part = "Content-Type: image/png; name=\"a.png\"\nContent-Disposition: inline; filename=\"a.png\"\n\
                        Content-Id: <one@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n";
            let pdf = "Content-Type: application/pdf\nContent-Disposition: inline\n\n%PDF-1.7\n";
            read_text(&format!(
                "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n{html}\n\
                 --x\n{part}\n--x\n{pdf}\n--x--\n"
            ))
        };
        let fates = |html: &str| -> Vec<Option<LeftOut>> {
            mail(html).attachments.into_iter().map(|one| one.content.err()).collect()
        };
        assert_eq!(fates("<p>a</p>"), [None, None]);
        assert_eq!(fates("<img src=\"cid:one@x\">"), [Some(LeftOut::Inline), None]);
    }

    #[test]
    fn whoever_stands_behind_a_mail_is_told() {
        let text =
            "\u{feff}From: a@b.example, Ana <ana@b.example>\nReply-To: c@d.example\nSender: e@f.example\n\na";
        let mail = read_text(text);
        let also: Vec<&str> = mail.also_from.iter().map(|one| one.address.as_str()).collect();
        assert_eq!(also, ["ana@b.example", "c@d.example", "e@f.example"]);
    }

    #[test]
    fn a_head_says_that_the_rest_is_missing() {
        let whole = read_text("From: a@b.example\nMessage-Id: <1@x>\nSubject: Cake\n\na");
        let head =
            read_mail_head(b"From: a@b.example\nMessage-Id: <1@x>\nSubject: Cake\n\n", 11 << 20).unwrap();
        assert_eq!((head.size, head.text_cut, head.text.as_str()), (11 << 20, true, ""));
        assert!(head.subject == whole.subject && head.digest != whole.digest);
    }

    #[test]
    fn many_parts_and_deep_nesting_end() {
        let many = format!(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n{}",
            "--x\n\na\n".repeat(10_000)
        );
        let mail = read_text(&many);
        assert!(mail.text.len() <= ReceivedMail::MOST_TEXT + 2);
        assert!(mail.attachments.len() <= MailHead::MOST_ATTACHMENTS);
        let attached = format!(
            "From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n{}--x--\n",
            "--x\nContent-Type: application/pdf\n\n%PDF-1.7\n".repeat(MailHead::MOST_ATTACHMENTS + 3)
        );
        let mail = read_text(&attached);
        assert_eq!((mail.attachments.len(), mail.more_attachments), (MailHead::MOST_ATTACHMENTS, 3));
        let nested =
            format!("From: a@b.example\n{}Subject: x\n\na", "Content-Type: message/rfc822\n\n".repeat(199));
        assert_eq!(read_text(&nested).attachments.len(), 1);
        let multiparts: String = (0..190)
            .map(|level| format!("Content-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\n"))
            .collect();
        read_text(&format!("From: a@b.example\n{multiparts}\na"));
        let header = format!("From: a@b.example\nSubject: {}\n\na", "x".repeat(5 << 20));
        assert_eq!(read_text(&header).subject.unwrap().as_str().len(), 200);
        let to = format!("From: a@b.example\nTo: {}\n\na", "c@d.example, ".repeat(40_000));
        assert_eq!(read_text(&to).to.len(), ReceivedMail::MOST_CORRESPONDENTS);
    }

    #[test]
    fn an_instant_that_cannot_be_is_none() {
        for (date, at) in [
            ("Fri, 20 Nov 2026 08:12:00 -0130", Some("2026-11-20T09:42:00Z")),
            ("20 Nov 2026 23:59:60 +0000", Some("2026-11-20T23:59:59Z")),
            ("Fri, 31 Feb 2026 08:12:00 +0000", None),
            ("1 Jan 1969 00:00:00 +0000", None),
            ("yesterday", None),
        ] {
            let sent = read_text(&format!("From: a@b.example\nDate: {date}\n\na")).sent_at;
            assert_eq!(sent, at.map(|at| at.parse().unwrap()), "{date}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn whatever_comes_is_read_or_refused_within_its_bounds(
            pieces in proptest::collection::vec(prop_oneof![
                Just(b"Content-Type: multipart/mixed; boundary=x\r\n".to_vec()),
                Just(b"Content-Type: message/rfc822\r\n\r\n".to_vec()),
                Just(b"Content-Type: text/html; charset=utf-16\r\n".to_vec()),
                Just(b"Content-Transfer-Encoding: base64\r\n".to_vec()),
                Just(b"From: =?utf-8?q?a?= <a@b.example>, \"x\r\n".to_vec()),
                Just(b"Date: Mon, 99 Foo 99999 99:99 +9999\r\n".to_vec()),
                Just(b"\r\n--x\r\n".to_vec()), Just(b"--x--".to_vec()), Just(b"\r\n\r\n".to_vec()),
                Just(b"=?a?b?".to_vec()), Just(b"&#x110000;<p".to_vec()),
                proptest::collection::vec(any::<u8>(), 0..40),
            ], 0..60),
        ) {
            let raw = pieces.concat();
            if let Ok(mail) = read_mail(&raw) {
                prop_assert!(mail.text.len() <= ReceivedMail::MOST_TEXT);
                prop_assert!(mail.attachments.len() <= MailHead::MOST_ATTACHMENTS);
                prop_assert!(!mail.text.contains('\0'));
                let again = read_mail(&raw).map(|again| again.digest);
                prop_assert_eq!(again, Ok(mail.digest));
            }
        }
    }
}
