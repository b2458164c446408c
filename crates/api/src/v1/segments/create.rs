//! `POST /v1/segments`.

use actix_web::{post, web};
use regulars_kernel::Label;
use regulars_segments::{NewSegment, create_segment as create};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::filter::FilterBody;
use crate::v1::segments::body::SegmentBody;

/// A segment to be created.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Novi Sad, with consent",
    "filter": {"all": [
        {"field": "city", "op": "eq", "value": "Novi Sad"},
        {"consent": {"purpose": "advertising", "channel": "email", "state": "granted"}}
    ]}
}))]
pub struct NewSegmentBody {
    /// Its name, unique within the merchant whatever the letter case, accents and script.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Who is in it.
    filter: FilterBody,
}

impl NewSegmentBody {
    fn check(self, country: Option<&str>) -> Result<NewSegment, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let name = invalid.finish_with(name)?;
        Ok(NewSegment { name, filter: self.filter.check(country)? })
    }
}

/// Create a segment.
///
/// A filter under a name. It can refer to other segments, but not to itself, not even by way of others.
#[utoipa::path(tag = "Segments", request_body = NewSegmentBody, responses(
    (status = 201, description = "Created", body = SegmentBody),
    (status = 409, description = "Another segment has that name"),
))]
#[post("/v1/segments")]
pub async fn create_segment(
    caller: Caller<access::create_segment>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewSegmentBody>,
) -> Result<Created<SegmentBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (merchant, country) = (caller.scope().merchant(), caller.facts().country.clone());
    let checking = move || body.value.check(country.as_deref());
    let new = application.processors.run_sized(merchant, body.size, checking).await??;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let segment = create(tx, &environment, new).await?;
            Created::at(format!("/v1/segments/{}", segment.id), &SegmentBody::from(segment))
        })
    })
    .await
}
