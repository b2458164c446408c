//! Conditions on consents.

use regulars_kernel::{Channel, ConsentState, Purpose};

/// The customer's latest statement about a purpose: `{"consent": {"purpose", "channel", "state"}}`.
///
/// Only statements that hold for the customer's present address count. Who never said anything is in no state at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConsentCondition {
    /// What the statement is about.
    pub purpose: Purpose,
    /// The channel that the statement is about. Without one, a statement about any channel or about none will do.
    pub channel: Option<Channel>,
    /// What the statement says.
    pub state: ConsentState,
}
