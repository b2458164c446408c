//! Columns that hold a name of a closed list, where an empty text stands for no channel.

use regulars_consent::ContactAddress;
use regulars_kernel::{Channel, Label, StoreError};

use crate::error::inconsistent;

/// Reads a name.
pub(super) fn named<T: std::str::FromStr<Err: std::fmt::Display>>(
    table: &'static str,
    text: &str,
) -> Result<T, StoreError> {
    text.parse().map_err(|error: T::Err| inconsistent(table, error))
}

/// Reads a channel that may be absent.
pub(super) fn channel(table: &'static str, text: &str) -> Result<Option<Channel>, StoreError> {
    if text.is_empty() { Ok(None) } else { named(table, text).map(Some) }
}

/// Writes a channel that may be absent.
pub(super) const fn channel_text(channel: Option<Channel>) -> &'static str {
    match channel {
        Some(channel) => channel.name(),
        None => "",
    }
}

/// Reads bytes of a fixed length, such as a hash.
pub(super) fn bytes<const N: usize>(table: &'static str, bytes: Vec<u8>) -> Result<[u8; N], StoreError> {
    bytes
        .try_into()
        .map_err(|bytes: Vec<u8>| inconsistent(table, format!("{} bytes where {N} belong", bytes.len())))
}

/// Writes an address that may be absent.
pub(super) fn address_text(address: Option<&ContactAddress>) -> Option<String> {
    address.map(|address| address.expose().to_owned())
}

/// Writes a label that may be absent.
pub(super) fn label_text(label: Option<&Label>) -> Option<String> {
    label.map(|label| label.as_str().to_owned())
}
