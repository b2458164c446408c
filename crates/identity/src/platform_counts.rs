//! How large the platform is.

/// How many merchants and users the platform has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlatformCounts {
    /// Merchants that may work.
    pub merchants_active: i64,
    /// Merchants that the operator suspended.
    pub merchants_suspended: i64,
    /// Merchants whose messages leave.
    pub merchants_live: i64,
    /// Merchants whose messages are captured.
    pub merchants_sandbox: i64,
    /// People who may sign in, operators among them.
    pub users_active: i64,
    /// People who may not.
    pub users_disabled: i64,
    /// Operators, whether they may sign in or not.
    pub operators: i64,
}
