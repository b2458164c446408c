//! What the dashboard asks: one statement each.

use async_trait::async_trait;
use chrono::Datelike;
use regulars_analytics::{
    BirthdayWindow, CustomerCounts, DashboardCustomer, DashboardReads, LifecycleFilters,
};
use regulars_kernel::{
    BirthDate, CustomerBrief, CustomerId, Date, Instant, Label, MemberId, Personal, PurchaseTotals,
    StoreError,
};
use sea_orm::Value;
use uuid::Uuid;

use crate::error::inconsistent;
use crate::segments::{born_on, condition_of};
use crate::wall::{FromRow, QueryHead, ReadTx, ScopedQuery, ScopedSql, in_reads_and_writes, values};

#[derive(FromRow)]
struct DashboardRow {
    id: Uuid,
    member_id: Option<Uuid>,
    customer_type: String,
    first_name: Option<String>,
    last_name: Option<String>,
    company: Option<String>,
    birth_date: Option<Date>,
    birth_month_day: Option<i64>,
    created_at: Instant,
    purchase_count: Option<i64>,
    purchase_total: Option<i64>,
    first_purchase_at: Option<Instant>,
    last_purchase_at: Option<Instant>,
}

/// Begins a statement that gives [`DashboardRow`]s: everything up to the condition that follows the merchant's.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.member_id, c.customer_type, c.first_name, c.last_name, c.company, c.birth_date, \
             c.birth_month_day, c.created_at, t.purchase_count, t.purchase_total, t.first_purchase_at, t.last_purchase_at \
             FROM customers c LEFT JOIN customer_totals t ON t.merchant_id = $1 AND t.customer_id = c.id \
             WHERE c.merchant_id = $1",
            $rest
        )
    };
}

impl TryFrom<DashboardRow> for DashboardCustomer {
    type Error = StoreError;

    fn try_from(row: DashboardRow) -> Result<Self, StoreError> {
        let brief = CustomerBrief {
            id: CustomerId::new(row.id),
            member: row.member_id.map(MemberId::new),
            customer_type: row.customer_type.parse().map_err(|error| inconsistent("customers", error))?,
            first_name: name(row.first_name)?,
            last_name: name(row.last_name)?,
            company: name(row.company)?,
            purchases: PurchaseTotals {
                count: row.purchase_count.unwrap_or_default(),
                total: row.purchase_total.unwrap_or_default(),
                first_at: row.first_purchase_at,
                last_at: row.last_purchase_at,
            },
        };
        let birth_date = BirthDate::from_stored(row.birth_date, row.birth_month_day);
        Ok(Self { brief, birth_date, created_at: row.created_at })
    }
}

fn name(text: Option<String>) -> Result<Option<Personal<Label>>, StoreError> {
    let label = text.map(|text| text.parse::<Label>()).transpose();
    Ok(label.map_err(|error| inconsistent("customers", error))?.map(Personal::new))
}

#[derive(FromRow)]
struct CountsRow {
    customers: i64,
    regular: i64,
    member: i64,
    non_member: i64,
    prospects: i64,
    active: i64,
    lost: i64,
    email_verified: i64,
}

async fn customers(
    tx: &ReadTx,
    select: ScopedSql,
    values: Vec<Value>,
) -> Result<Vec<DashboardCustomer>, StoreError> {
    let rows: Vec<DashboardRow> = tx.all(select, values).await?;
    rows.into_iter().map(DashboardCustomer::try_from).collect()
}

#[in_reads_and_writes]
#[async_trait]
impl DashboardReads for ReadTx {
    async fn newest_customers(&mut self, limit: u16) -> Result<Vec<DashboardCustomer>, StoreError> {
        const NEWEST: ScopedSql = ScopedSql::new(select!(" ORDER BY c.id DESC LIMIT $2"));
        customers(self, NEWEST, values![i64::from(limit)]).await
    }

    async fn top_customers(&mut self, limit: u16) -> Result<Vec<DashboardCustomer>, StoreError> {
        const TOP: ScopedSql = ScopedSql::new(select!(
            " AND t.purchase_count > 0 ORDER BY t.purchase_total DESC, c.id LIMIT $2"
        ));
        customers(self, TOP, values![i64::from(limit)]).await
    }

    async fn customers_with_birthday(
        &mut self,
        window: &BirthdayWindow,
        limit: u16,
    ) -> Result<Vec<DashboardCustomer>, StoreError> {
        const SELECT: ScopedSql = ScopedSql::new(select!(" AND "));
        let mut query = ScopedQuery::new(SELECT, self.backend(), Vec::new());
        query.push_condition(born_on(&window.days_of_the_year()));
        let today = window.today();
        query.push(
            " ORDER BY CASE WHEN c.birth_month_day >= ? THEN 0 ELSE 1 END, c.birth_month_day, c.id LIMIT ?",
            values![i64::from(today.month() * 100 + today.day()), i64::from(limit)],
        );
        let rows: Vec<DashboardRow> = self.query(query).await?;
        rows.into_iter().map(DashboardCustomer::try_from).collect()
    }

    async fn customer_counts(&mut self, lifecycle: &LifecycleFilters) -> Result<CustomerCounts, StoreError> {
        const TIE: ScopedSql = ScopedSql::new(" WHERE c.merchant_id = $1");
        let LifecycleFilters { prospect, active, lost } = lifecycle;
        let backend = self.backend();
        let query = QueryHead::new(
            "SELECT count(*) AS customers,
                 count(CASE WHEN c.customer_type = 'regular' THEN 1 END) AS regular,
                 count(CASE WHEN c.customer_type = 'member' THEN 1 END) AS member,
                 count(CASE WHEN c.customer_type = 'non_member' THEN 1 END) AS non_member,
                 count(c.email_verified_at) AS email_verified, count(CASE WHEN ",
        )
        .then_condition(condition_of(prospect, backend))
        .then(" THEN 1 END) AS prospects, count(CASE WHEN ", [])
        .then_condition(condition_of(active, backend))
        .then(" THEN 1 END) AS active, count(CASE WHEN ", [])
        .then_condition(condition_of(lost, backend))
        .then(
            " THEN 1 END) AS lost FROM customers c
             LEFT JOIN customer_totals t ON t.merchant_id = $1 AND t.customer_id = c.id",
            [],
        )
        .scoped(TIE, backend);
        let rows: Vec<CountsRow> = self.query(query).await?;
        let row = rows.into_iter().next();
        let row = row.ok_or_else(|| StoreError::Failed("a count gave no row".into()))?;
        let CountsRow { customers, regular, member, non_member, prospects, active, lost, email_verified } =
            row;
        Ok(CustomerCounts { customers, regular, member, non_member, prospects, active, lost, email_verified })
    }
}

#[cfg(test)]
mod tests;
