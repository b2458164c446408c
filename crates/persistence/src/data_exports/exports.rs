//! Exports and their parts. They hang on the customer's record, and go with it.

use async_trait::async_trait;
use regulars_flows::{DataExport, DataExportForm, DataExportReads, DataExportStore};
use regulars_kernel::{CustomerId, DataExportId, Instant, InvalidName, JobId, StoreError};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::{
    FromRow, ReadTx, RowColumns, ScopedSql, WriteTx, in_reads_and_writes, insert_into, select_from, values,
};

#[derive(FromRow, RowColumns)]
struct ExportRow {
    id: Uuid,
    customer_id: Uuid,
    job_id: Uuid,
    state: String,
    created_at: Instant,
    expires_at: Instant,
}

impl TryFrom<ExportRow> for DataExport {
    type Error = StoreError;

    fn try_from(row: ExportRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: DataExportId::new(row.id),
            customer: CustomerId::new(row.customer_id),
            job: JobId::new(row.job_id),
            state: row.state.parse().map_err(|error: InvalidName| inconsistent("data_exports", error))?,
            created_at: row.created_at,
            expires_at: row.expires_at,
        })
    }
}

#[in_reads_and_writes]
#[async_trait]
impl DataExportReads for ReadTx {
    async fn find_data_export(&mut self, id: DataExportId) -> Result<Option<DataExport>, StoreError> {
        const FIND: ScopedSql =
            ScopedSql::new(select_from!("data_exports", ExportRow, "WHERE merchant_id = $1 AND id = $2"));
        let row: Option<ExportRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(DataExport::try_from).transpose()
    }

    async fn read_export_part(
        &mut self,
        id: DataExportId,
        form: DataExportForm,
        number: u32,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        #[derive(FromRow)]
        struct Part {
            sealed: Vec<u8>,
        }
        const READ: ScopedSql = ScopedSql::new(
            "SELECT sealed FROM data_export_parts
             WHERE merchant_id = $1 AND export_id = $2 AND form = $3 AND number = $4",
        );
        let part: Option<Part> =
            self.optional(READ, values![id.value(), form.name(), i64::from(number)]).await?;
        Ok(part.map(|part| part.sealed))
    }
}

#[async_trait]
impl DataExportStore for WriteTx {
    async fn insert_data_export(&mut self, export: &DataExport) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("data_exports", ExportRow);
        let DataExport { id, customer, job, state, created_at, expires_at } = export;
        let row = ExportRow {
            id: id.value(),
            customer_id: customer.value(),
            job_id: job.value(),
            state: state.name().to_owned(),
            created_at: *created_at,
            expires_at: *expires_at,
        };
        self.execute(INSERT, row.into_values()).await.map(drop)
    }

    async fn update_data_export(&mut self, export: &DataExport) -> Result<bool, StoreError> {
        const UPDATE: ScopedSql = ScopedSql::new(
            "UPDATE data_exports SET state = $3, expires_at = $4 WHERE merchant_id = $1 AND id = $2",
        );
        let changed = values![export.id.value(), export.state.name(), export.expires_at];
        Ok(self.execute(UPDATE, changed).await? == 1)
    }

    async fn insert_export_part(
        &mut self,
        id: DataExportId,
        form: DataExportForm,
        number: u32,
        sealed: Vec<u8>,
    ) -> Result<bool, StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO data_export_parts (merchant_id, export_id, form, number, sealed)
             SELECT $1, e.id, $3, $4, $5 FROM data_exports AS e WHERE e.merchant_id = $1 AND e.id = $2",
        );
        let part = values![id.value(), form.name(), i64::from(number), sealed];
        Ok(self.execute(INSERT, part).await? == 1)
    }

    async fn forget_export_parts(&mut self, id: DataExportId) -> Result<(), StoreError> {
        const FORGET: ScopedSql =
            ScopedSql::new("DELETE FROM data_export_parts WHERE merchant_id = $1 AND export_id = $2");
        self.execute(FORGET, values![id.value()]).await.map(drop)
    }

    async fn forget_ended_exports(&mut self, before: Instant) -> Result<(), StoreError> {
        const FORGET: ScopedSql =
            ScopedSql::new("DELETE FROM data_exports WHERE merchant_id = $1 AND expires_at < $2");
        self.execute(FORGET, values![before]).await.map(drop)
    }
}
