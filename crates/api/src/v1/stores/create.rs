//! `POST /v1/stores`.

use actix_web::{post, web};
use regulars_identity::{NewStore, create_store as create};
use regulars_kernel::Label;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::address::NewAddressBody;
use crate::v1::stores::body::StoreBody;

/// A store to be created.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Novi Sad", "code": "NS-01", "address": {"city": "Novi Sad", "country": "RS"}}))]
pub struct NewStoreBody {
    /// Its name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The merchant's own short code for it, unique within the merchant.
    #[schema(min_length = 1, max_length = 200)]
    code: Option<String>,
    /// Where it is.
    #[serde(default)]
    #[schema(inline)]
    address: NewAddressBody,
}

impl NewStoreBody {
    fn check(self) -> Result<NewStore, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let code = invalid.check_option("/code", self.code.map(|code| code.parse::<Label>()));
        let address = self.address.check(&mut invalid, "/address");
        match (name, code, address) {
            (Some(name), Some(code), Some(address)) => Ok(NewStore { name, code, address }),
            _ => Err(invalid.into()),
        }
    }
}

/// Add a store.
///
/// A place of sale in which terminals stand.
#[utoipa::path(tag = "Stores", request_body = NewStoreBody, responses(
    (status = 201, description = "Added", body = StoreBody),
    (status = 409, description = "Another store has that code"),
))]
#[post("/v1/stores")]
pub async fn create_store(
    caller: Caller<access::create_store>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewStoreBody>,
) -> Result<Created<StoreBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let store = create(tx, &environment, new).await?;
            Created::at(format!("/v1/stores/{}", store.id), &StoreBody::from(store))
        })
    })
    .await
}
