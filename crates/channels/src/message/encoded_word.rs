//! Text that a mail program would take for something encoded is encoded itself (RFC 2047).

use data_encoding::BASE64;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;

use super::header_text::one_line;

/// The most bytes of text in one encoded word: with the header's name before it, it fits on a line.
const LONGEST: usize = 42;

/// A text as a header. Text beyond ASCII is encoded as it is written.
pub(super) fn text_header(text: &str) -> HeaderType<'_> {
    let text = one_line(text);
    if pretends(&text) {
        HeaderType::Raw(Raw::new(encoded_words(&text)))
    } else {
        HeaderType::Text(Text::new(text))
    }
}

/// A name and an address as a header.
pub(super) fn named_header<'a>(name: Option<&'a str>, address: &'a str) -> HeaderType<'a> {
    let name = name.map(one_line).filter(|name| !name.trim().is_empty());
    match name {
        // An encoded word within quotation marks should stay as it is, and many programs decode it all the same.
        Some(name) if pretends(&name) => {
            HeaderType::Raw(Raw::new(format!("{} <{address}>", encoded_words(&name))))
        }
        name => HeaderType::Address(Address::new_address(name, address)),
    }
}

/// Whether a text of ASCII holds the beginning of an encoded word.
fn pretends(text: &str) -> bool {
    text.is_ascii() && text.contains("=?")
}

/// The text as encoded words with spaces between them, which do not count.
fn encoded_words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() * 2);
    let mut rest = text;
    while !rest.is_empty() {
        let (word, others) = rest.split_at(rest.floor_char_boundary(LONGEST));
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str("=?utf-8?B?");
        BASE64.encode_append(word.as_bytes(), &mut words);
        words.push_str("?=");
        rest = others;
    }
    words
}
