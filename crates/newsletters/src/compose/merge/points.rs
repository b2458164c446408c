//! What customers have in programmes as merge fields: `{{ points.balance }}`, `{{ tier }}`, and the coupon that a newsletter brings,
//! `{{ coupon }}`.

use regulars_kernel::named;

named! {
    /// What can be shown of a recipient's points, tier and coupon: points are those of the first type of the merchant's first
    /// programme.
    MergePoints {
        /// What can be spent.
        Balance = "points.balance",
        /// What can be spent later.
        Pending = "points.pending",
        /// What expires next.
        Expiring = "points.expiring",
        /// The last day on which that is there; blank where nothing expires.
        ExpiresOn = "points.expires_on",
        /// What the tier of the first programme is called; blank for who is in none. The point keeps it apart from attributes.
        Tier = "member.tier",
        /// The code that the newsletter brings.
        Coupon = "member.coupon",
    }
}

impl MergePoints {
    /// What stands before the name of points, in texts of merchants.
    pub(crate) const WRITTEN: &str = "points.";

    /// How texts of merchants name it.
    pub(crate) const fn written(self) -> &'static str {
        match self {
            Self::Balance | Self::Pending | Self::Expiring | Self::ExpiresOn => self.name(),
            Self::Tier => "tier",
            Self::Coupon => "coupon",
        }
    }

    /// What a word of a text names.
    pub(crate) fn of_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|points| points.written() == word)
    }

    /// Whether a customer may be without it.
    pub(crate) const fn may_be_blank(self) -> bool {
        matches!(self, Self::ExpiresOn | Self::Tier)
    }

    /// The variable of the engine that stands for it. No field is called so.
    pub(super) const fn variable(self) -> &'static str {
        match self {
            Self::Balance => "points__balance",
            Self::Pending => "points__pending",
            Self::Expiring => "points__expiring",
            Self::ExpiresOn => "points__expires_on",
            Self::Tier => "member__tier",
            Self::Coupon => "member__coupon",
        }
    }

    /// What a variable of the engine stands for.
    pub(super) fn of_variable(variable: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|points| points.variable() == variable)
    }
}
