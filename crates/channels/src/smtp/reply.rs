//! Replies of a relay.

use std::fmt;

use regulars_kernel::Personal;

/// What a relay answered: a code, and a text that may name the recipient and so prints redacted.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    code: u16,
    text: Personal<String>,
}

/// An enhanced status code (RFC 3463), such as 5.1.1 for an unknown mailbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EnhancedStatus {
    /// 2 success, 4 try later, 5 never.
    pub class: u8,
    /// What it is about: 1 addressing, 2 mailbox, 3 mail system, 4 network, 5 protocol, 6 content, 7 policy.
    pub subject: u16,
    /// The very problem.
    pub detail: u16,
}

/// More than one reply can reasonably hold; a relay that sends more does not speak SMTP.
const LONGEST_REPLY: usize = 64 * 1024;
/// How much of the text is kept.
const LONGEST_TEXT: usize = 1000;

impl Reply {
    /// A reply made by hand, for what answers in a relay's place.
    pub fn new(code: u16, text: &str) -> Self {
        let shown = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter });
        Self { code, text: Personal::new(shown.take(LONGEST_TEXT).collect()) }
    }

    /// The three digits.
    pub const fn code(&self) -> u16 {
        self.code
    }

    /// The text without the codes of its lines, the lines joined by a space, cut to 1,000 characters. It may name the
    /// recipient: it is for stores and for staff, never for logs.
    pub fn text(&self) -> &str {
        self.text.expose()
    }

    /// The enhanced status code at the start of the text, if the relay gives one.
    pub fn enhanced_status(&self) -> Option<EnhancedStatus> {
        let word = self.text().split(' ').next()?;
        let mut numbers = word.split('.');
        let class = numbers.next()?.parse().ok()?;
        let status = EnhancedStatus {
            class,
            subject: numbers.next()?.parse().ok()?,
            detail: numbers.next()?.parse().ok()?,
        };
        (matches!(class, 2 | 4 | 5) && numbers.next().is_none()).then_some(status)
    }

    /// 2xx, less 221, by which a relay hangs up.
    pub(crate) const fn is_success(&self) -> bool {
        self.code >= 200 && self.code < 300 && self.code != 221
    }

    /// 4xx.
    pub(crate) const fn is_transient(&self) -> bool {
        self.code >= 400 && self.code < 500
    }

    /// 5xx.
    pub(crate) const fn is_permanent(&self) -> bool {
        self.code >= 500
    }

    /// 221 and 421: the relay closes the connection.
    pub(crate) const fn hangs_up(&self) -> bool {
        matches!(self.code, 221 | 421)
    }

    /// Reads one whole reply from the start of `input`, and tells how many bytes it took. `Ok(None)`: more bytes are
    /// needed. `Err(…)`: this is no reply.
    pub(super) fn parse(input: &[u8]) -> Result<Option<(Self, usize)>, NotAReply> {
        let mut taken = 0;
        let mut text = String::new();
        let mut first_code = None;
        while let Some(length) = memchr::memchr(b'\n', &input[taken..]) {
            let line = &input[taken..taken + length];
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            taken += length + 1;
            let code = code_of(line).ok_or(NotAReply)?;
            if *first_code.get_or_insert(code) != code {
                return Err(NotAReply);
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&String::from_utf8_lossy(line.get(4..).unwrap_or_default()));
            if line.get(3) != Some(&b'-') {
                return Ok(Some((Self::new(code, &text), taken)));
            }
        }
        if input.len() > LONGEST_REPLY { Err(NotAReply) } else { Ok(None) }
    }

    /// The lines of a whole reply without their codes, as an EHLO reply lists its extensions.
    pub(super) fn lines(raw: &[u8]) -> impl Iterator<Item = String> {
        raw.split(|byte| *byte == b'\n')
            .filter_map(|line| line.get(4..))
            .map(|line| String::from_utf8_lossy(line).trim().to_owned())
    }
}

/// The bytes are no SMTP reply.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NotAReply;

fn code_of(line: &[u8]) -> Option<u16> {
    if !matches!(line.get(3), None | Some(b' ' | b'-')) {
        return None;
    }
    let digits = line.get(..3)?;
    let code: u16 = std::str::from_utf8(digits).ok()?.parse().ok()?;
    (200..600).contains(&code).then_some(code)
}

impl fmt::Display for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.code)?;
        self.enhanced_status().map_or(Ok(()), |status| write!(formatter, " {status}"))
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Reply({self})")
    }
}

impl fmt::Display for EnhancedStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_of_one_line_is_read_and_the_rest_left() {
        let (reply, taken) = Reply::parse(b"250 2.0.0 Ok: queued\r\n354 go\r\n").unwrap().unwrap();
        assert_eq!((reply.code(), reply.text(), taken), (250, "2.0.0 Ok: queued", 22));
        assert_eq!(reply.enhanced_status(), Some(EnhancedStatus { class: 2, subject: 0, detail: 0 }));
    }

    #[test]
    fn a_reply_of_several_lines_is_joined() {
        let (reply, _) = Reply::parse(b"550-5.1.1 No such\r\n550 mailbox\r\n").unwrap().unwrap();
        assert_eq!(reply.text(), "5.1.1 No such mailbox");
        assert_eq!(reply.to_string(), "550 5.1.1");
    }

    #[test]
    fn an_unfinished_reply_waits_for_more() {
        for part in ["", "2", "250", "250 Ok", "250-one\r\n", "250-one\r\n250 two\r"] {
            assert_eq!(Reply::parse(part.as_bytes()), Ok(None), "{part:?}");
        }
    }

    #[test]
    fn what_is_not_smtp_is_told_apart() {
        for text in [
            "HTTP/1.1 400 Bad Request\r\n",
            "\r\n",
            "25\r\n",
            "250-one\r\n450 two\r\n",
            "999 no\r\n",
            "2500\r\n",
        ] {
            assert_eq!(Reply::parse(text.as_bytes()), Err(NotAReply), "{text:?}");
        }
        assert_eq!(Reply::parse(&vec![b'2'; LONGEST_REPLY + 1]), Err(NotAReply));
    }

    #[test]
    fn a_bare_code_is_a_reply() {
        let (reply, _) = Reply::parse(b"250\r\n").unwrap().unwrap();
        assert_eq!((reply.code(), reply.text()), (250, ""));
    }

    #[test]
    fn the_text_never_prints_itself() {
        let reply = Reply::new(550, "5.1.1 <ana@example.com> unknown");
        assert_eq!(format!("{reply:?} {reply}"), "Reply(550 5.1.1) 550 5.1.1");
    }
}
