//! Comparisons of values of a closed list.

use regulars_filters::{ChoiceColumn, ChoiceComparison};

use super::Compiler;
use crate::wall::Condition;

const fn column(column: ChoiceColumn) -> &'static str {
    match column {
        ChoiceColumn::Type => "c.customer_type",
        ChoiceColumn::Gender => "c.gender",
        ChoiceColumn::CreatedBy => "c.created_by",
        ChoiceColumn::CardForm => "k.form",
    }
}

impl Compiler {
    pub(super) fn choice(&self, choice: ChoiceColumn, comparison: &ChoiceComparison) -> Condition {
        let column = column(choice);
        let condition = match comparison {
            ChoiceComparison::Present => {
                Condition::new(&[column, " IS NOT NULL"], Vec::new()).never_unknown()
            }
            ChoiceComparison::OneOf(values) => {
                let values: Vec<String> = values.iter().map(|value| (*value).to_owned()).collect();
                Condition::one_of_texts(self.backend, &[column], &values)
            }
        };
        if choice == ChoiceColumn::CardForm { Self::of_any_card(condition) } else { condition }
    }
}
