//! Who is at the other end: the client's address, told by the connection or by proxies that are trusted.

mod client_address;
mod forwarded;
mod peer;
mod trusted_proxies;

pub use client_address::{client_address, peer_of};
pub use peer::Peer;
pub use trusted_proxies::{InvalidTrustedProxies, TrustedProxies};
