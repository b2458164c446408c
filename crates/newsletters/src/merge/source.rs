//! Builds a template for the engine out of literal text and tags.

/// A template in the making. Literal text stays literal: braces in it never reach the engine as tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Source(String);

impl Source {
    /// Adds text that is written as it is.
    pub(crate) fn literal(&mut self, text: &str) {
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            // A brace at the end may meet a tag that follows.
            if letter == '{' && matches!(letters.peek(), None | Some('{' | '%' | '#')) {
                self.0.push_str("{{ '{' }}");
            } else {
                self.0.push(letter);
            }
        }
    }

    /// Adds text that is written with HTML's special characters escaped.
    pub(crate) fn literal_html(&mut self, text: &str) {
        self.literal(&escaped_html(text));
    }

    /// Adds a tag in the engine's language, checked or our own.
    pub(crate) fn tag(&mut self, tag: &str) {
        self.0.push_str(tag);
    }

    /// Adds another template.
    pub(crate) fn source(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Whether nothing was added yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The template for the engine.
    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// The text with the five characters escaped that can end a text or a quoted attribute in HTML.
fn escaped_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match html_entity(letter) {
            Some(entity) => escaped.push_str(entity),
            None => escaped.push(letter),
        }
    }
    escaped
}

/// The entity of a character that is special in HTML.
pub(super) const fn html_entity(letter: char) -> Option<&'static str> {
    match letter {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    }
}
