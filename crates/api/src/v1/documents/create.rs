//! `POST /v1/companies/{id}/documents`.

use actix_web::{post, web};
use chrono::NaiveDate;
use regulars_companies::{DocumentState, NewDocument, add_document};
use regulars_kernel::{CompanyId, Label, Personal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{DocumentBody, DocumentKindBody, DocumentStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// A document to be put on record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "kind": "order", "number": "N-204", "title": "Rolls for the congress", "dated_on": "2026-11-20", "state": "in_force"
}))]
pub struct NewDocumentBody {
    /// What it is.
    kind: DocumentKindBody,
    /// Its number, as it is printed on it.
    #[schema(min_length = 1, max_length = 200)]
    number: Option<String>,
    /// What it is called.
    #[schema(min_length = 1, max_length = 200)]
    title: String,
    /// The day that stands on it.
    dated_on: NaiveDate,
    /// The last day on which it holds.
    valid_until: Option<NaiveDate>,
    /// Where it stands; `draft` when nothing is said.
    state: Option<DocumentStateBody>,
}

impl NewDocumentBody {
    fn check(self) -> Result<NewDocument, ApiError> {
        let mut invalid = Invalid::default();
        let number = invalid.parse_option::<Label>("/number", self.number);
        let title = invalid.check("/title", self.title.parse::<Label>());
        let title = invalid.finish_with(title)?;
        Ok(NewDocument {
            kind: self.kind.into(),
            number: number.map(Personal::new),
            title: Personal::new(title),
            dated_on: self.dated_on,
            valid_until: self.valid_until,
            state: self.state.map_or(DocumentState::Draft, Into::into),
        })
    }
}

/// Add a document to a company.
///
/// What the register says of it. Its file is uploaded as its first version, to `/v1/documents/{id}/versions`. A company has at most
/// 1,000 documents.
#[utoipa::path(tag = "Documents", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")
), request_body = NewDocumentBody, responses(
    (status = 201, description = "The document is on record", body = DocumentBody),
    (status = 409, description = "The company has as many documents as one can have"),
))]
#[post("/v1/companies/{id}/documents")]
pub async fn create_company_document(
    caller: Caller<access::create_company_document>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewDocumentBody>,
) -> Result<Created<DocumentBody>, ApiError> {
    let company = CompanyId::new(id.0);
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let today = caller.facts().calendar.date_of(environment.now());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let document = add_document(tx, &environment, by, company, new).await?;
            let location = format!("/v1/documents/{}", document.id);
            Created::at(location, &DocumentBody::new(document, today))
        })
    })
    .await
}
