//! Exports and their parts. They hang on the customer's record, and go with it.

use async_trait::async_trait;
use regulars_flows::{DataExport, DataExportForm, DataExportReads, DataExportStore};
use regulars_kernel::{CustomerId, DataExportId, Instant, InvalidName, JobId, Page, PageRequest, StoreError};
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
    run: i64,
    sections_done: i64,
    created_at: Instant,
    ready_at: Option<Instant>,
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
            run: row.run,
            sections_done: row
                .sections_done
                .try_into()
                .map_err(|error| inconsistent("data_exports", error))?,
            created_at: row.created_at,
            ready_at: row.ready_at,
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

    async fn list_data_exports(
        &mut self,
        customer: CustomerId,
        page: PageRequest<DataExportId>,
    ) -> Result<Page<DataExport, DataExportId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "data_exports",
            ExportRow,
            "WHERE merchant_id = $1 AND customer_id = $2 AND id < $3 ORDER BY id DESC LIMIT $4"
        ));
        let before = page.after.map_or(Uuid::max(), DataExportId::value);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<ExportRow> = self.all(LIST, values![customer.value(), before, limit]).await?;
        let exports = rows.into_iter().map(DataExport::try_from).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_surplus(exports, page.size, |export| export.id))
    }

    async fn read_data_export_part(
        &mut self,
        export: &DataExport,
        form: DataExportForm,
        number: u32,
    ) -> Result<Option<Vec<u8>>, StoreError> {
        #[derive(FromRow)]
        struct Part {
            sealed: Vec<u8>,
        }
        const READ: ScopedSql = ScopedSql::new(
            "SELECT sealed FROM data_export_parts
             WHERE merchant_id = $1 AND export_id = $2 AND run = $3 AND form = $4 AND number = $5",
        );
        let part = values![export.id.value(), export.run, form.name(), i64::from(number)];
        let part: Option<Part> = self.optional(READ, part).await?;
        Ok(part.map(|part| part.sealed))
    }
}

#[async_trait]
impl DataExportStore for WriteTx {
    async fn count_data_exports(&mut self, customer: CustomerId, now: Instant) -> Result<i64, StoreError> {
        #[derive(FromRow)]
        struct Count {
            found: i64,
        }
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS found FROM data_exports
             WHERE merchant_id = $1 AND customer_id = $2 AND expires_at > $3 AND state <> 'failed'",
        );
        let count: Option<Count> = self.optional(COUNT, values![customer.value(), now]).await?;
        Ok(count.map_or(0, |count| count.found))
    }

    async fn insert_data_export(&mut self, export: &DataExport) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("data_exports", ExportRow);
        let DataExport { id, customer, job, state, run, sections_done, created_at, ready_at, expires_at } =
            export;
        let row = ExportRow {
            id: id.value(),
            customer_id: customer.value(),
            job_id: job.value(),
            state: state.name().to_owned(),
            run: *run,
            sections_done: i64::from(*sections_done),
            created_at: *created_at,
            ready_at: *ready_at,
            expires_at: *expires_at,
        };
        self.execute(INSERT, row.into_values()).await.map(drop)
    }

    async fn begin_data_export_run(&mut self, export: &DataExport) -> Result<bool, StoreError> {
        const BEGIN: ScopedSql = ScopedSql::new(
            "UPDATE data_exports SET run = $3, sections_done = 0
             WHERE merchant_id = $1 AND id = $2 AND run = $3 - 1 AND state = 'making'",
        );
        Ok(self.execute(BEGIN, values![export.id.value(), export.run]).await? == 1)
    }

    async fn update_data_export(&mut self, export: &DataExport) -> Result<bool, StoreError> {
        const UPDATE: ScopedSql = ScopedSql::new(
            "UPDATE data_exports SET state = $4, sections_done = $5, ready_at = $6
             WHERE merchant_id = $1 AND id = $2 AND run = $3",
        );
        let DataExport { id, run, state, sections_done, ready_at, .. } = export;
        let changed = values![id.value(), *run, state.name(), i64::from(*sections_done), *ready_at];
        Ok(self.execute(UPDATE, changed).await? == 1)
    }

    async fn insert_data_export_part(
        &mut self,
        export: &DataExport,
        form: DataExportForm,
        number: u32,
        sealed: Vec<u8>,
    ) -> Result<(), StoreError> {
        const INSERT: ScopedSql = ScopedSql::new(
            "INSERT INTO data_export_parts (merchant_id, export_id, run, form, number, sealed)
             VALUES ($1, $2, $3, $4, $5, $6)",
        );
        let part = values![export.id.value(), export.run, form.name(), i64::from(number), sealed];
        self.execute(INSERT, part).await.map(drop)
    }

    async fn forget_data_export_parts(
        &mut self,
        id: DataExportId,
        before_run: Option<i64>,
        most: u16,
    ) -> Result<bool, StoreError> {
        const FORGET: ScopedSql = ScopedSql::new(
            "DELETE FROM data_export_parts
             WHERE merchant_id = $1 AND export_id = $2 AND (run, form, number) IN (
                 SELECT part.run, part.form, part.number FROM data_export_parts AS part
                 WHERE part.merchant_id = $1 AND part.export_id = $2 AND part.run < $3
                 ORDER BY part.run, part.form, part.number LIMIT $4)",
        );
        let before = before_run.unwrap_or(i64::MAX);
        let gone = self.execute(FORGET, values![id.value(), before, i64::from(most)]).await?;
        Ok(gone == u64::from(most))
    }
}
