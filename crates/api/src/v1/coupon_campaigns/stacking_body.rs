//! How a campaign goes together with others, on the wire.

use regulars_kernel::Label;
use regulars_loyalty::CouponStacking;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::extract::Patched;

/// How a campaign goes together with others on a receipt. Two codes of one campaign never do.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponStackingBody {
    /// Of those of one group a receipt has one.
    #[schema(min_length = 1, max_length = 200)]
    group: Option<String>,
    /// Whether it goes with no other.
    #[serde(default)]
    exclusive: bool,
    /// Those with more come first, and what they take off is no longer there for the others.
    #[serde(default)]
    #[schema(minimum = -1_000_000, maximum = 1_000_000)]
    priority: i32,
}

/// What changes of how a campaign goes together with others.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CouponStackingPatchBody {
    /// Of those of one group a receipt has one.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    group: Patched<String>,
    /// Whether it goes with no other.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    exclusive: Patched<bool>,
    /// Those with more come first.
    #[schema(value_type = Option<i32>, minimum = -1_000_000, maximum = 1_000_000)]
    #[serde(default)]
    priority: Patched<i32>,
}

impl CouponStackingBody {
    /// How; errors are noted below `/stacking`.
    pub fn check(self, invalid: &mut Invalid) -> CouponStacking {
        let group = invalid.parse_option::<Label>("/stacking/group", self.group);
        CouponStacking { group, exclusive: self.exclusive, priority: self.priority }
    }
}

impl CouponStackingPatchBody {
    /// Changes what there is.
    pub fn apply(self, present: &mut CouponStackingBody, invalid: &mut Invalid) {
        self.group.replace_or_clear(&mut present.group);
        self.exclusive.replace(invalid, "/stacking/exclusive", &mut present.exclusive);
        self.priority.replace(invalid, "/stacking/priority", &mut present.priority);
    }
}

impl From<&CouponStacking> for CouponStackingBody {
    fn from(stacking: &CouponStacking) -> Self {
        let group = stacking.group.as_ref().map(|group| group.as_str().to_owned());
        Self { group, exclusive: stacking.exclusive, priority: stacking.priority }
    }
}
