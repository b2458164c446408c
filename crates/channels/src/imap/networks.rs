//! To which addresses a connection may be made that a merchant asks for.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use ipnet::IpNet;

use super::fault::ImapFault;

/// Networks that may be connected to besides the Internet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AllowedNetworks(Vec<IpNet>);

/// The text names no networks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be addresses or networks such as 10.1.0.0/16, with commas between")]
pub struct InvalidNetworks;

impl FromStr for AllowedNetworks {
    type Err = InvalidNetworks;

    fn from_str(text: &str) -> Result<Self, InvalidNetworks> {
        let one = |part: &str| {
            let part = part.trim();
            part.parse::<IpNet>()
                .or_else(|_| part.parse::<IpAddr>().map(IpNet::from))
                .map_err(|_| InvalidNetworks)
        };
        text.split(',').map(one).collect::<Result<_, _>>().map(Self)
    }
}

impl AllowedNetworks {
    /// Whether the address was allowed by name.
    pub(super) fn has(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// Those of the addresses of a name that may be connected to. All of them are looked at, and the connection is made to
    /// one of these and not to the name, so that a second answer of the name changes nothing.
    pub(super) fn choose(&self, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, ImapFault> {
        if found.is_empty() {
            return Err(ImapFault::UnknownHost);
        }
        let may = |address: &SocketAddr| self.has(address.ip()) || is_on_the_internet(address.ip());
        let chosen: Vec<SocketAddr> = found.into_iter().filter(may).collect();
        if chosen.is_empty() { Err(ImapFault::PrivateAddress) } else { Ok(chosen) }
    }
}

/// Whether an address is one of the Internet, as far as its special networks go (RFC 6890).
fn is_on_the_internet(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !(address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || a >= 240
        || a == 100 && (64..128).contains(&b)
        || a == 192 && b == 0 && c == 0
        || a == 198 && (18..20).contains(&b))
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let segments = address.segments();
    // Only what is global unicast, and nothing that carries an address of the other kind inside.
    segments[0] & 0xe000 == 0x2000
        && segments[0] != 0x2002
        && !(segments[0] == 0x2001 && (segments[1] < 0x0200 || segments[1] == 0x0db8))
        && !(segments[0] == 0x3fff && segments[1] < 0x1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_internet_and_what_is_allowed_is_connected_to() {
        for private in [
            "127.0.0.1",
            "10.0.0.1",
            "172.16.5.4",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "192.0.0.8",
            "198.18.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::1",
            "::",
            "fc00::1",
            "fe80::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::a00:1",
            "2002:7f00:1::",
            "2001:db8::1",
            "2001::1",
        ] {
            assert!(!is_on_the_internet(private.parse().unwrap()), "{private}");
        }
        for public in ["1.1.1.1", "93.184.216.34", "2606:2800:220:1::1", "172.32.0.1"] {
            assert!(is_on_the_internet(public.parse().unwrap()), "{public}");
        }
        let networks: AllowedNetworks = "127.0.0.0/8, ::1".parse().unwrap();
        let address = |text: &str| -> SocketAddr { text.parse().unwrap() };
        assert_eq!(
            networks.choose(vec![address("127.0.0.1:1"), address("10.0.0.1:1")]),
            Ok(vec![address("127.0.0.1:1")])
        );
        assert_eq!(networks.choose(vec![address("10.0.0.1:1")]), Err(ImapFault::PrivateAddress));
        assert!(networks.has("::ffff:127.0.0.1".parse().unwrap()));
        for wrong in ["", "x", "10.0.0.0/33", "10.0.0.1,"] {
            assert_eq!(wrong.parse::<AllowedNetworks>(), Err(InvalidNetworks), "{wrong}");
        }
    }
}
