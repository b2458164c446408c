//! Periods in requests.

use regulars_kernel::Instant;

use crate::error::ApiError;

/// Fails at `pointer`, the place of its end, where a period ends before it begins.
pub fn require_order(from: Option<Instant>, until: Option<Instant>, pointer: &str) -> Result<(), ApiError> {
    if from.zip(until).is_none_or(|(from, until)| from <= until) {
        return Ok(());
    }
    Err(ApiError::invalid_field(pointer, "invalid", "must not be before `from`"))
}
