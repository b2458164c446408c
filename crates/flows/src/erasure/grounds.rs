//! Why somebody is erased.

use regulars_kernel::named;

named! {
    /// Why somebody is erased, as GDPR, article 17 (1) has it. A closed list: a text of the staff's own would tell of the
    /// person who is to be forgotten.
    ErasureReason {
        /// The data is no longer needed (a).
        NoLongerNeeded = "no_longer_needed",
        /// Consent was withdrawn, and nothing else allows to keep the data (b).
        ConsentWithdrawn = "consent_withdrawn",
        /// The person objected to the processing (c).
        Objected = "objected",
        /// The data was processed unlawfully (d).
        Unlawful = "unlawful",
        /// A law demands it (e).
        LegalObligation = "legal_obligation",
        /// The data was collected from a child (f).
        Child = "child",
        /// Something else.
        Other = "other",
    }
}

/// What is kept of why somebody was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErasureGrounds {
    /// Why.
    pub reason: ErasureReason,
    /// Whether the person asked for it.
    pub requested_by_person: bool,
}
