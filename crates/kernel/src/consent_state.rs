//! What a customer said.

crate::named! {
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
