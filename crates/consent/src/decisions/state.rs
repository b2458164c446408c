//! What a customer said.

use crate::named::named;

named! {
    /// What a customer said.
    ConsentState ("granted, refused, withdrawn") {
        /// Yes.
        Granted = "granted",
        /// No.
        Refused = "refused",
        /// Yes once, and no now.
        Withdrawn = "withdrawn",
    }
}
