//! The pages of a mailbox as HTML. Everything that messages hold is escaped.

use actix_web::HttpResponse;
use data_encoding::BASE64;
use minijinja::Environment;
use minijinja::value::Serde;
use regulars_kernel::Instant;
use regulars_newsletters::{CapturedMessage, KeptMessage};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::error::ApiError;

const LIST: &str = include_str!("list.html");
const MESSAGE: &str = include_str!("message.html");
const STYLE: &str = include_str!("mailbox.css");

/// The list of messages. Links are relative, so that they hold below any host and folder.
#[derive(Serialize)]
pub struct ListView {
    merchant: String,
    messages: Vec<Headline>,
    next: Option<String>,
    style: &'static str,
}

/// One line of the list.
#[derive(Serialize)]
struct Headline {
    link: String,
    channel: &'static str,
    to: String,
    subject: Option<String>,
    time: String,
}

/// One message.
#[derive(Serialize)]
pub struct MessageView {
    merchant: String,
    back: String,
    channel: &'static str,
    to: String,
    subject: Option<String>,
    time: String,
    headers: Vec<(String, String)>,
    frame: Option<String>,
    text: Vec<Piece>,
    style: &'static str,
}

/// A part of a text.
#[derive(Debug, PartialEq, Eq, Serialize)]
struct Piece {
    text: String,
    is_link: bool,
}

impl ListView {
    /// A page of a merchant's messages, and the cursor of the next page.
    pub fn new(merchant: &str, token: &str, messages: Vec<KeptMessage>, next: Option<String>) -> Self {
        let headline = |kept: KeptMessage| Headline {
            link: format!("{token}/{}", kept.message.id),
            channel: kept.message.channel,
            to: kept.message.recipient,
            subject: kept.message.subject,
            time: shown_time(kept.created_at),
        };
        Self {
            merchant: merchant.to_owned(),
            messages: messages.into_iter().map(headline).collect(),
            next: next.map(|cursor| format!("{token}?cursor={cursor}")),
            style: STYLE,
        }
    }

    /// The page as an answer.
    pub fn respond(&self) -> Result<HttpResponse, ApiError> {
        respond(LIST, self)
    }
}

impl MessageView {
    /// The page of a merchant's message.
    pub fn new(merchant: &str, token: &str, kept: KeptMessage) -> Self {
        let KeptMessage { message, created_at } = kept;
        let CapturedMessage { id, channel, recipient, subject, html, text, headers } = message;
        Self {
            merchant: merchant.to_owned(),
            back: format!("../{token}"),
            channel,
            to: recipient,
            subject,
            time: shown_time(created_at),
            headers,
            frame: html.map(|_| format!("{id}/html")),
            text: pieces(&text),
            style: STYLE,
        }
    }

    /// The page as an answer.
    pub fn respond(&self) -> Result<HttpResponse, ApiError> {
        respond(MESSAGE, self)
    }
}

fn shown_time(instant: Instant) -> String {
    instant.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// A text, with its web addresses set apart.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for word in text.split_inclusive(char::is_whitespace) {
        let is_address = |word: &str| word.starts_with("https://") || word.starts_with("http://");
        let (address, rest) = match word.trim_end() {
            trimmed if is_address(trimmed) => word.split_at(trimmed.len()),
            _ => ("", word),
        };
        if !address.is_empty() {
            pieces.push(Piece { text: address.to_owned(), is_link: true });
        }
        match pieces.last_mut() {
            Some(last) if !last.is_link => last.text.push_str(rest),
            _ => pieces.push(Piece { text: rest.to_owned(), is_link: false }),
        }
    }
    pieces
}

fn respond(template: &'static str, view: &impl Serialize) -> Result<HttpResponse, ApiError> {
    let html = render(template, view).map_err(ApiError::defect)?;
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; frame-src 'self'; form-action 'none'; base-uri 'none'; \
         frame-ancestors 'none'",
        BASE64.encode(&Sha256::digest(STYLE.as_bytes()))
    );
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header(("Content-Security-Policy", policy))
        .insert_header(("X-Robots-Tag", "noindex"))
        .body(html))
}

fn render(template: &'static str, view: &impl Serialize) -> Result<String, minijinja::Error> {
    let mut engine = Environment::new();
    // The ending of the name turns escaping on.
    engine.add_template("page.html", template)?;
    engine.get_template("page.html")?.render(Serde(view))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_text_become_links_and_nothing_is_lost() {
        let text = "Potvrdite:\nhttps://demo.test/c/abc\n\njavascript:alert(1) http://x.test  kraj";
        let found = pieces(text);
        assert_eq!(found.iter().map(|piece| piece.text.as_str()).collect::<String>(), text);
        let links: Vec<&str> =
            found.iter().filter(|piece| piece.is_link).map(|piece| piece.text.as_str()).collect();
        assert_eq!(links, ["https://demo.test/c/abc", "http://x.test"]);
    }
}
