//! By what members come into which tier, on the wire.

use regulars_kernel::Label;
use regulars_loyalty::{PointTypeCode, Programme, Tier, TierBasis, TierCode, TierScheme, TierWindow};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::{ApiError, Invalid};
use crate::v1::programmes::names::{TierDowngradeBody, TierUpgradeBody};

/// What is counted for tiers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TierBasisBody {
    /// What was bought, less what came back, in minor units of the merchant's currency.
    Spend {},
    /// How many receipts there were of which something is left.
    Visits {},
    /// What receipts earned of these points, less what refunds took back, in the smallest part of their type.
    Points {
        /// The code of the points.
        #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "points")]
        point_type: String,
    },
    /// What the account has of these points as a day ends, what is pending and held in it and less what is owed, in the smallest part
    /// of their type. The window then says only how long a period is.
    Balance {
        /// The code of the points.
        #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "points")]
        point_type: String,
    },
}

/// Over what time it is counted, in days of the merchant.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum TierWindowBody {
    /// Over the calendar month, for the one behind it.
    PreviousMonth {},
    /// Over so many months up to now. Its periods are calendar months.
    RollingMonths {
        /// How many.
        #[schema(minimum = 1, maximum = 60, example = 12)]
        months: u16,
    },
    /// Over the calendar year.
    CalendarYear {},
    /// Over the year that began on the day on which the member came in, and each year behind it.
    MembershipYear {},
}

/// A tier.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TierBody {
    /// What it goes by in the programme: a lower-case letter followed by lower-case letters, digits and underscores.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z][a-z0-9_]*$", example = "gold")]
    code: String,
    /// What it is called.
    #[schema(min_length = 1, max_length = 200, example = "Zlatni")]
    name: String,
    /// How much must be counted for it: more than for the tier before it. 0 for a tier of everybody.
    #[schema(minimum = 0, maximum = 1_000_000_000_000_i64, example = 3_000_000)]
    threshold: i64,
    /// For how many days its members may give goods back; as long as `return_days` of the scheme says where nothing is said.
    #[schema(minimum = 0, maximum = 3_660)]
    return_days: Option<u16>,
    /// What receipts call it; by its name where nothing is said.
    #[schema(min_length = 1, max_length = 200)]
    print_name: Option<String>,
}

/// By what members come into which tier, and how long they keep it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TierSchemeBody {
    /// What is counted.
    basis: TierBasisBody,
    /// Over what time.
    window: TierWindowBody,
    /// When somebody comes into a better tier. With the previous month it is the next period.
    upgrade: TierUpgradeBody,
    /// For how many periods a tier is kept behind the one in which it begins. A period is a month, or a year where years are
    /// counted.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 120, default = 0)]
    keep_periods: u16,
    /// How far somebody falls who has not counted enough when their tier is no longer kept.
    downgrade: TierDowngradeBody,
    /// For how many days more it is kept then.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 3_660, default = 0)]
    grace_days: u16,
    /// For how many days goods may be given back by whoever has no tier that says it. Goods may be given back at any time where
    /// nothing is said.
    #[schema(minimum = 0, maximum = 3_660)]
    return_days: Option<u16>,
    /// The tiers, the least first.
    #[schema(min_items = 1, max_items = 20)]
    tiers: Vec<TierBody>,
}

/// The tiers of a programme.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProgrammeTiersBody {
    /// By what members come into which tier; `null` for a programme without tiers.
    scheme: Option<TierSchemeBody>,
}

impl From<&Programme> for ProgrammeTiersBody {
    fn from(programme: &Programme) -> Self {
        Self { scheme: programme.configuration.tiers.as_ref().map(TierSchemeBody::from) }
    }
}

impl From<&TierScheme> for TierSchemeBody {
    fn from(scheme: &TierScheme) -> Self {
        let TierScheme { basis, window, upgrade, keep_periods, downgrade, .. } = scheme;
        let TierScheme { grace_days, return_days, tiers, .. } = scheme;
        Self {
            basis: match basis {
                TierBasis::Spend => TierBasisBody::Spend {},
                TierBasis::Visits => TierBasisBody::Visits {},
                TierBasis::Points(code) => TierBasisBody::Points { point_type: code.as_str().to_owned() },
                TierBasis::Balance(code) => TierBasisBody::Balance { point_type: code.as_str().to_owned() },
            },
            window: match *window {
                TierWindow::PreviousMonth => TierWindowBody::PreviousMonth {},
                TierWindow::RollingMonths(months) => TierWindowBody::RollingMonths { months },
                TierWindow::CalendarYear => TierWindowBody::CalendarYear {},
                TierWindow::MembershipYear => TierWindowBody::MembershipYear {},
            },
            upgrade: (*upgrade).into(),
            keep_periods: *keep_periods,
            downgrade: (*downgrade).into(),
            grace_days: *grace_days,
            return_days: *return_days,
            tiers: tiers.iter().map(TierBody::from).collect(),
        }
    }
}

impl From<&Tier> for TierBody {
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

impl TierSchemeBody {
    /// The scheme. Whether it is fit the programme says.
    pub fn check(self) -> Result<TierScheme, ApiError> {
        let mut invalid = Invalid::default();
        let basis = match self.basis {
            TierBasisBody::Spend {} => Some(TierBasis::Spend),
            TierBasisBody::Visits {} => Some(TierBasis::Visits),
            TierBasisBody::Points { point_type } => {
                invalid.check("/basis/point_type", point_type.parse::<PointTypeCode>()).map(TierBasis::Points)
            }
            TierBasisBody::Balance { point_type } => invalid
                .check("/basis/point_type", point_type.parse::<PointTypeCode>())
                .map(TierBasis::Balance),
        };
        let window = match self.window {
            TierWindowBody::PreviousMonth {} => TierWindow::PreviousMonth,
            TierWindowBody::RollingMonths { months } => TierWindow::RollingMonths(months),
            TierWindowBody::CalendarYear {} => TierWindow::CalendarYear,
            TierWindowBody::MembershipYear {} => TierWindow::MembershipYear,
        };
        let mut tiers = Vec::with_capacity(self.tiers.len());
        for (index, tier) in self.tiers.into_iter().enumerate() {
            tiers.extend(tier.check(&format!("/tiers/{index}"), &mut invalid));
        }
        Ok(TierScheme {
            basis: invalid.finish_with(basis)?,
            window,
            upgrade: self.upgrade.into(),
            keep_periods: self.keep_periods,
            downgrade: self.downgrade.into(),
            grace_days: self.grace_days,
            return_days: self.return_days,
            tiers,
            since: None,
        })
    }
}

impl TierBody {
    fn check(self, place: &str, invalid: &mut Invalid) -> Option<Tier> {
        let code = invalid.check(&format!("{place}/code"), self.code.parse::<TierCode>());
        let name = invalid.check(&format!("{place}/name"), self.name.parse::<Label>());
        let print_name = self.print_name.map(|name| name.parse::<Label>());
        let print_name = invalid.check_option(&format!("{place}/print_name"), print_name)?;
        let (threshold, return_days) = (self.threshold, self.return_days);
        Some(Tier { code: code?, name: name?, threshold, return_days, print_name })
    }
}
