//! Points of customers as merge fields: `{{ points.balance }}`.

use regulars_kernel::named;

named! {
    /// What can be shown of a recipient's points: those of the first type of the merchant's first programme.
    MergePoints {
        /// What can be spent.
        Balance = "points.balance",
        /// What can be spent later.
        Pending = "points.pending",
        /// What expires next.
        Expiring = "points.expiring",
        /// The last day on which that is there; blank where nothing expires.
        ExpiresOn = "points.expires_on",
    }
}

impl MergePoints {
    /// What stands before the name of each, in texts of merchants.
    pub(crate) const WRITTEN: &str = "points.";

    /// Whether a customer may be without it.
    pub(crate) const fn may_be_blank(self) -> bool {
        matches!(self, Self::ExpiresOn)
    }

    /// The variable of the engine that stands for it. No field is called so.
    pub(super) const fn variable(self) -> &'static str {
        match self {
            Self::Balance => "points__balance",
            Self::Pending => "points__pending",
            Self::Expiring => "points__expiring",
            Self::ExpiresOn => "points__expires_on",
        }
    }

    /// What a variable of the engine stands for.
    pub(super) fn of_variable(variable: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|points| points.variable() == variable)
    }
}
