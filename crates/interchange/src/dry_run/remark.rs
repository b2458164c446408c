//! What is to be said about a row.

use regulars_kernel::named;
use serde::{Deserialize, Serialize};

named! {
    /// What is to be said about a row or one of its cells.
    RemarkCode {
        /// Something that a new customer needs is missing.
        Required = "required",
        /// A value is not of the form that its field has.
        Invalid = "invalid",
        /// A cell holds more than any field takes.
        TooLong = "too_long",
        /// A formula gave no value.
        FailedFormula = "failed_formula",
        /// A list or the attributes have too many entries.
        TooMany = "too_many",
        /// There is no such tag.
        UnknownTag = "unknown_tag",
        /// Nobody has that card, or its holder is no customer yet.
        UnknownCard = "unknown_card",
        /// There is no such customer.
        UnknownCustomer = "unknown_customer",
        /// Different cells are about different customers.
        Conflicting = "conflicting",
        /// An earlier row is about the same customer.
        Repeated = "repeated",
        /// A customer may be the same person.
        SamePerson = "same_person",
        /// The customer agreed, says the file, but not where, when and to which text: nothing is granted.
        NoProof = "no_proof",
        /// The customer objected before, or the address takes no messages: nothing is granted.
        StaysClosed = "stays_closed",
        /// The row is left out; that the address takes no advertising holds all the same.
        RefusalHolds = "refusal_holds",
    }
}

/// What is to be said about a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The column that it is about, from 0, if it is about one.
    pub column: Option<usize>,
    /// The name of its code.
    pub code: String,
    /// The value that it is about.
    pub value: Option<String>,
    /// What there is to say, in words.
    pub detail: String,
}

impl Remark {
    /// A remark about a row.
    pub fn of_row(code: RemarkCode, detail: impl Into<String>) -> Self {
        Self { column: None, code: code.name().to_owned(), value: None, detail: detail.into() }
    }

    /// A remark about a cell.
    pub fn of_cell(column: usize, code: RemarkCode, value: &str, detail: impl Into<String>) -> Self {
        let value = Some(value.chars().take(100).collect());
        Self { column: Some(column), code: code.name().to_owned(), value, detail: detail.into() }
    }
}
