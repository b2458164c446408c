//! Erasures of many customers.

use async_trait::async_trait;
use regulars_flows::{
    CustomerDeletion, CustomerDeletionStore, DeletionItem, DeletionOutcome, DeletionReads, DeletionSelection,
    ErasureGrounds,
};
use regulars_kernel::{CustomerDeletionId, CustomerId, Instant, JobId, Page, PageRequest, StoreError};
use sea_orm::DbBackend;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::segments::Audience;
use crate::wall::{
    Condition, FromRow, QueryHead, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes,
    insert_into, select_from, update, values,
};

#[derive(FromRow, RowColumns)]
struct DeletionRow {
    id: Uuid,
    job_id: Uuid,
    state: String,
    reason: String,
    requested_by_person: bool,
    total: i64,
    erased: i64,
    gone: i64,
    created_at: Instant,
    finished_at: Option<Instant>,
}

impl DeletionRow {
    fn of(deletion: &CustomerDeletion) -> Self {
        let CustomerDeletion { id, job, state, grounds, total, erased, gone, created_at, finished_at } =
            deletion;
        Self {
            id: id.value(),
            job_id: job.value(),
            state: state.name().to_owned(),
            reason: grounds.reason.name().to_owned(),
            requested_by_person: grounds.requested_by_person,
            total: *total,
            erased: *erased,
            gone: *gone,
            created_at: *created_at,
            finished_at: *finished_at,
        }
    }
}

impl TryFrom<DeletionRow> for CustomerDeletion {
    type Error = StoreError;

    fn try_from(row: DeletionRow) -> Result<Self, StoreError> {
        let wrong = |error: regulars_kernel::InvalidName| inconsistent("customer_deletions", error);
        Ok(Self {
            id: CustomerDeletionId::new(row.id),
            job: JobId::new(row.job_id),
            state: row.state.parse().map_err(wrong)?,
            grounds: ErasureGrounds {
                reason: row.reason.parse().map_err(wrong)?,
                requested_by_person: row.requested_by_person,
            },
            total: row.total,
            erased: row.erased,
            gone: row.gone,
            created_at: row.created_at,
            finished_at: row.finished_at,
        })
    }
}

#[derive(FromRow)]
struct ItemRow {
    customer_id: Uuid,
    outcome: String,
}

#[in_reads_and_writes]
#[async_trait]
impl DeletionReads for ReadTx {
    async fn find_deletion(
        &mut self,
        id: CustomerDeletionId,
    ) -> Result<Option<CustomerDeletion>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "customer_deletions",
            DeletionRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<DeletionRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(CustomerDeletion::try_from).transpose()
    }

    async fn list_deletion_items(
        &mut self,
        id: CustomerDeletionId,
        page: PageRequest<CustomerId>,
    ) -> Result<Page<DeletionItem, CustomerId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(
            "SELECT customer_id, outcome FROM customer_deletion_items
             WHERE merchant_id = $1 AND deletion_id = $2 AND customer_id > $3 ORDER BY customer_id LIMIT $4",
        );
        let after = page.after.map_or(Uuid::nil(), CustomerId::value);
        let limit = i64::from(page.size.get()) + 1;
        let rows: Vec<ItemRow> = self.all(LIST, values![id.value(), after, limit]).await?;
        let items: Result<Vec<DeletionItem>, StoreError> = rows
            .into_iter()
            .map(|row| {
                let outcome =
                    row.outcome.parse().map_err(|error| inconsistent("customer_deletion_items", error))?;
                Ok(DeletionItem { customer: CustomerId::new(row.customer_id), outcome })
            })
            .collect();
        Ok(Page::from_surplus(items?, page.size, |item| item.customer))
    }

    async fn waiting_of_deletion(
        &mut self,
        id: CustomerDeletionId,
        at_most: u16,
    ) -> Result<Vec<CustomerId>, StoreError> {
        const WAITING: ScopedSql = ScopedSql::new(
            "SELECT customer_id, outcome FROM customer_deletion_items
             WHERE merchant_id = $1 AND deletion_id = $2 AND outcome = 'waiting' ORDER BY customer_id LIMIT $3",
        );
        let rows: Vec<ItemRow> = self.all(WAITING, values![id.value(), i64::from(at_most)]).await?;
        Ok(rows.into_iter().map(|row| CustomerId::new(row.customer_id)).collect())
    }
}

#[async_trait]
impl CustomerDeletionStore for WriteTx {
    async fn insert_deletion(&mut self, deletion: &CustomerDeletion) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("customer_deletions", DeletionRow);
        self.execute(INSERT, DeletionRow::of(deletion).into_values()).await.map(drop)
    }

    async fn select_for_deletion(
        &mut self,
        id: CustomerDeletionId,
        selection: &DeletionSelection,
    ) -> Result<i64, StoreError> {
        self.allow_long_statements().await?;
        let selected = self.run_query(selecting(self.backend(), id, selection)).await?;
        i64::try_from(selected).map_err(|error| inconsistent("customer_deletion_items", error))
    }

    async fn find_deletion_for_change(
        &mut self,
        id: CustomerDeletionId,
    ) -> Result<Option<CustomerDeletion>, StoreError> {
        const FIND: ScopedSql = ScopedSql::by_dialect(
            select_from!("customer_deletions", DeletionRow, "WHERE merchant_id = $1 AND id = $2"),
            select_from!("customer_deletions", DeletionRow, "WHERE merchant_id = $1 AND id = $2 FOR UPDATE"),
        );
        let row: Option<DeletionRow> = self.optional(FIND, values![id.value()]).await?;
        row.map(CustomerDeletion::try_from).transpose()
    }

    async fn update_deletion(&mut self, deletion: &CustomerDeletion) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("customer_deletions", DeletionRow);
        self.execute(UPDATE, DeletionRow::of(deletion).into_values()).await.map(drop)
    }

    async fn settle_deletion_item(
        &mut self,
        id: CustomerDeletionId,
        customer: CustomerId,
        outcome: DeletionOutcome,
    ) -> Result<(), StoreError> {
        const SETTLE: ScopedSql = ScopedSql::new(
            "UPDATE customer_deletion_items SET outcome = $4
             WHERE merchant_id = $1 AND deletion_id = $2 AND customer_id = $3",
        );
        self.execute(SETTLE, values![id.value(), customer.value(), outcome.name()]).await.map(drop)
    }
}

/// The statement that writes down who is meant.
fn selecting(backend: DbBackend, id: CustomerDeletionId, selection: &DeletionSelection) -> ScopedQuery {
    const TIE: ScopedSql = ScopedSql::new(" WHERE c.merchant_id = $1 AND ");
    let head = QueryHead::new("").then(
        "INSERT INTO customer_deletion_items (merchant_id, deletion_id, customer_id, outcome)
         SELECT $1, ?, c.id, 'waiting' FROM customers c",
        values![id.value()],
    );
    match selection {
        DeletionSelection::Filter(filter) => Audience::compile(filter, backend).of(head),
        DeletionSelection::Customers(customers) => {
            let ids: Vec<Uuid> = customers.iter().map(|customer| customer.value()).collect();
            let mut query = head.scoped(TIE, backend);
            query.push_condition(Condition::one_of_ids(backend, "c.id", &ids));
            query
        }
    }
}
