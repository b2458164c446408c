//! Comparisons of languages: a tag holds its varieties.

use regulars_filters::TextComparison;

use super::Compiler;
use crate::wall::{Condition, values};

const COLUMN: &str = "c.language";

impl Compiler {
    pub(super) fn language(&self, comparison: &TextComparison) -> Condition {
        match comparison {
            TextComparison::OneOf(tags) => {
                Condition::any(tags.iter().map(|tag| self.is_variety_of(tag)).collect())
            }
            other => self.compare_text(&[COLUMN], other),
        }
    }

    fn is_variety_of(&self, tag: &str) -> Condition {
        let behind = TextComparison::StartsWith(format!("{tag}-"));
        Condition::new(&["(", COLUMN, " = ? OR "], values![tag])
            .then_condition(self.compare_text(&[COLUMN], &behind))
            .then(&[")"], Vec::new())
    }
}
