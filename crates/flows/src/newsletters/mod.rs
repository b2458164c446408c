//! Newsletters and everything that they need of other domains.

mod merchant_profile;
mod placeholder_links;
mod prepare;
mod preview_newsletter;
mod recipient;

pub use merchant_profile::{MediaAddress, merchant_profile};
pub use preview_newsletter::{NewsletterPreview, PreviewNewsletterError, PreviewStore, preview_newsletter};
pub use recipient::recipient_of;
