//! `GET /v1/customers/imports/{id}/rows`.

use actix_web::{get, web};
use regulars_interchange::{Disposition, ImportReads, UndoOutcome};
use regulars_kernel::{ImportId, PageRequest};
use serde::Deserialize;
use utoipa::IntoParams;

use super::row_body::{DispositionBody, ImportRowBody, ImportUndoOutcomeBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which rows, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportRowParameters {
    /// Only rows of that fate.
    #[param(inline)]
    pub disposition: Option<DispositionBody>,
    /// Only rows of which taking them back came to that.
    #[param(inline)]
    pub undo: Option<ImportUndoOutcomeBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// List the rows of an import.
///
/// In the order of the file: what becomes, or became, of each, and for every error the column, the value and the reason.
#[utoipa::path(tag = "Imports", params(("id" = uuid::Uuid, Path, description = "The import's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fb0"), ImportRowParameters), responses(
    (status = 200, description = "A page of rows", body = List<ImportRowBody>)
))]
#[get("/v1/customers/imports/{id}/rows")]
pub async fn list_customer_import_rows(
    caller: Caller<access::list_customer_import_rows>,
    application: web::Data<Application>,
    id: Id,
    parameters: Query<ImportRowParameters>,
) -> Result<List<ImportRowBody>, ApiError> {
    let id = ImportId::new(id.0);
    let ImportRowParameters { disposition, undo, limit, cursor } = parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<u64>).transpose()?;
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let (disposition, undo) = (disposition.map(Disposition::from), undo.map(UndoOutcome::from));
    application
        .database
        .read(caller.scope(), async move |tx| {
            let import = tx.find_import(id).await?.ok_or_else(|| ApiError::not_found("import"))?;
            let rows = tx.list_row_results(id, disposition, undo, page).await?;
            let of = |result| ImportRowBody::of(&import.columns, result);
            Ok(List::of(rows, of, |number| (*number).into()))
        })
        .await
}
