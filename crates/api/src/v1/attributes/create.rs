//! `POST /v1/attributes`.

use actix_web::{post, web};
use regulars_customers::{AttributeKey, NewAttribute, create_attribute as create};
use regulars_kernel::Label;
use regulars_segments::SegmentStore;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::attributes::body::{AttributeBody, AttributeLimitBody, AttributeTypeBody};
use crate::v1::attributes::limits_body::{LimitFields, given};

/// A custom attribute to be defined.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "key": "favourite_wine", "name": "Favourite wine", "type": "enum", "options": ["Red", "White", "Rosé"]
}))]
pub struct NewAttributeBody {
    /// By which requests name it: a lower-case letter followed by up to 39 lower-case letters, digits and underscores.
    #[schema(min_length = 1, max_length = 40)]
    key: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The type of its values. It never changes.
    #[serde(rename = "type")]
    kind: AttributeTypeBody,
    /// The fewest characters of a text; 1 when it is left out.
    #[schema(minimum = 1, maximum = 200)]
    min_length: Option<u16>,
    /// The most characters of a text; 200 when it is left out.
    #[schema(minimum = 1, maximum = 200)]
    max_length: Option<u16>,
    /// The least number or the earliest date. A decimal and a date are texts.
    min: Option<AttributeLimitBody>,
    /// The greatest number or the latest date. A decimal and a date are texts.
    max: Option<AttributeLimitBody>,
    /// The most digits behind the point of a decimal; 2 when it is left out.
    #[schema(minimum = 0, maximum = 6)]
    decimals: Option<u8>,
    /// The options of an enumeration, in their order, which is required for one. No two are the same but for letter case,
    /// accents and script.
    #[schema(max_items = 200)]
    options: Option<Vec<String>>,
    /// Where it stands in forms: those with less come first. Behind all others when it is left out.
    #[schema(minimum = 0, maximum = 9999)]
    position: Option<u16>,
}

impl NewAttributeBody {
    fn check(self) -> Result<NewAttribute, ApiError> {
        let mut invalid = Invalid::default();
        let key = invalid.check("/key", self.key.parse::<AttributeKey>());
        let name = invalid.check("/name", self.name.parse::<Label>());
        let limits = LimitFields {
            min_length: given(self.min_length),
            max_length: given(self.max_length),
            min: given(self.min),
            max: given(self.max),
            decimals: given(self.decimals),
            options: given(self.options),
        };
        let limits = limits.check(&mut invalid);
        let (kind, position) = (self.kind.into(), self.position);
        invalid.finish_with(key.zip(name).map(|(key, name)| NewAttribute {
            key,
            name,
            kind,
            limits,
            position,
        }))
    }
}

/// Define a custom attribute.
///
/// From then on customers can have a value of it, in `attributes` under its key, and filters can compare it, as the field
/// `attributes.` and its key. Newsletters show it by the merge field of the same name, such as
/// `{{ attributes.favourite_wine | default("wine") }}`. A merchant has at most 200 attributes.
#[utoipa::path(tag = "Attributes", request_body = NewAttributeBody, responses(
    (status = 201, description = "Defined", body = AttributeBody),
    (status = 409, description = "Another attribute has that key, or there are 200 already"),
))]
#[post("/v1/attributes")]
pub async fn create_attribute(
    caller: Caller<access::create_attribute>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewAttributeBody>,
) -> Result<Created<AttributeBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            // So that two at the same time do not both become the last that a merchant may have.
            tx.lock_segments().await?;
            let definition = create(tx, &environment, new).await?;
            Created::at(format!("/v1/attributes/{}", definition.id), &AttributeBody::from(definition))
        })
    })
    .await
}
