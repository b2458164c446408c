//! Newsletters, templates and images.

mod attributes;
mod audience_json;
mod audiences;
mod campaigns;
mod content_json;
mod coupons;
mod media;
mod newsletter_row;
mod profiling;
mod reactions;
mod recipients;
mod sandbox;
mod templates;
mod usage;

pub(crate) use audience_json::audience_from_json;
pub(crate) use content_json::content_from_json;
pub(crate) use profiling::may_be_profiled;
