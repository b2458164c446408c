//! The template engine, set up so that a template can do nothing but write values.

use std::sync::Arc;

use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, Value};

use super::RecipientValues;
use super::comparisons::{self, hold};
use super::source::html_entity;
use super::typed_value::is_there;
use super::values::VALUES;

/// A message could not be rendered: the engine refused a template that had passed every check.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the newsletter cannot be rendered: {0}")]
pub struct RenderError(String);

/// Which part of a message a template makes. It decides how values are written, and nothing else does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartKind {
    /// One line of plain text.
    Subject,
    /// HTML: values are escaped.
    Html,
    /// Plain text.
    Text,
}

impl PartKind {
    const fn name(self) -> &'static str {
        match self {
            Self::Subject => "subject",
            Self::Html => "html",
            Self::Text => "text",
        }
    }
}

/// The compiled templates of one newsletter.
#[derive(Debug)]
pub(crate) struct Engine(Environment<'static>);

impl Engine {
    /// Compiles the three parts of a newsletter.
    pub(crate) fn new(parts: [(PartKind, String); 3]) -> Result<Self, RenderError> {
        let mut environment = Environment::empty();
        // There are no loops, so no part runs more instructions than its source has characters. Fuel makes that sure.
        let longest = parts.iter().map(|(_, source)| source.len()).max().unwrap_or_default();
        environment.set_fuel(Some(1000 + u64::try_from(longest).unwrap_or(u64::MAX / 2)));
        environment.set_debug(false);
        environment.set_auto_escape_callback(|name| {
            if name == PartKind::Html.name() { AutoEscape::Html } else { AutoEscape::None }
        });
        environment.set_formatter(write_value);
        environment.add_filter("vocative", vocative);
        environment.add_filter("default", or_default);
        environment.add_filter("d", or_default);
        environment.add_filter("upper", |text: String| text.to_uppercase());
        environment.add_filter("lower", |text: String| text.to_lowercase());
        environment.add_filter("capitalize", |text: String| capitalized(&text));
        environment.add_filter("title", |text: String| {
            text.split(' ').map(capitalized).collect::<Vec<_>>().join(" ")
        });
        environment.add_filter(comparisons::FILTER, hold);
        environment.add_filter("trim", |text: String| text.trim().to_owned());
        for (kind, source) in parts {
            environment
                .add_template_owned(kind.name(), source)
                .map_err(|error| RenderError(error.to_string()))?;
        }
        Ok(Self(environment))
    }

    /// Renders one part for one recipient.
    pub(crate) fn render(
        &self,
        kind: PartKind,
        values: &Arc<RecipientValues>,
    ) -> Result<String, RenderError> {
        self.0
            .get_template(kind.name())
            .and_then(|template| template.render(Value::from_dyn_object(Arc::clone(values))))
            .map_err(|error| RenderError(error.to_string()))
    }
}

/// Writes a value the way the part wants it. There is no "safe" value: whatever comes from a field is escaped in HTML.
fn write_value(output: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let written = if value.is_none() || value.is_undefined() {
        Ok(())
    } else if matches!(state.auto_escape(), AutoEscape::None) {
        match value.as_str() {
            Some(text) => output.write_str(text),
            None => write!(output, "{value}"),
        }
    } else {
        match value.as_str() {
            Some(text) => write_escaped(output, text),
            None => write_escaped(output, &value.to_string()),
        }
    };
    written.map_err(|error| Error::new(ErrorKind::WriteFailure, error.to_string()))
}

fn write_escaped(output: &mut Output<'_>, text: &str) -> std::fmt::Result {
    let mut written = 0;
    for (at, letter) in text.char_indices() {
        if let Some(entity) = html_entity(letter) {
            output.write_str(&text[written..at])?;
            output.write_str(entity)?;
            written = at + letter.len_utf8();
        }
    }
    output.write_str(&text[written..])
}

fn vocative(state: &State<'_, '_>, text: String) -> String {
    let values = state.lookup(VALUES);
    match values.as_ref().and_then(|value| value.downcast_object_ref::<RecipientValues>()) {
        Some(values) => values.vocative(&text),
        None => text,
    }
}

/// The value, or the other one if it is missing or empty. Zero and no are there.
fn or_default(value: Value, other: Option<Value>) -> Value {
    if is_there(&value) { value } else { other.unwrap_or_else(|| Value::from("")) }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect()
    })
}
