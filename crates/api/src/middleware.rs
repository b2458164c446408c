//! Around each request: its id, its line in the log, its headers, and the rate limits.

mod around;
mod other_methods;
mod page_limits;
mod page_policies;
mod rate_limits;
mod unread_body;

pub use around::{around_each_request, current_request_id, with_request_id};
pub use other_methods::refuse_other_methods;
pub use page_limits::{PageLimits, limit_pages};
pub use rate_limits::RateLimits;
