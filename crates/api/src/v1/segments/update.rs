//! `PATCH /v1/segments/{id}`.

use actix_web::{patch, web};
use regulars_flows::change_segment;
use regulars_kernel::{Change, Label};
use regulars_segments::{SegmentPatch, get_segment};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::filter::FilterBody;
use crate::v1::segments::body::SegmentBody;
use crate::v1::segments::path::SegmentPath;

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"filter": {"field": "city", "op": "eq", "value": "Beograd"}}))]
pub struct SegmentPatchBody {
    /// Its name, unique within the merchant whatever the letter case, accents and script.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// Who is in it.
    #[schema(value_type = Option<FilterBody>)]
    #[serde(default)]
    filter: Patched<FilterBody>,
}

impl SegmentPatchBody {
    fn check(self, country: Option<&str>) -> Result<SegmentPatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>()).flatten();
        if matches!(self.filter.0, Change::Clear) {
            invalid.add("/filter", "required", "cannot be cleared");
        }
        invalid.finish()?;
        let filter = match self.filter.0 {
            Change::Set(filter) => Some(filter.check(country)?),
            Change::Clear | Change::Unchanged => None,
        };
        Ok(SegmentPatch { name, filter })
    }
}

/// Change a segment.
///
/// Absent fields stay as they are. Built-in groups cannot be changed. A filter with which a segment, a newsletter, a view, an earning
/// rule or a scheduled accrual that refers to it would cost too much is refused.
#[utoipa::path(tag = "Segments", params(
    ("id" = String, Path, description = "The segment's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fa0")
), request_body = SegmentPatchBody, responses(
    (status = 200, description = "The segment as it is now", body = SegmentBody),
    (status = 409, description = "Another segment has that name, or the segment is a built-in one"),
))]
#[patch("/v1/segments/{id}")]
pub async fn update_segment(
    caller: Caller<access::update_segment>,
    application: web::Data<Application>,
    segment: SegmentPath,
    if_match: IfMatch,
    body: Body<SegmentPatchBody>,
) -> Result<Single<SegmentBody>, ApiError> {
    let (merchant, country) = (caller.scope().merchant(), caller.facts().country.clone());
    let checking = move || body.value.check(country.as_deref());
    let patch = application.processors.run_sized(merchant, body.size, checking).await??;
    let environment = caller.environment(&application);
    let segment = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if if_match.is_named() {
                    let before = get_segment(tx, segment.0).await?;
                    let before = before.ok_or_else(|| ApiError::not_found("segment"))?;
                    if_match.check(&SegmentBody::from(before))?;
                }
                change_segment(tx, &environment, segment.0, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(segment.into()))
}
