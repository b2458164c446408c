//! `PATCH /v1/documents/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use chrono::NaiveDate;
use regulars_companies::{DocumentPatch, change_document, find_document_for_change};
use regulars_kernel::{CompanyDocumentId, InvalidText, Label, Personal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{DocumentBody, DocumentKindBody, DocumentStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"state": "done", "valid_until": "2026-12-31"}))]
pub struct DocumentPatchBody {
    /// What it is.
    #[schema(value_type = Option<DocumentKindBody>)]
    #[serde(default)]
    kind: Patched<DocumentKindBody>,
    /// Its number, as it is printed on it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    number: Patched<String>,
    /// What it is called.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    title: Patched<String>,
    /// The day that stands on it.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    dated_on: Patched<NaiveDate>,
    /// The last day on which it holds.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    valid_until: Patched<NaiveDate>,
    /// Where it stands.
    #[schema(value_type = Option<DocumentStateBody>)]
    #[serde(default)]
    state: Patched<DocumentStateBody>,
}

impl DocumentPatchBody {
    fn check(self) -> Result<DocumentPatch, ApiError> {
        let mut invalid = Invalid::default();
        let line = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<Label>()?));
        let patch = DocumentPatch {
            kind: self
                .kind
                .check_required(&mut invalid, "/kind", |kind| Ok::<_, Infallible>(kind.into()))
                .flatten(),
            number: self.number.check(&mut invalid, "/number", line).unwrap_or_default(),
            title: self.title.check_required(&mut invalid, "/title", line).flatten(),
            dated_on: self.dated_on.check_required(&mut invalid, "/dated_on", Ok::<_, Infallible>).flatten(),
            valid_until: self.valid_until.0,
            state: self
                .state
                .check_required(&mut invalid, "/state", |state| Ok::<_, Infallible>(state.into()))
                .flatten(),
        };
        invalid.finish()?;
        Ok(patch)
    }
}

/// Change a document of a company.
///
/// What the register says of it. A file never changes: upload another version instead.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The document's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c20")
), request_body = DocumentPatchBody, responses(
    (status = 200, description = "The document as it is now", body = DocumentBody)
))]
#[patch("/v1/documents/{id}")]
pub async fn update_document(
    caller: Caller<access::update_document>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<DocumentPatchBody>,
) -> Result<Single<DocumentBody>, ApiError> {
    let (id, patch) = (CompanyDocumentId::new(id.0), body.value.check()?);
    let environment = caller.environment(&application);
    let today = caller.facts().calendar.date_of(environment.now());
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_document_for_change(tx, id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("document"))?;
                if_match.check(&DocumentBody::new(before.clone(), today))?;
                let document = change_document(tx, &environment, before, patch).await?;
                Ok(Single(DocumentBody::new(document, today)))
            })
        })
        .await
}
