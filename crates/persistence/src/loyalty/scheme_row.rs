//! Tiers of programmes as JSON.

use regulars_kernel::{Instant, StoreError};
use regulars_loyalty::{Tier, TierBasis, TierScheme, TierWindow};
use serde::{Deserialize, Serialize};

use super::configuration_row::wrong;

/// By what members come into which tier.
#[derive(Serialize, Deserialize)]
pub(super) struct SchemeRow {
    basis: BasisRow,
    window: WindowRow,
    upgrade: String,
    keep_periods: u16,
    downgrade: String,
    grace_days: u16,
    return_days: Option<u16>,
    tiers: Vec<TierRow>,
    #[serde(default)]
    since: Option<Instant>,
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum BasisRow {
    Spend,
    Visits,
    Points { point_type: String },
    Balance { point_type: String },
}

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum WindowRow {
    PreviousMonth,
    RollingMonths { months: u16 },
    CalendarYear,
    MembershipYear,
}

#[derive(Serialize, Deserialize)]
struct TierRow {
    code: String,
    name: String,
    threshold: i64,
    return_days: Option<u16>,
    print_name: Option<String>,
}

impl From<&TierScheme> for SchemeRow {
    fn from(scheme: &TierScheme) -> Self {
        let TierScheme { basis, window, upgrade, keep_periods, downgrade, .. } = scheme;
        let TierScheme { grace_days, return_days, tiers, since, .. } = scheme;
        Self {
            basis: match basis {
                TierBasis::Spend => BasisRow::Spend,
                TierBasis::Visits => BasisRow::Visits,
                TierBasis::Points(code) => BasisRow::Points { point_type: code.as_str().to_owned() },
                TierBasis::Balance(code) => BasisRow::Balance { point_type: code.as_str().to_owned() },
            },
            window: match *window {
                TierWindow::PreviousMonth => WindowRow::PreviousMonth,
                TierWindow::RollingMonths(months) => WindowRow::RollingMonths { months },
                TierWindow::CalendarYear => WindowRow::CalendarYear,
                TierWindow::MembershipYear => WindowRow::MembershipYear,
            },
            upgrade: upgrade.name().to_owned(),
            keep_periods: *keep_periods,
            downgrade: downgrade.name().to_owned(),
            grace_days: *grace_days,
            return_days: *return_days,
            tiers: tiers.iter().map(TierRow::from).collect(),
            since: *since,
        }
    }
}

impl TryFrom<SchemeRow> for TierScheme {
    type Error = StoreError;

    fn try_from(row: SchemeRow) -> Result<Self, StoreError> {
        Ok(Self {
            basis: match row.basis {
                BasisRow::Spend => TierBasis::Spend,
                BasisRow::Visits => TierBasis::Visits,
                BasisRow::Points { point_type } => TierBasis::Points(point_type.parse().map_err(wrong)?),
                BasisRow::Balance { point_type } => TierBasis::Balance(point_type.parse().map_err(wrong)?),
            },
            window: match row.window {
                WindowRow::PreviousMonth => TierWindow::PreviousMonth,
                WindowRow::RollingMonths { months } => TierWindow::RollingMonths(months),
                WindowRow::CalendarYear => TierWindow::CalendarYear,
                WindowRow::MembershipYear => TierWindow::MembershipYear,
            },
            upgrade: row.upgrade.parse().map_err(wrong)?,
            keep_periods: row.keep_periods,
            downgrade: row.downgrade.parse().map_err(wrong)?,
            grace_days: row.grace_days,
            return_days: row.return_days,
            tiers: row.tiers.into_iter().map(Tier::try_from).collect::<Result<_, _>>()?,
            since: row.since,
        })
    }
}

impl From<&Tier> for TierRow {
    fn from(tier: &Tier) -> Self {
        let Tier { code, name, threshold, return_days, print_name } = tier;
        Self {
            code: code.as_str().to_owned(),
            name: name.as_str().to_owned(),
            threshold: *threshold,
            return_days: *return_days,
            print_name: print_name.as_ref().map(|name| name.as_str().to_owned()),
        }
    }
}

impl TryFrom<TierRow> for Tier {
    type Error = StoreError;

    fn try_from(row: TierRow) -> Result<Self, StoreError> {
        Ok(Self {
            code: row.code.parse().map_err(wrong)?,
            name: row.name.parse().map_err(wrong)?,
            threshold: row.threshold,
            return_days: row.return_days,
            print_name: row.print_name.map(|name| name.parse().map_err(wrong)).transpose()?,
        })
    }
}
