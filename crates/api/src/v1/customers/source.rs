//! Where a customer comes from, on the wire.

use regulars_customers::{Source, Utm, UtmPatch};
use regulars_kernel::{Change, Label};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::extract::Patched;

/// The campaign that brought a customer, as the parameters of its link said.
#[derive(Debug, Serialize, ToSchema)]
pub struct UtmBody {
    /// `utm_source`.
    #[schema(example = "newsletter")]
    source: Option<String>,
    /// `utm_medium`.
    #[schema(example = "email")]
    medium: Option<String>,
    /// `utm_campaign`.
    #[schema(example = "autumn")]
    campaign: Option<String>,
    /// `utm_term`.
    term: Option<String>,
    /// `utm_content`.
    content: Option<String>,
}

/// Where a customer comes from.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceBody {
    /// The campaign.
    utm: UtmBody,
    /// Who or what referred the customer.
    #[schema(example = "friend-17")]
    referral_id: Option<String>,
    /// What made the record: the kind of the actor and its id, or `system`.
    #[schema(example = "system")]
    created_by: String,
}

impl From<Source> for SourceBody {
    fn from(source: Source) -> Self {
        let Source { utm: Utm { source, medium, campaign, term, content }, referral_id, created_by } = source;
        let line = |label: Option<Label>| label.map(Label::into_string);
        Self {
            utm: UtmBody {
                source: line(source),
                medium: line(medium),
                campaign: line(campaign),
                term: line(term),
                content: line(content),
            },
            referral_id: line(referral_id),
            created_by: created_by.as_str().to_owned(),
        }
    }
}

/// The campaign that brought a new customer.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewUtmBody {
    /// `utm_source`.
    #[schema(min_length = 1, max_length = 200)]
    source: Option<String>,
    /// `utm_medium`.
    #[schema(min_length = 1, max_length = 200)]
    medium: Option<String>,
    /// `utm_campaign`.
    #[schema(min_length = 1, max_length = 200)]
    campaign: Option<String>,
    /// `utm_term`.
    #[schema(min_length = 1, max_length = 200)]
    term: Option<String>,
    /// `utm_content`.
    #[schema(min_length = 1, max_length = 200)]
    content: Option<String>,
}

/// Where a new customer comes from.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct NewSourceBody {
    /// The campaign.
    utm: Option<NewUtmBody>,
    /// Who or what referred the customer.
    #[schema(min_length = 1, max_length = 200)]
    referral_id: Option<String>,
}

impl NewSourceBody {
    /// The checked campaign and referral; errors are noted below `/source`.
    pub fn check(self, invalid: &mut Invalid) -> (Utm, Option<Label>) {
        let utm = self.utm.unwrap_or_default();
        let utm = Utm {
            source: invalid.parse_option("/source/utm/source", utm.source),
            medium: invalid.parse_option("/source/utm/medium", utm.medium),
            campaign: invalid.parse_option("/source/utm/campaign", utm.campaign),
            term: invalid.parse_option("/source/utm/term", utm.term),
            content: invalid.parse_option("/source/utm/content", utm.content),
        };
        (utm, invalid.parse_option("/source/referral_id", self.referral_id))
    }
}

/// What changes of the campaign.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UtmPatchBody {
    /// `utm_source`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    source: Patched<String>,
    /// `utm_medium`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    medium: Patched<String>,
    /// `utm_campaign`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    campaign: Patched<String>,
    /// `utm_term`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    term: Patched<String>,
    /// `utm_content`.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    content: Patched<String>,
}

/// What changes of where a customer comes from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcePatchBody {
    /// The campaign; `null` clears it whole.
    #[schema(value_type = Option<UtmPatchBody>)]
    #[serde(default)]
    utm: Patched<UtmPatchBody>,
    /// Who or what referred the customer.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    referral_id: Patched<String>,
}

/// The checked change of campaign and referral; errors are noted below `/source`. `null` clears both.
pub fn check_change(body: Patched<SourcePatchBody>, invalid: &mut Invalid) -> (UtmPatch, Change<Label>) {
    let line = |text: String| text.parse::<Label>();
    let body = match body.0 {
        Change::Unchanged => return (UtmPatch::default(), Change::Unchanged),
        Change::Clear => return (UtmPatch::CLEAR, Change::Clear),
        Change::Set(body) => body,
    };
    let utm = match body.utm.0 {
        Change::Unchanged => UtmPatch::default(),
        Change::Clear => UtmPatch::CLEAR,
        Change::Set(utm) => UtmPatch {
            source: utm.source.check(invalid, "/source/utm/source", line).unwrap_or_default(),
            medium: utm.medium.check(invalid, "/source/utm/medium", line).unwrap_or_default(),
            campaign: utm.campaign.check(invalid, "/source/utm/campaign", line).unwrap_or_default(),
            term: utm.term.check(invalid, "/source/utm/term", line).unwrap_or_default(),
            content: utm.content.check(invalid, "/source/utm/content", line).unwrap_or_default(),
        },
    };
    (utm, body.referral_id.check(invalid, "/source/referral_id", line).unwrap_or_default())
}
