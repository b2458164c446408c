//! Instants in requests, read in one way wherever they stand.

use regulars_kernel::{Instant, without_leap_second};
use serde::{Deserialize, Deserializer};

/// An instant of a request: `#[serde(deserialize_with = "instant")]`.
pub fn instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Instant, D::Error> {
    Instant::deserialize(deserializer).map(without_leap_second)
}

/// An instant that may be left out: `#[serde(default, deserialize_with = "optional_instant")]`.
pub fn optional_instant<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Instant>, D::Error> {
    Ok(Option::<Instant>::deserialize(deserializer)?.map(without_leap_second))
}
