//! A document and its versions as rows.

use regulars_companies::{CompanyDocument, DocumentVersion};
use regulars_kernel::{CompanyDocumentId, CompanyId, Date, Instant, Personal, StoreError};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::error::inconsistent;
use crate::wall::{FromRow, RowColumns};

const DOCUMENTS: &str = "company_documents";
const VERSIONS: &str = "company_document_versions";

#[derive(FromRow, RowColumns)]
pub(super) struct DocumentRow {
    id: Uuid,
    company_id: Uuid,
    kind: String,
    number: Option<String>,
    title: String,
    dated_on: Date,
    valid_until: Option<Date>,
    state: String,
    versions: i64,
    actor: String,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<DocumentRow> for CompanyDocument {
    type Error = StoreError;

    fn try_from(row: DocumentRow) -> Result<Self, StoreError> {
        let number = row.number.map(|number| number.parse().map(Personal::new)).transpose();
        Ok(Self {
            id: CompanyDocumentId::new(row.id),
            company: CompanyId::new(row.company_id),
            kind: row.kind.parse().map_err(|error| inconsistent(DOCUMENTS, error))?,
            number: number.map_err(|error| inconsistent(DOCUMENTS, error))?,
            title: Personal::new(row.title.parse().map_err(|error| inconsistent(DOCUMENTS, error))?),
            dated_on: row.dated_on,
            valid_until: row.valid_until,
            state: row.state.parse().map_err(|error| inconsistent(DOCUMENTS, error))?,
            versions: row.versions.try_into().map_err(|error| inconsistent(DOCUMENTS, error))?,
            added_by: actor_of(DOCUMENTS, &row.actor)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

impl From<&CompanyDocument> for DocumentRow {
    fn from(document: &CompanyDocument) -> Self {
        let CompanyDocument { id, company, kind, number, title, dated_on, valid_until, .. } = document;
        let CompanyDocument { state, versions, added_by, created_at, updated_at, .. } = document;
        Self {
            id: id.value(),
            company_id: company.value(),
            kind: kind.name().to_owned(),
            number: number.as_ref().map(|number| number.expose().as_str().to_owned()),
            title: title.expose().as_str().to_owned(),
            dated_on: *dated_on,
            valid_until: *valid_until,
            state: state.name().to_owned(),
            versions: i64::from(*versions),
            actor: actor_text(*added_by),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

#[derive(FromRow, RowColumns)]
pub(super) struct VersionRow {
    document_id: Uuid,
    version: i64,
    file_name: String,
    kind: String,
    size: i64,
    actor: String,
    uploaded_at: Instant,
}

impl TryFrom<VersionRow> for DocumentVersion {
    type Error = StoreError;

    fn try_from(row: VersionRow) -> Result<Self, StoreError> {
        Ok(Self {
            document: CompanyDocumentId::new(row.document_id),
            version: row.version.try_into().map_err(|error| inconsistent(VERSIONS, error))?,
            file_name: Personal::new(row.file_name.parse().map_err(|error| inconsistent(VERSIONS, error))?),
            kind: row.kind.parse().map_err(|error| inconsistent(VERSIONS, error))?,
            size: row.size.try_into().map_err(|error| inconsistent(VERSIONS, error))?,
            uploaded_by: actor_of(VERSIONS, &row.actor)?,
            uploaded_at: row.uploaded_at,
        })
    }
}

impl From<&DocumentVersion> for VersionRow {
    fn from(version: &DocumentVersion) -> Self {
        let DocumentVersion { document, version, file_name, kind, size, uploaded_by, uploaded_at } = version;
        Self {
            document_id: document.value(),
            version: i64::from(*version),
            file_name: file_name.expose().as_str().to_owned(),
            kind: kind.name().to_owned(),
            size: i64::try_from(*size).unwrap_or(i64::MAX),
            actor: actor_text(*uploaded_by),
            uploaded_at: *uploaded_at,
        }
    }
}

/// What a content opens with only: the document and the number of its version.
pub(super) fn surroundings(version: &DocumentVersion) -> Vec<u8> {
    [version.document.value().as_bytes().as_slice(), &version.version.to_be_bytes()].concat()
}
