//! How answers are packed for those who can unpack them, and answers that stay the same.

mod accepted;
mod encoders;
mod encoding;
mod unchanging;

pub use accepted::best_accepted;
pub use encoders::Encoders;
pub use encoding::{Effort, Encoding};
pub use unchanging::{Freshness, Unchanging};

/// A shorter body is sent as it is: packing it would gain less than the head of the answer takes.
pub const SHORTEST: usize = 1024;

/// Whether bodies of that type become shorter. Images are packed already.
pub fn is_text(content_type: &str) -> bool {
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    kind.starts_with("text/")
        || matches!(
            kind,
            "application/json" | "application/problem+json" | "application/javascript" | "image/svg+xml"
        )
}
