//! Where a customer comes from, on the wire.

use chrono::{DateTime, Utc};
use regulars_customers::{Source, Touch, Utm, UtmPatch};
use regulars_kernel::{Change, Label};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::Invalid;
use crate::extract::Patched;

/// A campaign, as the parameters of its link said.
#[derive(Debug, Default, Serialize, ToSchema)]
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
    /// The campaign that brought the customer first.
    utm: UtmBody,
    /// The campaign that led to the customer last.
    last_utm: UtmBody,
    /// When that was noted; `null` where none is known.
    #[schema(example = "2026-11-20T16:30:00Z")]
    last_utm_at: Option<DateTime<Utc>>,
    /// Who or what referred the customer.
    #[schema(example = "friend-17")]
    referral_id: Option<String>,
    /// What made the record: the kind of the actor and its id, or `system`.
    #[schema(example = "system")]
    created_by: String,
}

impl From<Utm> for UtmBody {
    fn from(utm: Utm) -> Self {
        let Utm { source, medium, campaign, term, content } = utm;
        let line = |label: Option<Label>| label.map(Label::into_string);
        Self {
            source: line(source),
            medium: line(medium),
            campaign: line(campaign),
            term: line(term),
            content: line(content),
        }
    }
}

impl From<Source> for SourceBody {
    fn from(source: Source) -> Self {
        let Source { utm, last_touch, referral_id, created_by } = source;
        Self {
            utm: utm.into(),
            last_utm_at: last_touch.as_ref().map(Touch::at),
            last_utm: last_touch.map(|touch| touch.utm().clone().into()).unwrap_or_default(),
            referral_id: referral_id.map(Label::into_string),
            created_by: created_by.as_str().to_owned(),
        }
    }
}

/// A campaign, as the parameters of its link say.
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

impl NewUtmBody {
    /// The checked campaign; errors are noted below `pointer`.
    pub fn check(self, invalid: &mut Invalid, pointer: &str) -> Utm {
        let mut line = |name: &str, text| invalid.parse_option::<Label>(&format!("{pointer}/{name}"), text);
        Utm {
            source: line("source", self.source),
            medium: line("medium", self.medium),
            campaign: line("campaign", self.campaign),
            term: line("term", self.term),
            content: line("content", self.content),
        }
    }
}

/// Where a new customer comes from.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct NewSourceBody {
    /// The campaign that brought the customer first.
    utm: Option<NewUtmBody>,
    /// The campaign that led to the customer last, which is noted now; `utm` where it is left out.
    last_utm: Option<NewUtmBody>,
    /// Who or what referred the customer.
    #[schema(min_length = 1, max_length = 200)]
    referral_id: Option<String>,
}

impl NewSourceBody {
    /// The checked campaigns, the first and the last, and the referral; errors are noted below `/source`.
    pub fn check(self, invalid: &mut Invalid) -> (Utm, Option<Utm>, Option<Label>) {
        let utm = self.utm.unwrap_or_default().check(invalid, "/source/utm");
        let last_utm = self.last_utm.map(|utm| utm.check(invalid, "/source/last_utm"));
        (utm, last_utm, invalid.parse_option("/source/referral_id", self.referral_id))
    }
}

/// What changes of a campaign.
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

impl UtmPatchBody {
    fn check(self, invalid: &mut Invalid, pointer: &str) -> UtmPatch {
        let mut line = |name: &str, text: Patched<String>| {
            let read = |text: String| text.parse::<Label>();
            text.check(invalid, &format!("{pointer}/{name}"), read).unwrap_or_default()
        };
        UtmPatch {
            source: line("source", self.source),
            medium: line("medium", self.medium),
            campaign: line("campaign", self.campaign),
            term: line("term", self.term),
            content: line("content", self.content),
        }
    }
}

/// What changes of where a customer comes from.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SourcePatchBody {
    /// The campaign that brought the customer first; `null` clears it whole.
    #[schema(value_type = Option<UtmPatchBody>)]
    #[serde(default)]
    utm: Patched<UtmPatchBody>,
    /// The campaign that led to the customer last, which is noted now; `null` clears it whole, with `last_utm_at`.
    #[schema(value_type = Option<UtmPatchBody>)]
    #[serde(default)]
    last_utm: Patched<UtmPatchBody>,
    /// Who or what referred the customer.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    referral_id: Patched<String>,
}

/// What changes of where a customer comes from, checked.
#[derive(Default)]
pub struct SourceChange {
    /// Of the campaign that brought the customer first.
    pub utm: UtmPatch,
    /// Of the campaign that led to the customer last.
    pub last_utm: UtmPatch,
    /// Of the referral.
    pub referral_id: Change<Label>,
}

/// The checked change; errors are noted below `/source`. `null` clears everything.
pub fn check_change(body: Patched<SourcePatchBody>, invalid: &mut Invalid) -> SourceChange {
    let body = match body.0 {
        Change::Unchanged => return SourceChange::default(),
        Change::Clear => {
            return SourceChange {
                utm: UtmPatch::CLEAR,
                last_utm: UtmPatch::CLEAR,
                referral_id: Change::Clear,
            };
        }
        Change::Set(body) => body,
    };
    let mut campaign = |body: Patched<UtmPatchBody>, pointer: &str| match body.0 {
        Change::Unchanged => UtmPatch::default(),
        Change::Clear => UtmPatch::CLEAR,
        Change::Set(utm) => utm.check(invalid, pointer),
    };
    let (utm, last_utm) = (campaign(body.utm, "/source/utm"), campaign(body.last_utm, "/source/last_utm"));
    let line = |text: String| text.parse::<Label>();
    let referral_id = body.referral_id.check(invalid, "/source/referral_id", line).unwrap_or_default();
    SourceChange { utm, last_utm, referral_id }
}
