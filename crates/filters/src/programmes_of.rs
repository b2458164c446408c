//! Which programmes a filter asks for.

use regulars_kernel::ProgrammeId;

use crate::Filter;

impl Filter {
    /// The programmes in conditions of this tree, each with the pointer to its id. Those of segments that it refers to are not
    /// among them.
    pub fn programmes(&self) -> Vec<(String, ProgrammeId)> {
        let mut found = Vec::new();
        self.collect_programmes("", &mut found);
        found
    }

    /// Whether a condition of this tree asks for points of the type with that code, in a programme that is meant, or in all of them
    /// together.
    pub fn asks_for_points(
        &self,
        point_type: &str,
        is_meant: &(dyn Fn(Option<ProgrammeId>) -> bool + Sync),
    ) -> bool {
        match self {
            Self::All(filters) | Self::Any(filters) => {
                filters.iter().any(|filter| filter.asks_for_points(point_type, is_meant))
            }
            Self::Not(filter) => filter.asks_for_points(point_type, is_meant),
            Self::Points(condition) => {
                condition.point_type.as_deref() == Some(point_type) && is_meant(condition.programme)
            }
            Self::Field(_)
            | Self::Attribute(_)
            | Self::Tag(_)
            | Self::Consent(_)
            | Self::Purchases(_)
            | Self::Anniversary(_)
            | Self::Reaction(_)
            | Self::Employment(_)
            | Self::Cases(_)
            | Self::Programme(_)
            | Self::Tier(_)
            | Self::Redemptions(_)
            | Self::Segment(_) => false,
        }
    }

    fn collect_programmes(&self, pointer: &str, found: &mut Vec<(String, ProgrammeId)>) {
        let (key, filters) = match self {
            Self::All(filters) => ("all", filters),
            Self::Any(filters) => ("any", filters),
            Self::Not(filter) => return filter.collect_programmes(&format!("{pointer}/not"), found),
            Self::Points(condition) => {
                let named = condition.programme;
                found.extend(named.map(|id| (format!("{pointer}/points/programme_id"), id)));
                return;
            }
            Self::Programme(condition) => {
                let named = condition.programme;
                found.extend(named.map(|id| (format!("{pointer}/programme/programme_id"), id)));
                return;
            }
            Self::Tier(condition) => {
                let named = condition.programme;
                found.extend(named.map(|id| (format!("{pointer}/tier/programme_id"), id)));
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
            | Self::Cases(_)
            | Self::Redemptions(_)
            | Self::Segment(_) => return,
        };
        for (index, filter) in filters.iter().enumerate() {
            filter.collect_programmes(&format!("{pointer}/{key}/{index}"), found);
        }
    }
}
