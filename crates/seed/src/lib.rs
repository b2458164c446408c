//! Data to try things on: the demo, and much of it to measure on. Made by the program's own use cases where they are quick
//! enough, and past them by the bulk load.

mod demo;
mod load;
mod summary;
mod target;

use regulars_identity::{CreateMerchantError, CreateUserError};
use regulars_kernel::{Label, StoreError};

pub use demo::seed_demo;
pub use load::{LoadSize, LoadSummary, seed_load};
pub use summary::{DemoAccount, DemoSummary};
pub use target::Target;

/// Why the data were not made.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The demo merchant was refused.
    #[error(transparent)]
    Merchant(#[from] CreateMerchantError),
    /// A demo account was refused.
    #[error(transparent)]
    User(#[from] CreateUserError),
    /// An earlier run was cut off.
    #[error("the demo was made only in part; begin with an empty database")]
    HalfMade,
    /// A value of the seed itself is not valid, which is a defect.
    #[error("the seed is not valid: {0}")]
    Invalid(String),
    /// The load was seeded, or begun to be seeded, before.
    #[error("this database has the load already, or a part of it: take a new database")]
    Loaded,
}

fn label(text: &str) -> Result<Label, SeedError> {
    text.parse().map_err(invalid)
}

fn invalid(what: impl std::fmt::Display) -> SeedError {
    SeedError::Invalid(what.to_string())
}
