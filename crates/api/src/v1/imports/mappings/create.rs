//! `POST /v1/customers/imports/mappings`.

use actix_web::{post, web};
use regulars_interchange::{MappedHeading, store_mapping};
use regulars_kernel::Label;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{ImportMappingBody, MappedHeadingBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// A mapping to be stored.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Old till",
    "columns": [
        {"heading": "Šifra kupca", "field": "external_id"}, {"heading": "Pošta", "field": "email", "policy": "fill_empty"},
        {"heading": "Napomena", "field": null}
    ]
}))]
pub struct NewImportMappingBody {
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The headings. No two are the same, and no two are about the same.
    #[schema(min_items = 1, max_items = 200)]
    columns: Vec<MappedHeadingBody>,
}

impl NewImportMappingBody {
    fn check(self) -> Result<(Label, Vec<MappedHeading>), ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let columns = self.columns.into_iter().enumerate();
        let columns = columns.filter_map(|(position, column)| column.check(position, &mut invalid)).collect();
        Ok((invalid.finish_with(name)?, columns))
    }
}

/// Store what columns are about.
///
/// For the next file of the same kind: name it as `mapping_id` when you upload the file, or when you change what the columns of
/// an import are about. Headings that it does not name are recognised as always.
#[utoipa::path(tag = "Imports", request_body = NewImportMappingBody, responses(
    (status = 201, description = "Stored", body = ImportMappingBody),
    (status = 409, description = "There are 200 mappings already"),
))]
#[post("/v1/customers/imports/mappings")]
pub async fn create_import_mapping(
    caller: Caller<access::create_import_mapping>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewImportMappingBody>,
) -> Result<Created<ImportMappingBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (name, columns) = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let mapping = store_mapping(tx, &environment, name, columns).await?;
            let location = format!("/v1/customers/imports/mappings/{}", mapping.id);
            Created::at(location, &ImportMappingBody::from(mapping))
        })
    })
    .await
}
