//! What the audit trail notes of tiers that staff fix. Which tiers a member has come into is in the history itself.

use regulars_audit::{AuditSubject, FieldList, Fields, Recorded, SubjectKind};

use super::member_tier::{MemberTier, TierLock};
use super::scheme::{Tier, TierBasis, TierScheme, TierWindow};
use super::tier_code::TierCode;
use crate::programme::membership::ProgrammeMembership;

/// A membership with the tier that staff have fixed.
pub(super) struct LockedMember<'a> {
    pub(super) membership: &'a ProgrammeMembership,
    pub(super) tier: &'a MemberTier,
}

impl Recorded for LockedMember<'_> {
    fn subject(&self) -> AuditSubject {
        AuditSubject { kind: SubjectKind::ProgrammeMembership, id: self.membership.id.value() }
    }

    fn fields(&self) -> Fields {
        let lock = self.tier.lock.as_ref();
        FieldList::default()
            .text("tier", self.tier.tier.as_ref().map(TierCode::as_str))
            .text("tier_lock.tier", lock.map(|lock| lock.tier.as_str()))
            .text("tier_lock.reason", lock.map(|lock| lock.reason.name()))
            .instant("tier_lock.until", lock.and_then(|lock: &TierLock| lock.until))
            .into_fields()
    }
}

/// Adds what is noted of the tiers of a programme.
pub(crate) fn with_tiers(fields: FieldList, scheme: &TierScheme) -> FieldList {
    let window = match scheme.window {
        TierWindow::PreviousMonth => "previous_month".to_owned(),
        TierWindow::RollingMonths(months) => format!("{months} rolling_months"),
        TierWindow::CalendarYear => "calendar_year".to_owned(),
        TierWindow::MembershipYear => "membership_year".to_owned(),
    };
    let basis = match &scheme.basis {
        TierBasis::Spend => "spend".to_owned(),
        TierBasis::Visits => "visits".to_owned(),
        TierBasis::Points(code) => format!("points of {code}"),
        TierBasis::Balance(code) => format!("balance of {code}"),
    };
    let fields = fields
        .value("tiers.basis", basis)
        .value("tiers.window", window)
        .text("tiers.upgrade", Some(scheme.upgrade.name()))
        .value("tiers.keep_periods", scheme.keep_periods)
        .text("tiers.downgrade", Some(scheme.downgrade.name()))
        .value("tiers.grace_days", scheme.grace_days)
        .value("tiers.return_days", scheme.return_days);
    scheme.tiers.iter().fold(fields, with_tier)
}

fn with_tier(fields: FieldList, tier: &Tier) -> FieldList {
    let name = |part: &str| format!("tiers.{}.{part}", tier.code);
    fields
        .text(name("name"), Some(tier.name.as_str()))
        .value(name("threshold"), tier.threshold)
        .value(name("return_days"), tier.return_days)
        .text(name("print_name"), tier.print_name.as_ref().map(regulars_kernel::Label::as_str))
}
