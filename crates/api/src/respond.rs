//! What handlers answer with.

mod created;
mod list;
mod single;

pub use created::{Created, Once};
pub use list::{List, page_response};
pub use single::{NoContent, Single, etag_of};
