//! What the audit trail notes of programmes and of who is in them.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};
use regulars_kernel::{Label, Purpose, StoreId};

use super::expiry::Expiry;
use super::membership::ProgrammeMembership;
use super::point_type::{PointType, SpentAndExpired};
use super::programme::Programme;
use super::recorded_rule::with_rule;
use crate::referrals::recorded::with_referrals;
use crate::tiers::recorded::with_tiers;

impl Recorded for Programme {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::Programme, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        let configuration = &self.configuration;
        let stores: Vec<String> = configuration.stores.iter().map(StoreId::to_string).collect();
        let fields = FieldList::default()
            .text("name", Some(self.name.as_str()))
            .text("state", Some(self.state.name()))
            .value("version", self.version)
            .text("joining", Some(configuration.joining.name()))
            .text("joining_terms.consent_purpose", configuration.joining_terms.consent.map(Purpose::name))
            .text(
                "joining_terms.terms_version",
                configuration.joining_terms.version.as_ref().map(Label::as_str),
            )
            .value("store_ids", stores)
            .value("earns_where_points_pay", configuration.earns_where_points_pay);
        let fields = configuration.point_types.iter().fold(fields, with_point_type);
        let fields = configuration.earning_rules.iter().fold(fields, with_rule);
        let fields = match &configuration.tiers {
            Some(scheme) => with_tiers(fields, scheme),
            None => fields,
        };
        match &configuration.referrals {
            Some(scheme) => with_referrals(fields, scheme).into_fields(),
            None => fields.into_fields(),
        }
    }
}

impl Recorded for ProgrammeMembership {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::ProgrammeMembership, id: self.id.value() }
    }

    fn fields(&self) -> Fields {
        FieldList::default()
            .value("programme_id", self.programme.to_string())
            .value("customer_id", self.customer.to_string())
            .instant("joined_at", Some(self.joined_at))
            .instant("left_at", self.left_at)
            .text("terms_version", self.terms_version.as_ref().map(Label::as_str))
            .into_fields()
    }
}

fn with_point_type(fields: FieldList, kind: &PointType) -> FieldList {
    let name = |part: &str| format!("point_types.{}.{part}", kind.code);
    let expiry = told_expiry(kind.expiry);
    let by_tier: Vec<String> = kind
        .expiry_by_tier
        .iter()
        .map(|of| format!("{}: {}", of.tier, told_expiry(of.expiry).unwrap_or_else(|| "never".to_owned())))
        .collect();
    let grace_days = match kind.spent_and_expired {
        SpentAndExpired::Lost => None,
        SpentAndExpired::Grace(days) => Some(days),
    };
    fields
        .text(name("name"), Some(kind.name.as_str()))
        .value(name("scale"), kind.scale.decimals())
        .value(name("value.points"), kind.value.map(|value| value.points))
        .value(name("value.amount"), kind.value.map(|value| value.amount))
        .value(name("expiry"), expiry)
        .value(name("pending_days"), kind.pending_days)
        .text(name("rounding"), Some(kind.rounding.name()))
        .text(name("rounding_level"), Some(kind.rounding_level.name()))
        .text(name("shortfall"), Some(kind.shortfall.name()))
        .value(name("grace_days"), grace_days)
        .value(name("adjustment_limit"), kind.adjustment_limit)
        .value(name("transferable"), kind.transferable)
        .value(name("expiry_by_tier"), by_tier)
}

fn told_expiry(expiry: Expiry) -> Option<String> {
    match expiry {
        Expiry::Never => None,
        Expiry::After { count, unit, to } => Some(format!("{count} {unit}, {to}")),
    }
}
