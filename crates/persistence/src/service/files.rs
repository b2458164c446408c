//! Files that are attached to customers. The content of each is sealed with a key of its own, and that with its customer's key: it opens
//! as that file's only.

use async_trait::async_trait;
use regulars_consent::{SealedKey, open_content};
use regulars_kernel::{
    CustomerFileId, CustomerId, Environment, Instant, Page, PageRequest, Personal, SealedContent, StoreError,
};
use regulars_service::{CustomerFile, CustomerFileReads, CustomerFileStore, FileTotals};
use uuid::Uuid;

use crate::actor::{actor_of, actor_text};
use crate::audit::key_of;
use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, values,
};

const TABLE: &str = "customer_files";

#[derive(FromRow, RowColumns)]
struct FileRow {
    id: Uuid,
    customer_id: Uuid,
    name: String,
    kind: String,
    size: i64,
    actor: String,
    created_at: Instant,
    updated_at: Instant,
}

impl From<&CustomerFile> for FileRow {
    fn from(file: &CustomerFile) -> Self {
        let CustomerFile { id, customer, name, kind, size, added_by, created_at, updated_at } = file;
        Self {
            id: id.value(),
            customer_id: customer.value(),
            name: name.expose().as_str().to_owned(),
            kind: kind.name().to_owned(),
            size: i64::try_from(*size).unwrap_or(i64::MAX),
            actor: actor_text(*added_by),
            created_at: *created_at,
            updated_at: *updated_at,
        }
    }
}

impl TryFrom<FileRow> for CustomerFile {
    type Error = StoreError;

    fn try_from(row: FileRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: CustomerFileId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            name: Personal::new(row.name.parse().map_err(wrong)?),
            kind: row.kind.parse().map_err(wrong)?,
            size: row.size.try_into().map_err(wrong)?,
            added_by: actor_of(TABLE, &row.actor)?,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn wrong(what: impl std::fmt::Display) -> StoreError {
    inconsistent(TABLE, what)
}

#[in_reads_and_writes]
#[async_trait]
impl CustomerFileReads for ReadTx {
    async fn find_customer_file(
        &mut self,
        customer: CustomerId,
        id: CustomerFileId,
    ) -> Result<Option<CustomerFile>, StoreError> {
        const FIND: ScopedSql = ScopedSql::locking_for_deletion(select_from!(
            "customer_files",
            FileRow,
            "WHERE merchant_id = $1 AND customer_id = $2 AND id = $3"
        ));
        let row: Option<FileRow> = self.optional(FIND, values![customer.value(), id.value()]).await?;
        row.map(CustomerFile::try_from).transpose()
    }

    async fn list_customer_files(
        &mut self,
        customer: CustomerId,
        page: PageRequest<CustomerFileId>,
    ) -> Result<Page<CustomerFile, CustomerFileId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "customer_files",
            FileRow,
            "WHERE merchant_id = $1 AND customer_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4"
        ));
        let before = page.after.map_or(Uuid::max(), CustomerFileId::value);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<FileRow> = self.all(LIST, values![customer.value(), before, limit]).await?;
        let files = rows.into_iter().map(CustomerFile::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(files, page.size, |file| file.id))
    }

    async fn read_customer_file(&mut self, file: &CustomerFile) -> Result<Option<Vec<u8>>, StoreError> {
        #[derive(FromRow)]
        struct Content {
            sealed: Vec<u8>,
            sealed_content_key: Option<Vec<u8>>,
            sealed_for: Uuid,
            sealed_key: Vec<u8>,
        }
        // Of somebody who was merged, the key is still that of the record that the file was attached to.
        const READ: ScopedSql = ScopedSql::new(
            "SELECT f.sealed, f.sealed_content_key, f.sealed_for, k.sealed_key FROM customer_files AS f
             JOIN customer_keys AS k ON k.merchant_id = $1 AND k.customer_id = f.sealed_for
             WHERE f.merchant_id = $1 AND f.id = $2",
        );
        let content: Option<Content> = self.optional(READ, values![file.id.value()]).await?;
        let Some(Content { sealed, sealed_content_key, sealed_for, sealed_key }) = content else {
            return Ok(None);
        };
        let (keys, merchant) = (self.sealing()?, self.scope().merchant());
        let whose = CustomerId::new(sealed_for);
        let key = keys.open_customer_key(merchant, whose, &SealedKey(sealed_key)).map_err(wrong)?;
        let id = file.id.value();
        let opened = match sealed_content_key {
            Some(own) => key.open(id.as_bytes(), &own).and_then(|own| open_content(&own, &sealed)),
            // It was kept before files had keys of their own.
            None => key.open(id.as_bytes(), &sealed),
        };
        opened.map(Some).map_err(wrong)
    }
}

#[async_trait]
impl CustomerFileStore for WriteTx {
    async fn customer_file_totals(&mut self, customer: CustomerId) -> Result<FileTotals, StoreError> {
        #[derive(FromRow)]
        struct Totals {
            found: i64,
            bytes: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS found, CAST(coalesce(sum(size), 0) AS bigint) AS bytes FROM customer_files
             WHERE merchant_id = $1 AND customer_id = $2",
        );
        let totals: Totals = self.one(COUNT, values![customer.value()]).await?;
        Ok(FileTotals {
            count: totals.found.try_into().map_err(wrong)?,
            bytes: totals.bytes.try_into().map_err(wrong)?,
        })
    }

    async fn insert_customer_file(
        &mut self,
        environment: &Environment,
        file: &CustomerFile,
        content: &SealedContent,
    ) -> Result<(), StoreError> {
        #[derive(RowColumns)]
        struct NewRow {
            #[nested]
            file: FileRow,
            sealed: Vec<u8>,
            sealed_content_key: Vec<u8>,
            sealed_for: Uuid,
        }
        const INSERT: ScopedSql = insert_into!("customer_files", NewRow);
        let key = key_of(self, environment, file.customer, false).await?;
        let id = file.id.value();
        let new = NewRow {
            file: FileRow::from(file),
            sealed: content.sealed().to_vec(),
            sealed_content_key: key.seal(environment, id.as_bytes(), content.key()).map_err(wrong)?,
            sealed_for: file.customer.value(),
        };
        self.execute(INSERT, new.into_values()).await.map(drop)
    }

    async fn rename_customer_file(&mut self, file: &CustomerFile) -> Result<(), StoreError> {
        const RENAME: ScopedSql = ScopedSql::new(
            "UPDATE customer_files SET name = $3, updated_at = $4 WHERE merchant_id = $1 AND id = $2",
        );
        let name = file.name.expose().as_str();
        self.execute(RENAME, values![file.id.value(), name, file.updated_at]).await.map(drop)
    }

    async fn delete_customer_file(&mut self, id: CustomerFileId) -> Result<(), StoreError> {
        const DELETE: ScopedSql =
            ScopedSql::new("DELETE FROM customer_files WHERE merchant_id = $1 AND id = $2");
        self.execute(DELETE, values![id.value()]).await.map(drop)
    }
}
