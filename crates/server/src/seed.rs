//! Data to try things on.

mod demo;
mod summary;

use regulars_identity::{CreateMerchantError, CreateUserError};
use regulars_kernel::StoreError;

pub use demo::seed_demo;
pub use summary::{DemoAccount, DemoSummary};

use crate::secret_file::SecretFileError;

/// Why the data were not made.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The secrets cannot be read.
    #[error(transparent)]
    Secrets(#[from] SecretFileError),
    /// The demo merchant was refused.
    #[error(transparent)]
    Merchant(#[from] CreateMerchantError),
    /// A demo account was refused.
    #[error(transparent)]
    User(#[from] CreateUserError),
    /// An earlier run was cut off.
    #[error("the demo was made only in part; begin with an empty database")]
    HalfMade,
    /// A value of the demo itself is not valid: a defect of the seed.
    #[error("the demo is not valid: {0}")]
    Invalid(String),
}
