//! Which campaigns of coupons and which rewards a filter asks for.

use crate::{Filter, Redeemed};

impl Filter {
    /// The campaigns and rewards that conditions of this tree name, each with the pointer to its id. Those of segments that it refers
    /// to are not among them.
    pub fn redeemed(&self) -> Vec<(String, Redeemed)> {
        let mut found = Vec::new();
        self.collect_redeemed("", &mut found);
        found
    }

    fn collect_redeemed(&self, pointer: &str, found: &mut Vec<(String, Redeemed)>) {
        let (key, filters) = match self {
            Self::All(filters) => ("all", filters),
            Self::Any(filters) => ("any", filters),
            Self::Not(filter) => return filter.collect_redeemed(&format!("{pointer}/not"), found),
            Self::Redemptions(condition) => {
                let of = condition.of;
                if let Redeemed::Coupons(Some(_)) | Redeemed::Rewards(Some(_)) = of {
                    found.push((format!("{pointer}/{}/{}", of.head(), of.id_key()), of));
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
            | Self::Cases(_)
            | Self::Points(_)
            | Self::Programme(_)
            | Self::Tier(_)
            | Self::Segment(_) => return,
        };
        for (index, filter) in filters.iter().enumerate() {
            filter.collect_redeemed(&format!("{pointer}/{key}/{index}"), found);
        }
    }
}
