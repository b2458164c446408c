//! Around each request: its id, its line in the log, its headers, what browsers may read of the answer, in which form it is
//! sent, and the rate limits.

mod around;
mod asker;
mod head_requests;
mod merged_customers;
mod other_methods;
mod other_origins;
mod page_limits;
mod page_policies;
mod rate_limits;
mod representations;
mod unread_body;

pub use around::around_each_request;
pub use asker::Asker;
pub use head_requests::{HeadersOnly, answer_head_as_get};
pub use merged_customers::answer_for_merged;
pub use other_methods::answer_other_methods;
pub use other_origins::open_to_other_origins;
pub use page_limits::{PageLimits, is_page, limit_pages};
pub use rate_limits::RateLimits;
pub use representations::choose_representation;
