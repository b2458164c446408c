//! Conditions on consents.

use crate::named::named;

/// The customer's latest statement about a purpose: `{"consent": {"purpose", "channel", "state"}}`.
///
/// Only statements that hold for the customer's present address count. Who never said anything is in no state at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentCondition {
    /// What the statement is about.
    pub purpose: ConsentPurpose,
    /// The channel that the statement is about. Without one, a statement about any channel or about none will do.
    pub channel: Option<ConsentChannel>,
    /// What the statement says.
    pub state: ConsentState,
}

named! {
    /// What a customer can consent to.
    ConsentPurpose {
        /// Advertising messages.
        Advertising = "advertising",
        /// Processing of personal data.
        DataProcessing = "data_processing",
        /// Passing personal data to third parties.
        ThirdParties = "third_parties",
        /// Profiling.
        Profiling = "profiling",
    }
}

named! {
    /// The channel that a consent is about.
    ConsentChannel {
        /// E-mail.
        Email = "email",
        /// Text messages.
        Sms = "sms",
        /// Push messages of an application.
        Push = "push",
        /// Telegram messages.
        Telegram = "telegram",
    }
}

named! {
    /// What a customer said.
    ConsentState {
        /// Yes.
        Granted = "granted",
        /// No.
        Refused = "refused",
        /// Yes once, and no now.
        Withdrawn = "withdrawn",
    }
}
