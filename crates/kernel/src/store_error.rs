//! What can go wrong in any store.

use std::error::Error;
use std::fmt::Display;

/// A failure of the store itself, not of a rule.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or is too busy just now: worth another try later.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// A lock was not had in time: another request is at work on the same rows.
    #[error("another request holds the same rows")]
    Contended,
    /// The merchant's share of the heavy work is taken by its other requests: worth another try later.
    #[error("the merchant's other requests take its whole share")]
    ShareTaken,
    /// The work did not end by its deadline, and would not the next time.
    #[error("the work did not end by its deadline")]
    TooExpensive,
    /// A row was refused because another one has that value.
    #[error("{0} is taken")]
    Taken(UniqueValue),
    /// What is stored does not make sense: a defect, never the caller's fault.
    #[error("a row of {table} does not make sense: {what}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// What is wrong with the row.
        what: String,
    },
    /// A statement failed.
    #[error("the database failed: {0}")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
    /// What stands between statements failed although it cannot: a page that is not rendered, a payload that is not JSON.
    /// The program is wrong, and the database is not.
    #[error("a defect of the program: {0}")]
    Defect(#[source] Box<dyn Error + Send + Sync>),
}

/// A value that only one row may have and that a caller chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UniqueValue {
    /// One attribute of a merchant has a key.
    #[error("the key of an attribute")]
    AttributeKey,
    /// One company of a merchant has a tax number.
    #[error("the tax number of a company")]
    CompanyTaxNumber,
    /// One customer of a merchant has an external id.
    #[error("the external id of a customer")]
    CustomerExternalId,
    /// One customer of a merchant is a member.
    #[error("the member of a customer")]
    CustomerMember,
    /// One invoice of a merchant has a number.
    #[error("the number of an invoice")]
    InvoiceNumber,
    /// One segment of a merchant has a name.
    #[error("the name of a segment")]
    SegmentName,
    /// One store of a merchant has a code.
    #[error("the code of a store")]
    StoreCode,
    /// One tag of a merchant has a name.
    #[error("the name of a tag")]
    TagName,
    /// One user of the platform has an e-mail address.
    #[error("the e-mail address of a user")]
    UserEmail,
}

impl StoreError {
    /// A row that does not make sense.
    pub fn inconsistent(table: &'static str, what: impl Display) -> Self {
        Self::Inconsistent { table, what: what.to_string() }
    }

    /// Whether the same may work at another time: nothing is wrong with what was asked, or with what is stored.
    pub const fn may_pass(&self) -> bool {
        match self {
            Self::Unavailable(_) | Self::Contended | Self::ShareTaken | Self::TooExpensive => true,
            Self::Taken(_) | Self::Inconsistent { .. } | Self::Failed(_) | Self::Defect(_) => false,
        }
    }
}
