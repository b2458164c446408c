//! What a newsletter says: blocks of text, images and buttons.

mod as_json;
pub(crate) mod attribute_store;
mod block;
pub(crate) mod draft;
pub(crate) mod headline;
mod link_url;
pub(crate) mod media;
pub(crate) mod media_store;
pub(crate) mod survey_view;
pub(crate) mod upload_media;

pub use block::{Block, BlockText, ButtonLabel, Content, ImageSource, InvalidContent};
pub use link_url::{InvalidLinkUrl, LinkUrl};
pub use survey_view::{SurveyView, SurveyViewReads};
