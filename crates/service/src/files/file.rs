//! A file that is attached to a customer.

use regulars_kernel::{Actor, CustomerFileId, CustomerId, FileKind, Instant, Label, Personal};

/// A file that is on record. Its content is kept apart from this, sealed with the customer's key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerFile {
    /// Its id.
    pub id: CustomerFileId,
    /// Whose it is.
    pub customer: CustomerId,
    /// What it is called, with the ending of its kind.
    pub name: Personal<Label>,
    /// What it is.
    pub kind: FileKind,
    /// How many bytes it has.
    pub size: u64,
    /// Who attached it.
    pub added_by: Actor,
    /// When it was attached.
    pub created_at: Instant,
    /// When it was last renamed.
    pub updated_at: Instant,
}

impl CustomerFile {
    /// How many files a customer can have.
    pub const MOST: u64 = 100;
    /// How many bytes all files of a customer can have together: 50 MiB.
    pub const MOST_BYTES: u64 = 50 << 20;
}
