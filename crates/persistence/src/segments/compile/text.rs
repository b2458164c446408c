//! Comparisons of texts, which are stored in the form of [`TextField::compared`].

use regulars_filters::{TextComparison, TextField};

use super::Compiler;
use crate::wall::{Condition, values};

/// The column that holds a field as filters compare it: it is called as the field is. Cards have a table of their own.
const fn column(field: TextField) -> [&'static str; 3] {
    let is_kept_so = matches!(field, TextField::Phone | TextField::Language | TextField::Country);
    ["c.", field.name(), if is_kept_so { "" } else { "_folded" }]
}

impl Compiler {
    pub(super) fn text(&self, field: TextField, comparison: &TextComparison) -> Condition {
        match field {
            TextField::CardNumber => self.card(comparison),
            TextField::Language => self.language(comparison),
            TextField::Rfm => self.rfm_class(comparison),
            TextField::AnsweredSurvey => self.answered(comparison),
            field => self.compare_text(&column(field), comparison),
        }
    }

    /// Compares a column with texts of its own form, byte by byte.
    pub(super) fn compare_text(&self, column: &[&'static str], comparison: &TextComparison) -> Condition {
        match comparison {
            TextComparison::Present => {
                Condition::new(column, Vec::new()).then(&[" IS NOT NULL"], Vec::new()).never_unknown()
            }
            TextComparison::OneOf(texts) => Condition::one_of_texts(self.backend, column, texts),
            TextComparison::Contains(text) => {
                let function = if self.is_sqlite() { "instr(" } else { "strpos(" };
                Condition::new(&[function], Vec::new())
                    .then(column, Vec::new())
                    .then(&[", ?) > 0"], values![text.as_str()])
            }
            TextComparison::StartsWith(text) if self.is_sqlite() => Condition::new(&["substr("], Vec::new())
                .then(column, Vec::new())
                .then(&[", 1, length(?)) = ?"], values![text.as_str(), text.as_str()]),
            TextComparison::StartsWith(text) => Condition::new(&["starts_with("], Vec::new())
                .then(column, Vec::new())
                .then(&[", ?)"], values![text.as_str()]),
        }
    }
}
