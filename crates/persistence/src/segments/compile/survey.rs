//! What customers answered to surveys.

use regulars_filters::{HalfOpenRange, NumberComparison, TextComparison};
use regulars_kernel::{Instant, SurveyKind};
use uuid::Uuid;

use super::Compiler;
use super::instant::within;
use super::number::compare;
use crate::wall::{Condition, values};

/// Every answer.
const ANSWERS: &str = "FROM survey_invitations a WHERE a.merchant_id = $1 AND a.answered_at IS NOT NULL";
/// No answer of the same customer and kind is later; of two at one instant the one with the greater id is.
const IS_LATEST: &str = " AND NOT EXISTS (SELECT 1 FROM survey_invitations l
    WHERE l.merchant_id = $1 AND l.kind = a.kind AND l.customer_id = a.customer_id AND l.answered_at IS NOT NULL
        AND (l.answered_at, l.id) > (a.answered_at, a.id))";

impl Compiler {
    /// The customer has answered one of the surveys, or any.
    pub(super) fn answered(&self, comparison: &TextComparison) -> Condition {
        let rows = Condition::new(&[ANSWERS], Vec::new());
        let rows = match comparison {
            TextComparison::Present => rows,
            TextComparison::OneOf(surveys) => {
                let ids: Vec<Uuid> = surveys.iter().filter_map(|survey| survey.parse().ok()).collect();
                let one = Condition::one_of_ids(self.backend, "a.survey_id", &ids);
                rows.then(&[" AND "], Vec::new()).then_condition(one)
            }
            // Ids are compared whole.
            TextComparison::Contains(_) | TextComparison::StartsWith(_) => return Condition::constant(false),
        };
        self.found_in("c.id", "a.customer_id", self.of_the_one(rows, "a.customer_id"))
    }

    /// The latest score of a kind compares so.
    pub(super) fn last_score(&self, kind: SurveyKind, comparison: NumberComparison) -> Condition {
        let rows = Condition::new(&[ANSWERS, " AND a.kind = ? AND "], values![kind.name()])
            .then_condition(compare("a.score", comparison))
            .then(&[IS_LATEST], Vec::new());
        self.found_in("c.id", "a.customer_id", self.of_the_one(rows, "a.customer_id"))
    }

    /// The latest answer to any survey was given in the range.
    pub(super) fn last_answered(&mut self, range: HalfOpenRange<Instant>) -> Condition {
        let Some(having) = within("max(a.answered_at)", range) else {
            return self.answered(&TextComparison::Present);
        };
        let rows = self.of_the_one(Condition::new(&[ANSWERS], Vec::new()), "a.customer_id");
        self.found_in_groups("a.customer_id", rows, having)
    }
}
