//! `PATCH /v1/tags/{id}`.

use actix_web::{patch, web};
use regulars_customers::{Colour, TagPatch, TagReads, update_tag as update};
use regulars_kernel::{Label, TagId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::tags::body::TagBody;

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"colour": "#1F6F8B"}))]
pub struct TagPatchBody {
    /// Its name, unique within the merchant whatever the letter case, accents and script.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// Its colour, `#RRGGBB`.
    #[schema(value_type = Option<String>, pattern = "^#[0-9A-Fa-f]{6}$")]
    #[serde(default)]
    colour: Patched<String>,
}

impl TagPatchBody {
    fn check(self) -> Result<TagPatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let colour = self.colour.check_required(&mut invalid, "/colour", |text| text.parse::<Colour>());
        invalid.finish()?;
        Ok(TagPatch { name: name.flatten(), colour: colour.flatten() })
    }
}

/// Change a tag.
///
/// Absent fields stay as they are. Every customer that has the tag shows the new name.
#[utoipa::path(tag = "Tags", params(
    ("id" = uuid::Uuid, Path, description = "The tag's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50")
), request_body = TagPatchBody, responses(
    (status = 200, description = "The tag as it is now", body = TagBody),
    (status = 409, description = "Another tag has that name"),
))]
#[patch("/v1/tags/{id}")]
pub async fn update_tag(
    caller: Caller<access::update_tag>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<TagPatchBody>,
) -> Result<Single<TagBody>, ApiError> {
    let id = TagId::new(id.0);
    let patch = body.value.check()?;
    let environment = caller.environment(&application);
    let tag = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if if_match.is_named() {
                    let before = tx.find_tag(id).await?.ok_or_else(|| ApiError::not_found("tag"))?;
                    if_match.check(&TagBody::from(before))?;
                }
                update(tx, &environment, id, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(tag.into()))
}
