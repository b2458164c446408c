//! The segments that prices are for.

use regulars_flows::price_for_unknown_segment;
use regulars_loyalty::RewardPrice;
use regulars_persistence::WriteTx;

use crate::error::ApiError;

/// Fails where the merchant does not have a segment that one of the prices is for. Nobody deletes any of them meanwhile.
pub(super) async fn keep_segments(tx: &mut WriteTx, prices: &[RewardPrice]) -> Result<(), ApiError> {
    match price_for_unknown_segment(tx, prices).await? {
        Some(place) => Err(ApiError::not_found_at(&format!("/prices/{place}/segment_id"), "segment")),
        None => Ok(()),
    }
}
