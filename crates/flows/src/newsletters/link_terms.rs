//! Where the links of a merchant's messages lead, and what they record.

use regulars_identity::{Merchant, Tracking};
use regulars_newsletters::LinkTracking;

/// Scheme and host of the links in a merchant's messages: its own host where it has one.
pub fn link_origin(merchant: &Merchant, public_url: &str) -> String {
    match &merchant.link_host {
        Some(host) => format!("https://{}", host.as_str()),
        None => public_url.to_owned(),
    }
}

/// What may be recorded of reactions to a merchant's messages.
pub const fn link_tracking(merchant: &Merchant) -> LinkTracking {
    match merchant.tracking {
        Tracking::Off => LinkTracking::Off,
        Tracking::Anonymous => LinkTracking::Anonymous,
        Tracking::Individual => LinkTracking::Individual,
    }
}
