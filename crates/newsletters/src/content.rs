//! What a newsletter says: blocks of text, images and buttons.

mod block;
mod link_url;

pub use block::{Block, BlockText, ButtonLabel, Content, ImageSource, InvalidContent};
pub use link_url::{InvalidLinkUrl, LinkUrl};
