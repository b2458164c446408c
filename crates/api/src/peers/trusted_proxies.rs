//! The proxies that are believed when they say whom they speak for.

use std::net::IpAddr;
use std::str::FromStr;

use ipnet::IpNet;

use super::forwarded::{Hop, of_forwarded, of_x_forwarded_for};

/// The proxies that are believed when they say whom they speak for. Without any, the other end of the connection is the
/// client, whatever the request says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Vec<IpNet>);

/// A text that names no proxies.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTrustedProxies {
    /// A part is no address and no range.
    #[error("{0:?} is neither an address nor a range such as 10.0.0.0/8 or fd00::/8")]
    NoRange(String),
    /// A range that holds every address: then anybody may say to be anybody.
    #[error("{0} holds every address; name the proxies")]
    Everybody(IpNet),
}

/// How many hops are looked at. A request that has passed more has lost its way.
const LONGEST_WAY: usize = 32;

impl FromStr for TrustedProxies {
    type Err = InvalidTrustedProxies;

    /// Addresses and ranges, parted by commas or spaces.
    fn from_str(text: &str) -> Result<Self, InvalidTrustedProxies> {
        let parts = text.split([',', ' ']).map(str::trim).filter(|part| !part.is_empty());
        let ranges = parts.map(|part| {
            let address = part.parse::<IpAddr>().map(|address| IpNet::from(address.to_canonical()));
            let range = address.or_else(|_| part.parse::<IpNet>());
            match range {
                Ok(range) if range.prefix_len() == 0 => Err(InvalidTrustedProxies::Everybody(range)),
                Ok(range) => Ok(range.trunc()),
                Err(_) => Err(InvalidTrustedProxies::NoRange(part.to_owned())),
            }
        });
        let ranges: Vec<IpNet> = ranges.collect::<Result<_, _>>()?;
        if ranges.is_empty() {
            return Err(InvalidTrustedProxies::NoRange(text.to_owned()));
        }
        Ok(Self(ranges))
    }
}

impl TrustedProxies {
    /// Whether a proxy has that address.
    pub fn contain(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.0.iter().any(|range| range.contains(&address))
    }

    /// The client's address: the connection's other end, or, where that is a trusted proxy, the last hop before the
    /// trusted ones. Both headers are read from the right, since anybody may have written their beginning. Where both are
    /// there and differ, a client may have written the one that the proxy does not write, and neither is believed.
    pub fn client(&self, connected: IpAddr, forwarded: &[&str], x_forwarded_for: &[&str]) -> IpAddr {
        let connected = connected.to_canonical();
        if !self.contain(connected) {
            return connected;
        }
        let by_forwarded = self.before(connected, &of_forwarded(forwarded));
        let by_x_forwarded_for = self.before(connected, &of_x_forwarded_for(x_forwarded_for));
        match (forwarded.is_empty(), x_forwarded_for.is_empty()) {
            (true, _) => by_x_forwarded_for,
            (_, true) => by_forwarded,
            _ if by_forwarded == by_x_forwarded_for => by_forwarded,
            _ => connected,
        }
    }

    fn before(&self, connected: IpAddr, hops: &[Hop]) -> IpAddr {
        let mut last = connected;
        for hop in hops.iter().rev().take(LONGEST_WAY) {
            match hop {
                Some(address) if self.contain(*address) => last = *address,
                Some(address) => return *address,
                None => return last,
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_is_the_last_hop_before_the_trusted_ones() {
        let trusted: TrustedProxies = "10.0.0.0/8, 192.0.2.1 fd00::/8".parse().unwrap();
        for (connected, forwarded, x_forwarded_for, client) in [
            // Nobody speaks for an untrusted peer.
            ("203.0.113.9", "for=1.2.3.4", "", "203.0.113.9"),
            ("203.0.113.9", "", "1.2.3.4", "203.0.113.9"),
            ("::ffff:203.0.113.9", "", "1.2.3.4", "203.0.113.9"),
            // One proxy; what the client wrote itself stands before.
            ("10.1.1.1", "", "203.0.113.9", "203.0.113.9"),
            ("10.1.1.1", "", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
            ("::ffff:10.1.1.1", "", "203.0.113.9:4711", "203.0.113.9"),
            ("192.0.2.1", "for=1.2.3.4, for=\"[2001:db8::7]:99\";proto=https", "", "2001:db8::7"),
            // Two proxies.
            ("10.1.1.1", "", "1.2.3.4, 203.0.113.9, 192.0.2.1", "203.0.113.9"),
            ("fd00::1", "for=203.0.113.9, for=\"[fd00::2]\"", "", "203.0.113.9"),
            // A hop that is not told, or nonsense: no further back than the proxy that says so.
            ("10.1.1.1", "", "203.0.113.9, unknown", "10.1.1.1"),
            ("10.1.1.1", "for=203.0.113.9, for=_hidden, for=192.0.2.1", "", "192.0.2.1"),
            ("10.1.1.1", "", "999.1.1.1", "10.1.1.1"),
            // Nothing said, or only trusted hops.
            ("10.1.1.1", "", "", "10.1.1.1"),
            ("10.1.1.1", "", "10.2.2.2", "10.2.2.2"),
            // Both headers.
            ("10.1.1.1", "for=203.0.113.9", "203.0.113.9", "203.0.113.9"),
            ("10.1.1.1", "for=1.2.3.4", "203.0.113.9", "10.1.1.1"),
        ] {
            let fields = |text: &'static str| if text.is_empty() { vec![] } else { vec![text] };
            let found =
                trusted.client(connected.parse().unwrap(), &fields(forwarded), &fields(x_forwarded_for));
            assert_eq!(found.to_string(), client, "{connected} {forwarded} {x_forwarded_for}");
        }
    }

    #[test]
    fn proxies_are_addresses_and_ranges() {
        for nonsense in ["10.0.0.0/33", "proxy", "10.0.0", ",", "0.0.0.0/0", "10.0.0.1, ::/0", "10.0.0.1;x"] {
            assert!(nonsense.parse::<TrustedProxies>().is_err(), "{nonsense}");
        }
    }
}
