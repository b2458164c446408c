//! Newsletters, templates and images.

mod audience_json;
mod content_json;
mod media;
mod newsletter_row;
mod newsletters;
mod templates;
