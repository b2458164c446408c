//! Builds a template for the engine out of literal text and tags.

use super::Tag;

/// A template in the making. Literal text stays literal: braces in it never reach the engine as tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Source {
    template: String,
    size: usize,
}

/// What the value of a field is counted as, in bytes.
const FIELD_SIZE: usize = 100;
/// What the address of a link is counted as at least, in bytes: signed ones are about as long.
const LINK_SIZE: usize = 200;

impl Source {
    /// Adds text that is written as it is.
    pub(crate) fn literal(&mut self, text: &str) {
        self.size += text.len();
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            let (before, braced) = rest.split_at(start);
            self.template.push_str(before);
            let after = braced.trim_start_matches('{');
            let braces = &braced[..braced.len() - after.len()];
            // A brace at the end may meet a tag that follows.
            if braces.len() > 1 || after.is_empty() || after.starts_with(['%', '#']) {
                self.template.push_str("{{ '");
                self.template.push_str(braces);
                self.template.push_str("' }}");
            } else {
                self.template.push_str(braces);
            }
            rest = after;
        }
        self.template.push_str(rest);
    }

    /// Adds text that is written with HTML's special characters escaped.
    pub(crate) fn literal_html(&mut self, text: &str) {
        self.literal(&escaped_html(text));
    }

    /// Adds a tag of our own in the engine's language.
    pub(crate) fn tag(&mut self, tag: &str) {
        self.size += tag.len();
        self.template.push_str(tag);
    }

    /// Adds a merchant's tag that was checked.
    pub(crate) fn checked(&mut self, tag: &Tag) {
        self.size += FIELD_SIZE * (tag.fields.len() + tag.attributes.len());
        self.tag(&tag.source);
    }

    /// Adds the tag that writes the address of a link, which leads to `url`.
    pub(crate) fn link(&mut self, tag: &str, url: &str) {
        self.size += url.len().max(LINK_SIZE);
        self.template.push_str(tag);
    }

    /// Adds another template.
    pub(crate) fn source(&mut self, other: &Self) {
        self.size += other.size;
        self.template.push_str(&other.template);
    }

    /// Whether nothing was added yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.template.is_empty()
    }

    /// About how many bytes it makes of a recipient's values: literal text as it is, every field as 100 and every link
    /// as at least 200.
    pub(crate) const fn size(&self) -> usize {
        self.size
    }

    /// The template for the engine.
    pub(crate) fn into_string(self) -> String {
        self.template
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
