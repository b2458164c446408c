//! Which lines of a receipt a rule means, on the wire.

use regulars_kernel::Label;
use regulars_loyalty::{LineMatch, LineSelector};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::extract::Patched;

/// Lines that agree in everything that is named; at least one of these is.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineMatchBody {
    /// The number of the goods.
    #[schema(min_length = 1, max_length = 200)]
    sku: Option<String>,
    /// The category or anything under it: `fuel` means `fuel/diesel`, too.
    #[schema(min_length = 1, max_length = 200, example = "fuel")]
    category: Option<String>,
    /// The unit.
    #[schema(min_length = 1, max_length = 200, example = "l")]
    unit: Option<String>,
}

/// Which lines of a receipt are meant: those that any of `include` means, or all where it is empty, and none that any of `exclude`
/// means.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineSelectorBody {
    /// Those that are meant.
    #[serde(default)]
    #[schema(max_items = 200)]
    include: Vec<LineMatchBody>,
    /// Those that are not.
    #[serde(default)]
    #[schema(max_items = 200)]
    exclude: Vec<LineMatchBody>,
}

/// What changes of the lines that are meant.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LineSelectorPatchBody {
    /// Those that are meant, all of them.
    #[schema(value_type = Option<Vec<LineMatchBody>>, max_items = 200)]
    #[serde(default)]
    include: Patched<Vec<LineMatchBody>>,
    /// Those that are not, all of them.
    #[schema(value_type = Option<Vec<LineMatchBody>>, max_items = 200)]
    #[serde(default)]
    exclude: Patched<Vec<LineMatchBody>>,
}

impl LineSelectorBody {
    /// The lines; errors are noted below `/lines`.
    pub fn check(self, invalid: &mut Invalid) -> LineSelector {
        LineSelector {
            include: check_matches(self.include, "/lines/include", invalid),
            exclude: check_matches(self.exclude, "/lines/exclude", invalid),
        }
    }
}

fn check_matches(matches: Vec<LineMatchBody>, pointer: &str, invalid: &mut Invalid) -> Vec<LineMatch> {
    let mut checked = Vec::with_capacity(matches.len());
    for (index, LineMatchBody { sku, category, unit }) in matches.into_iter().enumerate() {
        let place = format!("{pointer}/{index}");
        if sku.is_none() && category.is_none() && unit.is_none() {
            invalid.add(place, "invalid", "must name a sku, a category or a unit");
            continue;
        }
        let mut label = |field: &str, text| invalid.parse_option::<Label>(&format!("{place}/{field}"), text);
        checked.push(LineMatch {
            sku: label("sku", sku),
            category: label("category", category),
            unit: label("unit", unit),
        });
    }
    checked
}

impl LineSelectorPatchBody {
    /// Changes what there is.
    pub fn apply(self, present: &mut LineSelectorBody, invalid: &mut Invalid) {
        self.include.replace(invalid, "/lines/include", &mut present.include);
        self.exclude.replace(invalid, "/lines/exclude", &mut present.exclude);
    }
}

impl From<&LineMatch> for LineMatchBody {
    fn from(lines: &LineMatch) -> Self {
        let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
        Self { sku: text(&lines.sku), category: text(&lines.category), unit: text(&lines.unit) }
    }
}

impl From<&LineSelector> for LineSelectorBody {
    fn from(selector: &LineSelector) -> Self {
        let shown = |lines: &[LineMatch]| lines.iter().map(LineMatchBody::from).collect();
        Self { include: shown(&selector.include), exclude: shown(&selector.exclude) }
    }
}
