//! Where the links of a merchant's messages lead, and what they record.

use regulars_identity::{Merchant, MerchantMode};

/// Scheme and host of the links in a merchant's messages: its own host where it has one. `shared_origin` is that of the
/// others, see [`LinkHosts::shared_origin`].
pub fn link_origin(merchant: &Merchant, shared_origin: &str) -> String {
    match &merchant.link_host {
        Some(host) => format!("https://{}", host.as_str()),
        None => shared_origin.to_owned(),
    }
}

/// Where links lead of merchants that have no host of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHosts {
    /// Scheme and host of the platform itself, without a slash at the end.
    pub public_url: String,
    /// A host that names nobody, which the operator lets lead to the program.
    pub neutral_host: Option<String>,
}

impl LinkHosts {
    /// Scheme and host of the links of merchants without a host of their own.
    pub fn shared_origin(&self) -> String {
        match &self.neutral_host {
            Some(host) => format!("https://{host}"),
            None => self.public_url.clone(),
        }
    }

    /// Whether the links of a live merchant lead to the platform's own host, which its customers then see. The messages of
    /// a sandbox reach nobody.
    pub fn are_of_the_platform(&self, merchant: &Merchant) -> bool {
        merchant.mode == MerchantMode::Live && merchant.link_host.is_none() && self.neutral_host.is_none()
    }
}
