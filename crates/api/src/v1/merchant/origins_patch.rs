//! What changes of the origins that a merchant allows.

use regulars_identity::{AllowedOrigins, Origin};
use regulars_kernel::Change;

use crate::error::Invalid;
use crate::extract::Patched;

/// The new origins, if they change: `null` and an empty list both allow none.
pub fn check_origins(field: Patched<Vec<String>>, invalid: &mut Invalid) -> Option<AllowedOrigins> {
    let written = match field.0 {
        Change::Unchanged => return None,
        Change::Clear => Vec::new(),
        Change::Set(written) => written,
    };
    let mut origins = Vec::new();
    for (index, origin) in written.iter().enumerate() {
        origins.extend(invalid.check(&format!("/allowed_origins/{index}"), origin.parse::<Origin>()));
    }
    invalid.check("/allowed_origins", AllowedOrigins::of(origins))
}
