//! How a rule goes together with others, on the wire.

use regulars_kernel::Label;
use regulars_loyalty::Stacking;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::extract::Patched;
use crate::v1::programmes::names::StackingModeBody;

/// How a rule goes together with others.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningStackingBody {
    /// How.
    mode: StackingModeBody,
    /// With those of the same group that give the same points. Rules that exclude each other need one.
    #[schema(min_length = 1, max_length = 200)]
    group: Option<String>,
}

/// What changes of how a rule goes together with others.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EarningStackingPatchBody {
    /// How.
    #[schema(value_type = Option<StackingModeBody>)]
    #[serde(default)]
    mode: Patched<StackingModeBody>,
    /// With those of the same group.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    group: Patched<String>,
}

/// Beside all others.
impl Default for EarningStackingBody {
    fn default() -> Self {
        Self { mode: StackingModeBody::Add, group: None }
    }
}

impl EarningStackingBody {
    /// How; errors are noted below `/stacking`.
    pub fn check(self, invalid: &mut Invalid) -> Stacking {
        let group = invalid.parse_option::<Label>("/stacking/group", self.group);
        Stacking { mode: self.mode.into(), group }
    }
}

impl EarningStackingPatchBody {
    /// Changes what there is.
    pub fn apply(self, present: &mut EarningStackingBody, invalid: &mut Invalid) {
        self.mode.replace(invalid, "/stacking/mode", &mut present.mode);
        self.group.replace_or_clear(&mut present.group);
    }
}

impl From<&Stacking> for EarningStackingBody {
    fn from(stacking: &Stacking) -> Self {
        let group = stacking.group.as_ref().map(|group| group.as_str().to_owned());
        Self { mode: stacking.mode.into(), group }
    }
}
