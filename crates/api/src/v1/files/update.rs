//! `PATCH /v1/customers/{id}/files/{file_id}`.

use actix_web::{patch, web};
use regulars_kernel::Label;
use regulars_service::{find_file_for_change, rename_file};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::CustomerFileBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, FileInPath, IfMatch, Patched};
use crate::respond::Single;

/// What changes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "narudžbina za slavu.txt"}))]
pub struct CustomerFilePatchBody {
    /// What it is called. The ending stays that of its kind.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
}

impl CustomerFilePatchBody {
    fn check(self) -> Result<Option<Label>, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        invalid.finish()?;
        Ok(name.flatten())
    }
}

/// Rename a file of a customer.
///
/// Its content never changes: attach another file instead.
#[utoipa::path(tag = "Files", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    ("file_id" = uuid::Uuid, Path, description = "The file's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e60")
), request_body = CustomerFilePatchBody, responses(
    (status = 200, description = "The file as it is now", body = CustomerFileBody)
))]
#[patch("/v1/customers/{id}/files/{file_id}")]
pub async fn update_customer_file(
    caller: Caller<access::update_customer_file>,
    application: web::Data<Application>,
    path: FileInPath,
    if_match: IfMatch,
    body: Body<CustomerFilePatchBody>,
) -> Result<Single<CustomerFileBody>, ApiError> {
    let name = body.value.check()?;
    let environment = caller.environment(&application);
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_file_for_change(tx, path.customer, path.file).await?;
                if_match.check(&CustomerFileBody::from(before.clone()))?;
                match name {
                    Some(name) => rename_file(tx, &environment, before, name).await.map_err(ApiError::from),
                    None => Ok(before),
                }
            })
        })
        .await?;
    Ok(Single(changed.into()))
}
