//! Credentials that do not hold, and those that no longer hold.

mod api_keys;
mod forged_tokens;
mod revoked;
