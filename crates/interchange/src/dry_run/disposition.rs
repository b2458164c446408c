//! What becomes of a row.

use regulars_kernel::named;

named! {
    /// What becomes, or became, of a row.
    Disposition {
        /// A customer is added.
        Create = "create",
        /// A customer is changed.
        Update = "update",
        /// The customer is as the row says already.
        Unchanged = "unchanged",
        /// It may be about a customer who is there; nothing is done but what it refuses.
        MayBeDuplicate = "may_be_duplicate",
        /// It says nothing, or what an earlier row said; nothing is done but what it refuses.
        Skip = "skip",
        /// Something is wrong with it; nothing is done but what it refuses.
        Error = "error",
    }
}
