//! The conditions on reactions in a tree, with their places.

use crate::{Filter, ReactionCondition};

impl Filter {
    /// The conditions on reactions in this tree, each with the pointer to the object behind `reaction`. Those of segments
    /// that it refers to are not among them.
    pub fn reactions(&self) -> Vec<(String, &ReactionCondition)> {
        let mut found = Vec::new();
        self.collect_reactions("", &mut found);
        found
    }

    fn collect_reactions<'a>(&'a self, pointer: &str, found: &mut Vec<(String, &'a ReactionCondition)>) {
        let (key, filters) = match self {
            Self::All(filters) => ("all", filters),
            Self::Any(filters) => ("any", filters),
            Self::Not(filter) => return filter.collect_reactions(&format!("{pointer}/not"), found),
            Self::Reaction(condition) => return found.push((format!("{pointer}/reaction"), condition)),
            Self::Field(_)
            | Self::Attribute(_)
            | Self::Tag(_)
            | Self::Consent(_)
            | Self::Purchases(_)
            | Self::Anniversary(_)
            | Self::Employment(_)
            | Self::Points(_)
            | Self::Programme(_)
            | Self::Tier(_)
            | Self::Redemptions(_)
            | Self::Cases(_)
            | Self::Segment(_) => return,
        };
        for (index, filter) in filters.iter().enumerate() {
            filter.collect_reactions(&format!("{pointer}/{key}/{index}"), found);
        }
    }
}
