//! For what rules give.

use regulars_kernel::named;

named! {
    /// What has to happen for a rule to give.
    EarningTrigger {
        /// A receipt is recorded.
        Purchase = "purchase",
        /// An invoice is recorded.
        Invoice = "invoice",
        /// Nothing of an invoice is open any more, and something of it was paid.
        InvoicePaid = "invoice_paid",
        /// A member has a birthday.
        Birthday = "birthday",
        /// Somebody comes into the programme for the first time.
        Welcome = "welcome",
        /// A member has bought nothing for some days.
        Inactivity = "inactivity",
        /// A member has answered a survey for the first time.
        SurveyAnswered = "survey_answered",
        /// Another tool of the merchant's tells something of a member.
        CustomEvent = "custom_event",
    }
}

impl EarningTrigger {
    /// Whether it is an occasion: something that is no receipt and has no lines, on which a rule gives once.
    pub const fn is_occasion(self) -> bool {
        match self {
            Self::Purchase | Self::Invoice | Self::InvoicePaid => false,
            Self::Birthday | Self::Welcome | Self::Inactivity | Self::SurveyAnswered | Self::CustomEvent => {
                true
            }
        }
    }

    /// Whether time alone brings it about, so that somebody has to look each day.
    pub const fn comes_with_days(self) -> bool {
        matches!(self, Self::Birthday | Self::Inactivity)
    }
}
