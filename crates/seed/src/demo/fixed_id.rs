//! Ids that the examples of the OpenAPI document name.

use std::sync::Arc;

use chrono::DateTime;
use regulars_kernel::{Environment, Instant, ManualClock, Random};
use uuid::Uuid;

use super::invalid;
use crate::SeedError;

/// Gives the same bytes each time: those that make one id.
struct SameBytes([u8; 16]);

impl Random for SameBytes {
    fn fill(&self, bytes: &mut [u8]) {
        for (byte, same) in bytes.iter_mut().zip(self.0[6..].iter().cycle()) {
            *byte = *same;
        }
    }
}

/// An environment at the instant that the `UUIDv7` holds, in which every new id is that one.
pub fn environment_of(id: Uuid) -> Result<Environment, SeedError> {
    let clock = ManualClock::at(instant_of(id)?);
    Ok(Environment::new(Arc::new(clock), Arc::new(SameBytes(*id.as_bytes()))))
}

/// The instant that a `UUIDv7` holds.
pub fn instant_of(id: Uuid) -> Result<Instant, SeedError> {
    let bytes = id.as_bytes();
    let milliseconds = bytes[..6].iter().fold(0_i64, |sum, byte| (sum << 8) | i64::from(*byte));
    DateTime::from_timestamp_millis(milliseconds).ok_or_else(|| invalid("an id holds no instant"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_made_as_every_other_one_is() {
        let id = uuid::uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40");
        assert_eq!(environment_of(id).unwrap().new_id(), id);
    }
}
