//! `POST /v1/tags`.

use actix_web::{post, web};
use regulars_customers::{Colour, NewTag, create_tag as create};
use regulars_kernel::Label;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::tags::body::TagBody;

/// A tag to be created.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Wine lovers", "colour": "#8E2448"}))]
pub struct NewTagBody {
    /// Its name, unique within the merchant whatever the letter case, accents and script.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Its colour, `#RRGGBB`; grey when it is left out.
    #[schema(pattern = "^#[0-9A-Fa-f]{6}$", default = "#6B7280")]
    colour: Option<String>,
}

/// The colour of a tag that was created without one.
const GREY: &str = "#6B7280";

impl NewTagBody {
    fn check(self) -> Result<NewTag, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let colour = invalid.check("/colour", self.colour.as_deref().unwrap_or(GREY).parse::<Colour>());
        invalid.finish_with(name.zip(colour).map(|(name, colour)| NewTag { name, colour }))
    }
}

/// Create a tag.
///
/// Customers get it by its name: list the names in `tags` when you add or change a customer.
#[utoipa::path(tag = "Tags", request_body = NewTagBody, responses(
    (status = 201, description = "Created", body = TagBody),
    (status = 409, description = "Another tag has that name"),
))]
#[post("/v1/tags")]
pub async fn create_tag(
    caller: Caller<access::create_tag>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewTagBody>,
) -> Result<Created<TagBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let tag = create(tx, &environment, new).await?;
            Created::at(format!("/v1/tags/{}", tag.id), &TagBody::from(tag))
        })
    })
    .await
}
