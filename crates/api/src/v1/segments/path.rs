//! Segments in paths: an id, or the key of a built-in group. Any other text leads nowhere, so it is not found.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use regulars_filters::SegmentReference;
use regulars_segments::segment_reference;

use crate::auth::or_refuse;
use crate::error::ApiError;

/// The segment in `{segment}` of the path, or in `{id}` where the path is that of a segment.
pub struct SegmentPath(pub SegmentReference);

impl FromRequest for SegmentPath {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let path = request.match_info();
        let segment = path.get("segment").or_else(|| path.get("id")).and_then(segment_reference);
        or_refuse(request, segment.map(Self).ok_or_else(|| ApiError::not_found("segment")))
    }
}
