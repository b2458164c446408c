//! What proxies write about whom they speak for: `Forwarded` (RFC 7239) and `X-Forwarded-For`.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// One stop on the way of a request: an address, or none where the proxy does not tell it or wrote nonsense.
pub type Hop = Option<IpAddr>;

/// The hops that the fields of `Forwarded` name, in their order.
pub fn of_forwarded(fields: &[&str]) -> Vec<Hop> {
    let elements = fields.iter().flat_map(|field| parts(field, b','));
    elements.filter(|element| !element.is_empty()).map(of_element).collect()
}

/// The hops that the fields of `X-Forwarded-For` name, in their order.
pub fn of_x_forwarded_for(fields: &[&str]) -> Vec<Hop> {
    let entries = fields.iter().flat_map(|field| field.split(','));
    entries.map(str::trim).filter(|entry| !entry.is_empty()).map(address).collect()
}

fn of_element(element: &str) -> Hop {
    let mut named = parts(element, b';').into_iter().filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim())
    });
    let value = named.next()?;
    // An element that names its hop twice names none.
    if named.next().is_some() {
        return None;
    }
    match value.strip_prefix('"') {
        Some(quoted) => address(&quoted.strip_suffix('"')?.replace('\\', "")),
        None => address(value),
    }
}

/// A text parted at a sign that does not stand within quotes.
fn parts(text: &str, sign: u8) -> Vec<&str> {
    let (mut found, mut begin, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            byte if byte == sign && !quoted => {
                found.extend(text.get(begin..at));
                begin = at + 1;
            }
            _ => {}
        }
    }
    found.extend(text.get(begin..));
    found.into_iter().map(str::trim).collect()
}

/// An address, without the port and the brackets that it may have.
fn address(text: &str) -> Hop {
    if let Ok(address) = text.parse::<IpAddr>() {
        return Some(address.to_canonical());
    }
    if let Some(bracketed) = text.strip_prefix('[') {
        let (address, rest) = bracketed.split_once(']')?;
        let is_port = rest.is_empty() || rest.strip_prefix(':').is_some_and(is_port);
        let address: Ipv6Addr = address.parse().ok()?;
        return is_port.then(|| IpAddr::V6(address).to_canonical());
    }
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Some(address.ip().to_canonical());
    }
    let (address, port) = text.rsplit_once(':')?;
    let address: Ipv4Addr = address.parse().ok()?;
    is_port(port).then_some(IpAddr::V4(address))
}

/// A port, or a name in its place (RFC 7239, section 6).
fn is_port(text: &str) -> bool {
    let obfuscated = text.strip_prefix('_').is_some_and(|name| !name.is_empty());
    obfuscated || text.parse::<u16>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hops(found: &[Hop]) -> Vec<String> {
        found.iter().map(|hop| hop.map_or("-".to_owned(), |address| address.to_string())).collect()
    }

    #[test]
    fn forwarded_names_hops_in_many_ways() {
        for (fields, expected) in [
            (&["for=192.0.2.43"][..], &["192.0.2.43"][..]),
            (&["For=\"[2001:db8:cafe::17]:4711\""], &["2001:db8:cafe::17"]),
            (&["for=\"[2001:db8::1]\";proto=https;by=203.0.113.43"], &["2001:db8::1"]),
            (&["proto=https; FOR = \"192.0.2.1:80\""], &["192.0.2.1"]),
            (&["for=192.0.2.43, for=198.51.100.17", "for=_gazonk"], &["192.0.2.43", "198.51.100.17", "-"]),
            (&["for=unknown"], &["-"]),
            (&["for=\"_x,y\", for=1.2.3.4"], &["-", "1.2.3.4"]),
            (&["for=1.2.3.4;for=5.6.7.8"], &["-"]),
            (&["host=shop.example"], &["-"]),
            (&["for=\"1.2.3.4"], &["-"]),
            (&["for=\"[::ffff:1.2.3.4]\""], &["1.2.3.4"]),
            (&[""], &[]),
        ] {
            assert_eq!(hops(&of_forwarded(fields)), expected, "{fields:?}");
        }
    }

    #[test]
    fn x_forwarded_for_names_hops_with_and_without_ports() {
        for (fields, expected) in [
            (&["192.0.2.1"][..], &["192.0.2.1"][..]),
            (&["192.0.2.1, 198.51.100.2:4711", "2001:db8::1"], &["192.0.2.1", "198.51.100.2", "2001:db8::1"]),
            (&["[2001:db8::1]:443, [2001:db8::2]"], &["2001:db8::1", "2001:db8::2"]),
            (&["unknown, 10.0.0.1"], &["-", "10.0.0.1"]),
            (&["1.2.3, 1.2.3.4:70000, ::ffff:10.0.0.9, [::1"], &["-", "-", "10.0.0.9", "-"]),
        ] {
            assert_eq!(hops(&of_x_forwarded_for(fields)), expected, "{fields:?}");
        }
    }
}
