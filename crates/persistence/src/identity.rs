//! Merchants, users, sessions, stores, terminals and keys.

mod adopt_merchants;
mod api_keys;
mod card_page;
mod known_keys;
mod merchant_row;
mod merchants;
mod origins;
mod own;
mod pairing_codes;
mod platform_counts;
mod profile;
mod registration_page;
mod sessions;
mod stores;
mod terminals;
mod user_row;
mod users;

pub use adopt_merchants::adopt_merchants;
