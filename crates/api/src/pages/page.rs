//! One page as HTML, with the headers that every page has.

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use data_encoding::BASE64;
use minijinja::Environment;
use minijinja::value::Serde;
use regulars_kernel::Language;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::texts::Texts;
use crate::error::ApiError;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");

/// What a page shows. Everything but the style is escaped.
#[derive(Serialize)]
pub struct HtmlPage {
    language: &'static str,
    heading: &'static str,
    merchant: Option<String>,
    imprint: Option<String>,
    paragraphs: Vec<String>,
    consent_text: Option<String>,
    form: Option<Form>,
    style: &'static str,
}

/// What the person can send from a page. It is sent to the page's own address.
#[derive(Serialize)]
pub struct Form {
    /// The name of the field that tells the form apart.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
    /// A fingerprint of the texts that the form shows, where they have to be the very ones.
    pub texts: Option<String>,
    /// What the mark means that stands at what is needed.
    pub marked: Option<&'static str>,
    /// What is sent with it and nobody sees.
    pub hidden: Vec<HiddenInput>,
    /// Lines to be filled in. With them goes one that nobody sees.
    pub inputs: Vec<TextInput>,
    /// Boxes to be ticked.
    pub choices: Vec<Choice>,
    /// A score to be chosen.
    pub scale: Option<Scale>,
    /// Something to be written.
    pub area: Option<TextArea>,
    /// What the button says.
    pub button: &'static str,
}

impl Form {
    /// A form with nothing but a button.
    pub const fn new(name: &'static str, value: &'static str, button: &'static str) -> Self {
        Self {
            name,
            value,
            texts: None,
            marked: None,
            hidden: Vec::new(),
            inputs: Vec::new(),
            choices: Vec::new(),
            scale: None,
            area: None,
            button,
        }
    }
}

/// Something that goes with a form as it is.
#[derive(Serialize)]
pub struct HiddenInput {
    /// The name of the field.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// A score to be chosen. It is sent as `score`.
#[derive(Serialize)]
pub struct Scale {
    /// What it answers.
    pub question: String,
    /// The scores, the lowest first.
    pub scores: Vec<u8>,
    /// The one that is chosen.
    pub chosen: Option<u8>,
    /// What the ends mean.
    pub ends: String,
    /// What is wrong.
    pub fault: Option<&'static str>,
}

/// Something to be written. It is sent as `comment`.
#[derive(Serialize)]
pub struct TextArea {
    /// What is asked.
    pub label: String,
    /// What stands in it.
    pub value: String,
    /// What is said about it.
    pub hint: Option<&'static str>,
    /// What is wrong with it.
    pub fault: Option<&'static str>,
}

/// A box to be ticked.
#[derive(Serialize)]
pub struct Choice {
    /// The name of the field.
    pub name: &'static str,
    /// What it says.
    pub label: &'static str,
    /// Whether it is ticked.
    pub chosen: bool,
    /// Whether nothing is taken without the tick.
    pub required: bool,
    /// The text that a tick agrees to.
    pub text: Option<String>,
    /// What is wrong with it.
    pub fault: Option<&'static str>,
}

/// A line to be filled in.
#[derive(Serialize)]
pub struct TextInput {
    /// The name of the field.
    pub name: &'static str,
    /// What it asks for.
    pub label: &'static str,
    /// The type of the `input` of HTML, or `textarea`.
    pub kind: &'static str,
    /// What a browser may fill in by itself: the `autocomplete` of HTML.
    pub purpose: &'static str,
    /// Whether nothing is taken without it.
    pub required: bool,
    /// What stands in it.
    pub value: String,
    /// What is wrong with it.
    pub fault: Option<&'static str>,
}

impl HtmlPage {
    /// A page that says `paragraph` and nothing else.
    pub fn new(language: Language, heading: &'static str, paragraph: String) -> Self {
        Self {
            language: language.tag(),
            heading,
            merchant: None,
            imprint: None,
            paragraphs: vec![paragraph],
            consent_text: None,
            form: None,
            style: STYLE,
        }
    }

    /// The same page in a merchant's name.
    #[must_use]
    pub fn of(self, merchant: String, imprint: Option<String>) -> Self {
        Self { merchant: Some(merchant), imprint, ..self }
    }

    /// The same page with another paragraph.
    #[must_use]
    pub fn and(mut self, paragraph: String) -> Self {
        self.paragraphs.push(paragraph);
        self
    }

    /// The same page with the text that the person agrees to.
    #[must_use]
    pub fn with_consent_text(self, text: Option<String>) -> Self {
        Self { consent_text: text, ..self }
    }

    /// The same page with a form.
    #[must_use]
    pub fn with_form(self, form: Form) -> Self {
        Self { form: Some(form), ..self }
    }

    /// The page as an answer.
    pub fn respond(&self, status: StatusCode) -> Result<HttpResponse, ApiError> {
        let html = self.render().map_err(ApiError::defect)?;
        Ok(answer_with(html, status, (self.language, STYLE), ""))
    }

    fn render(&self) -> Result<String, minijinja::Error> {
        let mut engine = Environment::new();
        // The ending of the name turns escaping on.
        engine.add_template("page.html", TEMPLATE)?;
        engine.get_template("page.html")?.render(Serde(self))
    }
}

/// A page in a language with that one style as an answer. `sources` allows it to load what else it needs.
pub fn answer_with(
    html: String,
    status: StatusCode,
    (language, style): (&'static str, &str),
    sources: &str,
) -> HttpResponse {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}';{sources} form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        BASE64.encode(&Sha256::digest(style.as_bytes()))
    );
    HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .insert_header(("Content-Security-Policy", policy))
        .insert_header(("X-Robots-Tag", "noindex"))
        .insert_header(("Content-Language", language))
        .body(html)
}

/// The page behind a link that does not hold: forged, unknown and expired ones look the same.
pub fn not_valid(language: Language) -> Result<HttpResponse, ApiError> {
    let texts = Texts::of(language);
    HtmlPage::new(language, texts.not_valid_heading, texts.not_valid.to_owned())
        .respond(StatusCode::NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_merchant_writes_is_escaped() {
        let page = HtmlPage::new(Language::English, "Heading", "<script>1</script>".to_owned())
            .of("<b>Shop</b>".to_owned(), Some("\"><img>".to_owned()))
            .with_consent_text(Some("<i>".to_owned()));
        let html = page.render().unwrap();
        for fragment in ["<script>", "<b>", "<img", "<i>"] {
            assert!(!html.contains(fragment), "{html}");
        }
        assert!(html.contains("&lt;b&gt;Shop"));
        assert!(html.contains(STYLE));
    }
}
