//! Whose service cases a filter asks for.

use regulars_kernel::UserId;

use crate::{CaseAssignee, Filter};

impl Filter {
    /// The persons in charge in conditions on service cases in this tree, each with the pointer to its id. Those of segments that
    /// it refers to are not among them.
    pub fn assignees(&self) -> Vec<(String, UserId)> {
        let mut found = Vec::new();
        self.collect_assignees("", &mut found);
        found
    }

    fn collect_assignees(&self, pointer: &str, found: &mut Vec<(String, UserId)>) {
        let (key, filters) = match self {
            Self::All(filters) => ("all", filters),
            Self::Any(filters) => ("any", filters),
            Self::Not(filter) => return filter.collect_assignees(&format!("{pointer}/not"), found),
            Self::Cases(condition) => {
                if let Some(CaseAssignee::User(user)) = condition.assignee {
                    found.push((format!("{pointer}/cases/assignee_id"), user));
                }
                return;
            }
            Self::Field(_)
            | Self::Attribute(_)
            | Self::Tag(_)
            | Self::Consent(_)
            | Self::Purchases(_)
            | Self::Anniversary(_)
            | Self::Reaction(_)
            | Self::Employment(_)
            | Self::Points(_)
            | Self::Programme(_)
            | Self::Tier(_)
            | Self::Redemptions(_)
            | Self::Segment(_) => return,
        };
        for (index, filter) in filters.iter().enumerate() {
            filter.collect_assignees(&format!("{pointer}/{key}/{index}"), found);
        }
    }
}
