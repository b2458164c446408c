//! Conditions on the companies that customers work for.

use regulars_kernel::{CountryCode, EmployeeRole, OfferState, named};

/// The customer has an employment of which all of this holds:
/// `{"employment": {"current", "roles", "countries", "archived", "offers"}}`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmploymentCondition {
    /// Whether the customer works there today, or does not: not yet, or no longer.
    pub current: Option<bool>,
    /// What the customer does there is one of these.
    pub roles: Option<Vec<EmployeeRole>>,
    /// The company is in one of these countries.
    pub countries: Option<Vec<CountryCode>>,
    /// Whether the company is out of use.
    pub archived: Option<bool>,
    /// The company has an offer that stands so today.
    pub offers: Option<Vec<OfferState>>,
}

named! {
    /// What can be asked of an employment.
    EmploymentKey {
        /// Whether the customer works there today.
        Current = "current",
        /// What the customer does there.
        Roles = "roles",
        /// Where the company is.
        Countries = "countries",
        /// Whether the company is out of use.
        Archived = "archived",
        /// Where an offer of the company stands.
        Offers = "offers",
    }
}
