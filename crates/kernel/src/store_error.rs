//! What can go wrong in any store.

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
    /// A statement failed, or a row does not make sense.
    #[error("the database failed: {0}")]
    Failed(String),
}
