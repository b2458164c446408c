//! `PATCH /v1/attributes/{id}`.

use actix_web::{patch, web};
use regulars_customers::{AttributeKey, AttributePatch, AttributeReads};
use regulars_flows::change_attribute;
use regulars_kernel::{AttributeId, Label};
use regulars_segments::SegmentStore;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::attributes::body::{AttributeBody, AttributeLimitBody};
use crate::v1::attributes::limits_body::{LimitFields, patched};

/// What changes; absent fields stay, `null` takes a limit away.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Size of shoes", "max": 52}))]
pub struct AttributePatchBody {
    /// By which requests name it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 40)]
    #[serde(default)]
    key: Patched<String>,
    /// What people call it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// The fewest characters of a text.
    #[schema(value_type = Option<u16>, minimum = 1, maximum = 200)]
    #[serde(default)]
    min_length: Patched<u16>,
    /// The most characters of a text.
    #[schema(value_type = Option<u16>, minimum = 1, maximum = 200)]
    #[serde(default)]
    max_length: Patched<u16>,
    /// The least number or the earliest date. A decimal and a date are texts.
    #[schema(value_type = Option<AttributeLimitBody>)]
    #[serde(default)]
    min: Patched<AttributeLimitBody>,
    /// The greatest number or the latest date. A decimal and a date are texts.
    #[schema(value_type = Option<AttributeLimitBody>)]
    #[serde(default)]
    max: Patched<AttributeLimitBody>,
    /// The most digits behind the point of a decimal.
    #[schema(value_type = Option<u8>, minimum = 0, maximum = 6)]
    #[serde(default)]
    decimals: Patched<u8>,
    /// All the options of an enumeration, in their order.
    #[schema(value_type = Option<Vec<String>>, max_items = 200)]
    #[serde(default)]
    options: Patched<Vec<String>>,
    /// Where it stands in forms.
    #[schema(value_type = Option<u16>, minimum = 0, maximum = 9999)]
    #[serde(default)]
    position: Patched<u16>,
}

impl AttributePatchBody {
    fn check(self) -> Result<AttributePatch, ApiError> {
        let mut invalid = Invalid::default();
        let key = self.key.check_required(&mut invalid, "/key", |text| text.parse::<AttributeKey>());
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let position =
            self.position.check_required(&mut invalid, "/position", Ok::<_, std::convert::Infallible>);
        let limits = LimitFields {
            min_length: patched(self.min_length),
            max_length: patched(self.max_length),
            min: patched(self.min),
            max: patched(self.max),
            decimals: patched(self.decimals),
            options: patched(self.options),
        };
        let limits = limits.check(&mut invalid);
        invalid.finish()?;
        Ok(AttributePatch { key: key.flatten(), name: name.flatten(), limits, position: position.flatten() })
    }
}

/// Change a custom attribute.
///
/// Absent fields stay as they are. Filters and segments mean the same attribute under another key. Limits become narrower
/// only as far as no customer has a value that they would refuse: a length and the digits behind the point only while nobody
/// has a value. An option goes when no customer has it and no segment or newsletter names it. The key stays while texts of a
/// newsletter name it that is neither sent nor cancelled.
#[utoipa::path(tag = "Attributes", params(
    ("id" = uuid::Uuid, Path, description = "The attribute's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e10")
), request_body = AttributePatchBody, responses(
    (status = 200, description = "The attribute as it is now", body = AttributeBody),
    (status = 409, description = "Another attribute has that key, or customers have values that the change would \
        refuse, or `users` name an option that it takes away, or the key"),
))]
#[patch("/v1/attributes/{id}")]
pub async fn update_attribute(
    caller: Caller<access::update_attribute>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<AttributePatchBody>,
) -> Result<Single<AttributeBody>, ApiError> {
    let id = AttributeId::new(id.0);
    let patch = body.value.check()?;
    let environment = caller.environment(&application);
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                // Before the attribute is locked, as whoever stores a filter does.
                tx.lock_segments().await?;
                let before = tx.find_attribute(id).await?.ok_or_else(|| ApiError::not_found("attribute"))?;
                if_match.check(&AttributeBody::from(before.clone()))?;
                change_attribute(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(changed.into()))
}
