//! Where to listen: an address or a name, and a port.

use std::fmt;
use std::net::{SocketAddr, ToSocketAddrs};
use std::str::FromStr;

/// Where to listen. A name is looked up when the program listens and not before: commands that do not listen may run where
/// nobody knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BindAddress {
    host: String,
    port: u16,
}

/// The text is no address with a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it is an address or a name with a port, such as 127.0.0.1:8080, [::1]:8080 or localhost:8080")]
pub struct InvalidBindAddress;

impl BindAddress {
    /// The addresses that it stands for, those of IPv4 first: that is where most clients look for a name of this machine.
    pub fn addresses(&self) -> std::io::Result<Vec<SocketAddr>> {
        let mut addresses: Vec<SocketAddr> = self.to_string().to_socket_addrs()?.collect();
        addresses.sort_by_key(SocketAddr::is_ipv6);
        Ok(addresses)
    }

    /// The same host with the port that was given to the program, should it have asked for any.
    #[must_use]
    pub fn at_port(&self, port: u16) -> Self {
        Self { host: self.host.clone(), port }
    }
}

impl FromStr for BindAddress {
    type Err = InvalidBindAddress;

    fn from_str(text: &str) -> Result<Self, InvalidBindAddress> {
        let (host, port) = text.rsplit_once(':').ok_or(InvalidBindAddress)?;
        let port = port.parse().map_err(|_| InvalidBindAddress)?;
        let is_label = |label: &str| {
            !label.is_empty()
                && label
                    .chars()
                    .all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
        };
        if text.parse::<SocketAddr>().is_ok() || host.trim_end_matches('.').split('.').all(is_label) {
            Ok(Self { host: host.to_owned(), port })
        } else {
            Err(InvalidBindAddress)
        }
    }
}

impl fmt::Display for BindAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.host, self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names_are_taken() {
        for text in ["127.0.0.1:8080", "0.0.0.0:0", "[::1]:8080", "localhost:8080", "till-1.shop.example:80"]
        {
            assert_eq!(text.parse::<BindAddress>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "8080",
            ":8080",
            "localhost",
            "localhost:",
            "localhost:99999",
            "::1:8080",
            "http://localhost:80",
        ] {
            assert_eq!(text.parse::<BindAddress>(), Err(InvalidBindAddress), "{text}");
        }
    }

    #[test]
    fn a_name_of_this_machine_is_found() {
        let found = "localhost:8080".parse::<BindAddress>().unwrap().addresses().unwrap();
        assert!(
            found.iter().all(|address| address.ip().is_loopback() && address.port() == 8080),
            "{found:?}"
        );
        assert!(!found.is_empty());
    }
}
