//! Documents of companies. The content of each version is sealed with a key of its own, and that with its company's key: it opens as
//! that version's only.

use async_trait::async_trait;
use regulars_companies::{
    CompanyDocument, DocumentQuery, DocumentReads, DocumentStore, DocumentTotals, DocumentVersion,
};
use regulars_consent::open_content;
use regulars_kernel::{
    CompanyDocumentId, CompanyId, Environment, Page, PageRequest, SealedContent, StoreError,
};
use uuid::Uuid;

use super::document_row::{DocumentRow, VersionRow, surroundings};
use super::key::{key_of_company, open_key};
use super::write::hold;
use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes, insert_into,
    select_from, update, values,
};

const VERSIONS: &str = "company_document_versions";

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(VERSIONS, what)
}

#[in_reads_and_writes]
#[async_trait]
impl DocumentReads for ReadTx {
    async fn find_document(&mut self, id: CompanyDocumentId) -> Result<Option<CompanyDocument>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "company_documents",
            DocumentRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<DocumentRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(CompanyDocument::try_from).transpose()
    }

    async fn list_documents(
        &mut self,
        asked: &DocumentQuery,
        page: PageRequest<CompanyDocumentId>,
    ) -> Result<Page<CompanyDocument, CompanyDocumentId>, StoreError> {
        const LIST: ScopedSql =
            ScopedSql::new(select_from!("company_documents", DocumentRow, "WHERE merchant_id = $1"));
        let DocumentQuery { company, kind, state, valid_before } = asked;
        let mut query = ScopedQuery::new(LIST, self.backend(), values![]);
        if let Some(company) = company {
            query.push(" AND company_id = ?", values![company.value()]);
        }
        if let Some(kind) = kind {
            query.push(" AND kind = ?", values![kind.name()]);
        }
        if let Some(state) = state {
            query.push(" AND state = ?", values![state.name()]);
        }
        if let Some(before) = valid_before {
            query.push(" AND valid_until < ?", values![*before]);
        }
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<DocumentRow> = self.query(query).await?;
        let documents = rows.into_iter().map(CompanyDocument::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(documents, page.size, |document| document.id))
    }

    async fn list_document_versions(
        &mut self,
        document: CompanyDocumentId,
    ) -> Result<Vec<DocumentVersion>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "company_document_versions",
            VersionRow,
            "WHERE merchant_id = $1 AND document_id = $2 ORDER BY version DESC"
        ));
        let rows: Vec<VersionRow> = self.all(LIST, values![document.value()]).await?;
        rows.into_iter().map(DocumentVersion::try_from).collect()
    }

    async fn read_document_version(
        &mut self,
        document: CompanyDocumentId,
        version: u32,
    ) -> Result<Option<(DocumentVersion, Vec<u8>)>, StoreError> {
        #[derive(FromRow)]
        struct Content {
            #[nested]
            version: VersionRow,
            sealed: Vec<u8>,
            sealed_content_key: Option<Vec<u8>>,
            company_id: Uuid,
            sealed_key: Vec<u8>,
        }
        const READ: ScopedSql = ScopedSql::new(
            "SELECT v.document_id, v.version, v.file_name, v.kind, v.size, v.actor, v.uploaded_at, v.sealed,
                 v.sealed_content_key, d.company_id, k.sealed_key
             FROM company_document_versions AS v
             JOIN company_documents AS d ON d.merchant_id = $1 AND d.id = v.document_id
             JOIN company_keys AS k ON k.merchant_id = $1 AND k.company_id = d.company_id
             WHERE v.merchant_id = $1 AND v.document_id = $2 AND v.version = $3",
        );
        let which = values![document.value(), i64::from(version)];
        let content: Option<Content> = self.optional(READ, which).await?;
        let Some(Content { version, sealed, sealed_content_key, company_id, sealed_key }) = content else {
            return Ok(None);
        };
        let version = DocumentVersion::try_from(version)?;
        let key = open_key(self, CompanyId::new(company_id), sealed_key)?;
        let around = surroundings(&version);
        let opened = match sealed_content_key {
            Some(own) => key.open(&around, &own).and_then(|own| open_content(&own, &sealed)),
            // It was kept before files had keys of their own.
            None => key.open(&around, &sealed),
        };
        Ok(Some((version, opened.map_err(wrong)?)))
    }
}

#[async_trait]
impl DocumentStore for WriteTx {
    async fn hold_company_of_documents(&mut self, company: CompanyId) -> Result<bool, StoreError> {
        hold(self, company).await
    }

    async fn company_of_document(&mut self, id: CompanyDocumentId) -> Result<Option<CompanyId>, StoreError> {
        #[derive(FromRow)]
        struct OwnerRow {
            company_id: Uuid,
        }
        const FIND: ScopedSql =
            ScopedSql::new("SELECT company_id FROM company_documents WHERE merchant_id = $1 AND id = $2");
        let row: Option<OwnerRow> = self.optional(FIND, values![id.value()]).await?;
        Ok(row.map(|row| CompanyId::new(row.company_id)))
    }

    async fn document_totals(&mut self, company: CompanyId) -> Result<DocumentTotals, StoreError> {
        #[derive(FromRow)]
        struct Totals {
            documents: i64,
            bytes: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(DISTINCT d.id) AS documents, CAST(coalesce(sum(v.size), 0) AS bigint) AS bytes
             FROM company_documents AS d
             LEFT JOIN company_document_versions AS v ON v.merchant_id = $1 AND v.document_id = d.id
             WHERE d.merchant_id = $1 AND d.company_id = $2",
        );
        let Totals { documents, bytes } = self.one(COUNT, values![company.value()]).await?;
        Ok(DocumentTotals { documents, bytes: bytes.try_into().map_err(wrong)? })
    }

    async fn insert_document(&mut self, document: &CompanyDocument) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("company_documents", DocumentRow);
        self.execute(INSERT, DocumentRow::from(document).into_values()).await.map(drop)
    }

    async fn update_document(&mut self, document: &CompanyDocument) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("company_documents", DocumentRow);
        self.execute(UPDATE, DocumentRow::from(document).into_values()).await.map(drop)
    }

    async fn delete_document(&mut self, id: CompanyDocumentId) -> Result<(), StoreError> {
        // The versions go with it.
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM company_documents WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }

    async fn insert_document_version(
        &mut self,
        environment: &Environment,
        company: CompanyId,
        version: &DocumentVersion,
        content: &SealedContent,
    ) -> Result<(), StoreError> {
        #[derive(RowColumns)]
        struct NewRow {
            #[nested]
            version: VersionRow,
            sealed: Vec<u8>,
            sealed_content_key: Vec<u8>,
        }
        const INSERT: ScopedSql = insert_into!("company_document_versions", NewRow);
        let key = key_of_company(self, environment, company).await?;
        let new = NewRow {
            version: VersionRow::from(version),
            sealed: content.sealed().to_vec(),
            sealed_content_key: key
                .seal(environment, &surroundings(version), content.key())
                .map_err(wrong)?,
        };
        self.execute(INSERT, new.into_values()).await.map(drop)
    }
}
