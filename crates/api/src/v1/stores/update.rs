//! `PATCH /v1/stores/{id}`.

use actix_web::{patch, web};
use regulars_identity::{IdentityReads, IdentityStore, StorePatch};
use regulars_kernel::{Label, StoreId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::address::AddressPatchBody;
use crate::v1::stores::body::StoreBody;

/// What changes; absent fields stay, `null` clears.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Novi Sad, Dunavska"}))]
pub struct StorePatchBody {
    /// Its name.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// The merchant's own short code for it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    code: Patched<String>,
    /// Where it is.
    #[schema(inline)]
    #[serde(default)]
    address: AddressPatchBody,
    /// Whether it is closed for good.
    closed: Option<bool>,
}

impl StorePatchBody {
    fn check(self) -> Result<StorePatch, ApiError> {
        let mut invalid = Invalid::default();
        let line = |text: String| text.parse::<Label>();
        let address = self.address.check(&mut invalid, "/address");
        let patch = StorePatch {
            name: self.name.check_required(&mut invalid, "/name", line).flatten(),
            code: self.code.check(&mut invalid, "/code", line).unwrap_or_default(),
            street: address.street,
            postcode: address.postcode,
            city: address.city,
            country: address.country,
            closed: self.closed,
        };
        invalid.finish()?;
        Ok(patch)
    }
}

/// Change a store.
///
/// Absent fields stay as they are, `null` clears a field. A closed store keeps its receipts.
#[utoipa::path(tag = "Stores", params(("id" = uuid::Uuid, Path, description = "The store's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f20")),
    request_body = StorePatchBody, responses(
        (status = 200, description = "The store as it is now", body = StoreBody),
        (status = 409, description = "Another store has that code"),
    ))]
#[patch("/v1/stores/{id}")]
pub async fn update_store(
    caller: Caller<access::update_store>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<StorePatchBody>,
) -> Result<Single<StoreBody>, ApiError> {
    let id = StoreId::new(id.0);
    let patch = body.value.check()?;
    let now = application.environment.now();
    let store = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_store(id).await?.ok_or_else(|| ApiError::not_found("store"))?;
                if_match.check(&StoreBody::from(before.clone()))?;
                let store = before.patched(patch, now);
                if tx.update_store(&store).await? {
                    Ok(store)
                } else {
                    Err(ApiError::taken("/code", "another store has this code"))
                }
            })
        })
        .await?;
    Ok(Single(store.into()))
}
