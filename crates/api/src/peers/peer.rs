//! Whose requests are counted together.

use std::net::{IpAddr, Ipv6Addr};

/// Whose requests are counted together: an IPv4 address, or the network of 64 bits that one caller with IPv6 has to
/// itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Peer(Option<IpAddr>);

impl Peer {
    /// Everybody whose address is not known.
    pub const UNKNOWN: Self = Self(None);

    /// The peer with that address.
    pub fn at(address: IpAddr) -> Self {
        Self(Some(match address.to_canonical() {
            IpAddr::V6(address) => {
                let network = address.to_bits() & !u128::from(u64::MAX);
                IpAddr::V6(Ipv6Addr::from_bits(network))
            }
            IpAddr::V4(address) => IpAddr::V4(address),
        }))
    }

    /// The address, or the first one of the network.
    pub const fn address(self) -> Option<IpAddr> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(address: &str) -> Peer {
        Peer::at(address.parse().unwrap())
    }

    #[test]
    fn an_address_of_four_bytes_is_one_peer_and_a_network_of_64_bits_too() {
        assert_eq!(peer("192.0.2.1"), peer("::ffff:192.0.2.1"));
        assert_ne!(peer("192.0.2.1"), peer("192.0.2.2"));
        assert_eq!(peer("2001:db8:1:2::1"), peer("2001:db8:1:2:ffff::9"));
        assert_ne!(peer("2001:db8:1:2::1"), peer("2001:db8:1:3::1"));
    }
}
