//! What handlers answer with.

mod created;
mod entity_tag;
mod list;
mod single;

pub use created::{Created, Once};
pub use entity_tag::{names_state, names_state_weakly, tag_of, tag_of_encoded};
pub use list::{List, page_response};
pub use single::{Accepted, NoContent, Single, etag_of};
