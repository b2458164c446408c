//! What was said about a case.

use regulars_kernel::{Actor, CaseMessageId, Instant, LetterText, Personal, ServiceCaseId, named};

named! {
    /// Who said it to whom.
    CaseMessageKind {
        /// Staff to one another.
        Note = "note",
        /// The customer to the merchant.
        Inbound = "inbound",
        /// The merchant to the customer.
        Outbound = "outbound",
    }
}

/// A message of a case. It is never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseMessage {
    /// Its id.
    pub id: CaseMessageId,
    /// About which case.
    pub case: ServiceCaseId,
    /// Who said it to whom.
    pub kind: CaseMessageKind,
    /// What was said.
    pub text: Personal<LetterText>,
    /// Who put it on record.
    pub recorded_by: Actor,
    /// When.
    pub created_at: Instant,
}

/// A message to be put on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCaseMessage {
    /// Who said it to whom.
    pub kind: CaseMessageKind,
    /// What was said.
    pub text: Personal<LetterText>,
}
