//! Simulations over the receipts of the past, and the receipts that they read.

mod simulation_row;

use std::collections::BTreeMap;

use async_trait::async_trait;
use regulars_filters::ResolvedFilter;
use regulars_flows::{PastReceiptQuery, PastReceiptReads};
use regulars_kernel::{CustomerId, Page, PageRequest, PastSimulationId, ProgrammeId, StoreError};
use regulars_loyalty::{
    Agreements, ComparedCustomer, PastSimulation, PastSimulationReads, PastSimulationStore,
};
use regulars_purchases::Purchase;
use uuid::Uuid;

use self::simulation_row::{ComparedRow, SimulationRow};
use super::memberships;
use crate::purchases;
use crate::segments::Audience;
use crate::wall::{
    Condition, FromRow, QueryHead, ReadTx, RowColumns, ScopedQuery, ScopedSql, WriteTx, in_reads_and_writes,
    insert_into, select_from, update, values,
};

#[derive(FromRow)]
struct CustomerRow {
    id: Uuid,
}

#[derive(FromRow)]
struct CountRow {
    found: i64,
}

fn count_of(rows: CountRow) -> u64 {
    u64::try_from(rows.found).unwrap_or_default()
}

/// Simulations with the customers whom they tell: one statement for all of them.
async fn read(tx: &ReadTx, rows: Vec<SimulationRow>) -> Result<Vec<PastSimulation>, StoreError> {
    const COMPARED: ScopedSql = ScopedSql::new(
        "SELECT c.simulation_id, c.customer_id, c.points_now, c.points_draft FROM past_simulation_customers AS c
         WHERE c.merchant_id = $1 AND ",
    );
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut query = ScopedQuery::new(COMPARED, tx.backend(), values![]);
    query.push_condition(Condition::one_of_ids(tx.backend(), "c.simulation_id", &ids));
    let mut compared: Vec<ComparedRow> = tx.query(query).await?;
    let mut simulations = Vec::with_capacity(rows.len());
    for row in rows {
        let (own, others): (Vec<_>, Vec<_>) =
            compared.into_iter().partition(|compared| compared.simulation_id == row.id);
        compared = others;
        simulations.push(row.convert(own)?);
    }
    Ok(simulations)
}

#[in_reads_and_writes]
#[async_trait]
impl PastSimulationReads for ReadTx {
    async fn find_past_simulation(
        &mut self,
        id: PastSimulationId,
    ) -> Result<Option<PastSimulation>, StoreError> {
        const FIND: ScopedSql = ScopedSql::new(select_from!(
            "past_simulations",
            SimulationRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<SimulationRow> = self.optional(FIND, values![id.value()]).await?;
        Ok(read(self, row.into_iter().collect()).await?.pop())
    }

    async fn list_past_simulations(
        &mut self,
        programme: ProgrammeId,
        page: PageRequest<PastSimulationId>,
    ) -> Result<Page<PastSimulation, PastSimulationId>, StoreError> {
        const LIST: ScopedSql = ScopedSql::new(select_from!(
            "past_simulations",
            SimulationRow,
            "WHERE merchant_id = $1 AND programme_id = $2"
        ));
        let mut query = ScopedQuery::new(LIST, self.backend(), values![programme.value()]);
        if let Some(after) = page.after {
            query.push(" AND id < ?", values![after.value()]);
        }
        query.push(" ORDER BY id DESC LIMIT ?", values![i64::from(page.size.get()) + 1]);
        let rows: Vec<SimulationRow> = self.query(query).await?;
        Ok(Page::from_surplus(read(self, rows).await?, page.size, |simulation| simulation.id))
    }

    async fn count_running_simulations(&mut self, programme: ProgrammeId) -> Result<u64, StoreError> {
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS found FROM past_simulations AS s
             WHERE s.merchant_id = $1 AND s.programme_id = $2 AND s.state = 'running'",
        );
        Ok(count_of(self.one(COUNT, values![programme.value()]).await?))
    }

    async fn former_members_among(
        &mut self,
        programme: ProgrammeId,
        customers: &[CustomerId],
    ) -> Result<Vec<CustomerId>, StoreError> {
        const FORMER: ScopedSql = ScopedSql::new(
            "SELECT m.customer_id AS id FROM programme_members AS m
             WHERE m.merchant_id = $1 AND m.programme_id = $2 AND m.left_at IS NOT NULL
                 AND NOT EXISTS (
                     SELECT 1 FROM programme_members AS n
                     WHERE n.merchant_id = $1 AND n.programme_id = m.programme_id AND n.customer_id = m.customer_id
                         AND n.left_at IS NULL)
                 AND ",
        );
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let mut query = ScopedQuery::new(FORMER, self.backend(), values![programme.value()]);
        query.push_condition(Condition::one_of_ids(self.backend(), "m.customer_id", &ids(customers)));
        let rows: Vec<CustomerRow> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| CustomerId::new(row.id)).collect())
    }

    async fn agreements_among(
        &mut self,
        customers: &[CustomerId],
    ) -> Result<BTreeMap<CustomerId, Agreements>, StoreError> {
        memberships::agreements_among(self, customers).await
    }
}

fn ids(customers: &[CustomerId]) -> Vec<Uuid> {
    customers.iter().map(|customer| customer.value()).collect()
}

#[async_trait]
impl PastSimulationStore for WriteTx {
    async fn find_past_simulation_for_change(
        &mut self,
        id: PastSimulationId,
    ) -> Result<Option<PastSimulation>, StoreError> {
        const HOLD: ScopedSql = ScopedSql::locking_in_writes(select_from!(
            "past_simulations",
            SimulationRow,
            "WHERE merchant_id = $1 AND id = $2"
        ));
        let row: Option<SimulationRow> = self.optional(HOLD, values![id.value()]).await?;
        Ok(read(self, row.into_iter().collect()).await?.pop())
    }

    async fn insert_past_simulation(&mut self, simulation: &PastSimulation) -> Result<(), StoreError> {
        const INSERT: ScopedSql = insert_into!("past_simulations", SimulationRow);
        self.execute(INSERT, SimulationRow::of(simulation)?.into_values()).await?;
        keep_compared(self, simulation).await
    }

    async fn update_past_simulation(&mut self, simulation: &PastSimulation) -> Result<(), StoreError> {
        const UPDATE: ScopedSql = update!("past_simulations", SimulationRow);
        const FORGET: ScopedSql = ScopedSql::new(
            "DELETE FROM past_simulation_customers WHERE merchant_id = $1 AND simulation_id = $2",
        );
        self.execute(UPDATE, SimulationRow::of(simulation)?.into_values()).await?;
        self.execute(FORGET, values![simulation.id.value()]).await?;
        keep_compared(self, simulation).await
    }
}

/// Twenty rows at most.
async fn keep_compared(tx: &WriteTx, simulation: &PastSimulation) -> Result<(), StoreError> {
    const KEEP: ScopedSql = ScopedSql::new(
        "INSERT INTO past_simulation_customers (merchant_id, simulation_id, customer_id, points_now, points_draft)
         VALUES ($1, $2, $3, $4, $5)",
    );
    let id = simulation.id.value();
    for one in simulation.found.best.iter().chain(&simulation.found.worst) {
        let ComparedCustomer { customer, now, draft } = *one;
        tx.execute(KEEP, values![id, customer.value(), now, draft]).await?;
    }
    Ok(())
}

#[in_reads_and_writes]
#[async_trait]
impl PastReceiptReads for ReadTx {
    async fn count_past_receipts(
        &mut self,
        query: PastReceiptQuery,
        at_most: u64,
    ) -> Result<u64, StoreError> {
        const COUNT: ScopedSql = ScopedSql::new(
            "SELECT count(*) AS found FROM (
                 SELECT p.id FROM purchases AS p
                 WHERE p.merchant_id = $1 AND p.customer_id IS NOT NULL AND p.counted_at >= $2 AND p.counted_at < $3
                     AND NOT EXISTS (
                         SELECT 1 FROM invoices AS i WHERE i.merchant_id = $1 AND i.purchase_id = p.id)
                 LIMIT $4) AS counted",
        );
        let most = i64::try_from(at_most).unwrap_or(i64::MAX);
        Ok(count_of(self.one(COUNT, values![query.from, query.until, most]).await?))
    }

    async fn past_receipts_behind(
        &mut self,
        query: PastReceiptQuery,
        after: Option<CustomerId>,
        at_most: u32,
    ) -> Result<Vec<Purchase>, StoreError> {
        purchases::past_receipts(self, query, purchases::OfWhom::Behind(after), at_most).await
    }

    async fn past_receipts_of(
        &mut self,
        query: PastReceiptQuery,
        customer: CustomerId,
        at_most: u32,
    ) -> Result<Vec<Purchase>, StoreError> {
        purchases::past_receipts(self, query, purchases::OfWhom::One(customer), at_most).await
    }

    async fn customers_passing_among(
        &mut self,
        filter: &ResolvedFilter,
        customers: &[CustomerId],
    ) -> Result<Vec<CustomerId>, StoreError> {
        if customers.is_empty() {
            return Ok(Vec::new());
        }
        let head = QueryHead::new("SELECT c.id FROM customers c");
        let mut query = Audience::compile(filter, self.backend()).of(head);
        query.push(" AND ", []);
        query.push_condition(Condition::one_of_ids(self.backend(), "c.id", &ids(customers)));
        let rows: Vec<CustomerRow> = self.query(query).await?;
        Ok(rows.into_iter().map(|row| CustomerId::new(row.id)).collect())
    }
}
