//! Numbers of service cases.

use regulars_filters::{CaseAssignee, ResolvedCases};

use super::Compiler;
use super::instant::within;
use super::number::{compare, passes_zero};
use crate::wall::{Condition, values};

/// Nothing is left to be done of these, as `CaseState::is_done` says.
macro_rules! done {
    () => {
        "k.state IN ('resolved', 'closed')"
    };
}

impl Compiler {
    /// Who has none is in no group, and has zero of them.
    pub(super) fn cases(&mut self, condition: &ResolvedCases) -> Condition {
        let rows = self.case_rows(condition);
        let having = compare("count(*)", condition.comparison).never_unknown();
        if passes_zero(condition.comparison) {
            self.found_in_groups("k.customer_id", rows, having.negated()).negated()
        } else {
            self.found_in_groups("k.customer_id", rows, having)
        }
    }

    fn case_rows(&self, condition: &ResolvedCases) -> Condition {
        let rows = Condition::new(&["FROM service_cases k WHERE k.merchant_id = $1"], Vec::new());
        let mut rows = self.of_the_one(rows, "k.customer_id");
        if !condition.states.is_empty() {
            let names: Vec<String> = condition.states.iter().map(|state| state.name().to_owned()).collect();
            let stands = Condition::one_of_texts(self.backend, &["k.state"], &names);
            rows = rows.then(&[" AND "], Vec::new()).then_condition(stands);
        }
        rows = match condition.overdue {
            Some((true, on)) => rows.then(&[" AND k.due_on < ? AND NOT ", done!()], values![on]),
            Some((false, on)) => {
                rows.then(&[" AND (k.due_on IS NULL OR k.due_on >= ? OR ", done!(), ")"], values![on])
            }
            None => rows,
        };
        rows = match condition.assignee {
            Some(CaseAssignee::User(user)) => rows.then(&[" AND k.assignee_id = ?"], values![user.value()]),
            Some(CaseAssignee::Nobody) => rows.then(&[" AND k.assignee_id IS NULL"], Vec::new()),
            None => rows,
        };
        match within("k.created_at", condition.period) {
            Some(opened) => rows.then(&[" AND "], Vec::new()).then_condition(opened),
            None => rows,
        }
    }
}
