//! Segments: filters under a name, and the target groups that every merchant has.
//!
//! A segment says who is meant. Who of them may be written to is decided by the contact gate, see [`ExclusionReason`].
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over two small store traits:
//! [`SegmentStore`] keeps filters, [`AudienceReads`] evaluates them.

mod audience_store;
mod bind_attributes;
mod bind_tags;
mod built_in_id;
mod bulk_edit_audience;
mod check_assignees;
mod check_filter;
mod check_programmes;
mod check_redeemed;
mod check_rfm_classes;
mod create_segment;
mod delete_segment;
mod explain;
mod get_segment;
mod holds_for_customer;
mod list_segments;
mod preview;
mod reacted;
mod recorded;
mod resolve_filter;
mod rfm;
mod segment;
mod segment_store;
mod segments_of_customer;
#[cfg(test)]
mod tests;
mod update_segment;
mod views;

pub use audience_store::{AudienceReads, ChannelReach, Exclusion, ExclusionReason, Reach};
pub use bind_attributes::{BindAttributesError, bind_attributes};
pub use bind_tags::{BindTagsError, bind_tags};
pub use built_in_id::{built_in_id, segment_reference};
pub use bulk_edit_audience::BulkEditAudienceStore;
pub use check_filter::{CheckFilterError, check_kept_filter, check_whole};
pub use create_segment::{CreateSegmentError, NewSegment, create_segment};
pub use delete_segment::{DeleteSegmentError, delete_segment};
pub use explain::{ExplainedNode, explain};
pub use get_segment::get_segment;
pub use holds_for_customer::{SegmentHoldReads, filters_that_hold, segments_that_hold};
pub use list_segments::list_segments;
pub use preview::{Preview, SAMPLE_SIZE, preview};
pub use resolve_filter::{ResolveFilterError, resolve_filter};
pub use rfm::cuts::{Bounds, Cuts, bounds_of_fifths, recency_bounds_of_fifths};
pub use rfm::grid::{Grid, GridCell, GridClass, InvalidGrid};
pub use rfm::recompute::{RfmPlan, end_rfm, next_scoring, plan_rfm, score_chunk};
pub use rfm::set_settings::set_rfm_settings;
pub use rfm::settings::{RfmMethod, RfmSettings, SettingsOf};
pub use rfm::standing::{Buying, cell_of};
pub use rfm::store::{RfmCount, RfmFacts, RfmMove, RfmReads, RfmRun, RfmStore, RfmTransition};
pub use segment::{Segment, StoredSegment};
pub use segment_store::{SegmentReads, SegmentStore, WrittenSegment};
pub use segments_of_customer::segments_of_customer;
pub use update_segment::{SegmentPatch, UpdateSegmentError, update_segment};
pub use views::create_view::{CreateViewError, NewView, create_view};
pub use views::delete_view::delete_view;
pub use views::store::{ViewReads, ViewStore};
pub use views::update_view::{UpdateViewError, ViewPatch, update_view};
pub use views::view::{View, ViewColumn};
