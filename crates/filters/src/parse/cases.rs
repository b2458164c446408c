//! Reading conditions on service cases.

use regulars_kernel::CaseState;
use serde_json::Value;

use super::purchases::COMPARISONS;
use super::reader::{Reader, child};
use crate::{CaseAssignee, CasesCondition, FilterErrorCode, NumberComparison, NumberTest};

/// The greatest number of cases that can be compared with.
const MOST: i64 = 1_000_000;

impl Reader {
    /// The object behind `cases`.
    pub(super) fn cases(&mut self, value: &Value, pointer: &str) -> Option<CasesCondition> {
        let members = self.object(value, pointer)?;
        self.only(members, pointer, &["state", "overdue", "assignee_id", "within", "op", "value"]);
        let states = match members.get("state") {
            Some(value) => self.case_states(value, &child(pointer, "state")),
            None => Some(Vec::new()),
        };
        let overdue = match members.get("overdue") {
            Some(Value::Bool(overdue)) => Some(Some(*overdue)),
            Some(_) => {
                self.fault(&child(pointer, "overdue"), FilterErrorCode::WrongType, "must be true or false")
            }
            None => Some(None),
        };
        let assignee = match members.get("assignee_id") {
            Some(Value::Null) => Some(Some(CaseAssignee::Nobody)),
            Some(value) => self.case_assignee(value, &child(pointer, "assignee_id")).map(Some),
            None => Some(None),
        };
        let within = match members.get("within") {
            Some(value) => self.period(value, &child(pointer, "within")).map(Some),
            None => Some(None),
        };
        let test = if members.contains_key("op") || members.contains_key("value") {
            let operator = self
                .required(members, pointer, "op")
                .and_then(|value| self.operator_of(value, &child(pointer, "op"), COMPARISONS));
            let value = self.required(members, pointer, "value");
            let (operator, value) = operator.zip(value)?;
            self.number_test(operator, value, &child(pointer, "value"), |reader, value, pointer| {
                reader.integer(value, pointer, 0..=MOST)
            })
        } else {
            Some(NumberTest::Is(NumberComparison::GreaterOrEqual(1)))
        };
        Some(CasesCondition {
            states: states?,
            overdue: overdue?,
            assignee: assignee?,
            within: within?,
            test: test?,
        })
    }

    fn case_states(&mut self, value: &Value, pointer: &str) -> Option<Vec<CaseState>> {
        let state = |reader: &mut Self, value: &Value, pointer: &str| {
            reader.name(value, pointer, CaseState::ALL, CaseState::name)
        };
        if value.is_string() {
            state(self, value, pointer).map(|state| vec![state])
        } else {
            self.list(value, pointer, state)
        }
    }

    fn case_assignee(&mut self, value: &Value, pointer: &str) -> Option<CaseAssignee> {
        match self.string(value, pointer)?.parse() {
            Ok(id) => Some(CaseAssignee::User(id)),
            Err(_) => self.fault(
                pointer,
                FilterErrorCode::InvalidValue,
                "must be the id of a user, or null for nobody",
            ),
        }
    }
}
