//! A version of a programme on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::Currency;
use regulars_loyalty::ProgrammeVersion;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::ids_of;
use super::earning_rules::body::EarningRuleBody;
use super::joining_terms_body::JoiningTermsBody;
use super::names::JoiningBody;
use super::point_types::body::PointTypeBody;
use super::referral_scheme::scheme_body::ReferralSchemeBody;
use super::tiers::scheme_body::TierSchemeBody;
use crate::v1::audit_events::body::AuditActorBody;

/// What a programme does or did.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeVersionBody {
    /// Its number, from 1.
    #[schema(example = 1)]
    version: u32,
    /// How customers came in.
    joining: JoiningBody,
    /// What they agreed to before they did.
    joining_terms: JoiningTermsBody,
    /// The stores in which it held; everywhere where the list is empty.
    #[schema(max_items = 1_000)]
    store_ids: Vec<Uuid>,
    /// Whether a receipt that points pay a part of earned at all.
    #[schema(example = true)]
    earns_where_points_pay: bool,
    /// What was earned.
    #[schema(max_items = 20)]
    point_types: Vec<PointTypeBody>,
    /// By which rules, in the order in which they were asked.
    #[schema(max_items = 100)]
    earning_rules: Vec<EarningRuleBody>,
    /// By what members came into which tier; `null` without tiers.
    tiers: Option<TierSchemeBody>,
    /// What inviting others brought; `null` where it brought nothing.
    referrals: Option<ReferralSchemeBody>,
    /// Who wrote it.
    actor: AuditActorBody,
    /// Since when it holds, until the next one does.
    #[schema(example = "2026-11-02T08:00:00Z")]
    recorded_at: DateTime<Utc>,
}

impl ProgrammeVersionBody {
    /// The version, of a merchant with that currency.
    pub fn new(version: &ProgrammeVersion, currency: Currency) -> Self {
        let configuration = &version.configuration;
        let point_types = configuration.point_types.iter();
        let rules = configuration.earning_rules.iter();
        Self {
            version: version.version,
            joining: configuration.joining.into(),
            joining_terms: JoiningTermsBody::from(&configuration.joining_terms),
            store_ids: ids_of(&configuration.stores),
            earns_where_points_pay: configuration.earns_where_points_pay,
            point_types: point_types.map(|kind| PointTypeBody::new(kind, currency)).collect(),
            earning_rules: rules.map(|rule| EarningRuleBody::new(rule, configuration)).collect(),
            tiers: configuration.tiers.as_ref().map(TierSchemeBody::from),
            referrals: configuration.referrals.as_ref().map(ReferralSchemeBody::from),
            actor: version.actor.into(),
            recorded_at: version.recorded_at,
        }
    }
}
