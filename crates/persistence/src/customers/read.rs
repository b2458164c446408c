//! Finds and lists customers.

use std::collections::HashMap;

use regulars_customers::{CustomerRecord, CustomerSelection};
use regulars_kernel::{
    CustomerId, CustomerOrder, CustomerPosition, Label, MemberId, Page, PageRequest, StoreError,
};
use sea_orm::{DbBackend, Value};
use uuid::Uuid;

use super::details::complete;
use super::order::rows_of_page;
use super::row::{CustomerRow, RecordRow, TotalsRow, select_customers};
use super::search::Selected;
use crate::wall::{Condition, FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

pub(crate) async fn find(tx: &ReadTx, id: CustomerId) -> Result<Option<CustomerRecord>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_customers!(" AND customers.id = $2"));
    record(tx, FIND, values![id.value()]).await
}

pub(super) async fn find_by_external_id(
    tx: &ReadTx,
    external_id: &Label,
) -> Result<Option<CustomerId>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        id: Uuid,
    }
    // A number that nobody has any more may be of a customer who was merged: of the latest merge that it went away with.
    const FIND: ScopedSql = ScopedSql::new(
        "SELECT held.id FROM (
             SELECT c.id, 0 AS rank, c.created_at FROM customers AS c WHERE c.merchant_id = $1 AND c.external_id = $2
             UNION ALL
             SELECT coalesce(gone.survivor_id, m.survivor_id) AS id, 1 AS rank, m.created_at
             FROM merged_external_ids AS old
             JOIN customer_merges AS m ON m.merchant_id = $1 AND m.id = old.merge_id
             LEFT JOIN merged_customers AS gone ON gone.merchant_id = $1 AND gone.id = m.survivor_id
             WHERE old.merchant_id = $1 AND old.external_id = $2) AS held
         ORDER BY held.rank, held.created_at DESC LIMIT 1",
    );
    let row: Option<Row> = tx.optional(FIND, values![external_id.as_str()]).await?;
    Ok(row.map(|row| CustomerId::new(row.id)))
}

/// On SQLite there is one writer, so that nobody else can change what a write has read.
pub(super) async fn find_for_change(
    tx: &ReadTx,
    id: CustomerId,
) -> Result<Option<CustomerRecord>, StoreError> {
    const FIND: ScopedSql = ScopedSql::by_dialect(
        select_customers!(" AND customers.id = $2"),
        select_customers!(" AND customers.id = $2 FOR UPDATE OF customers"),
    );
    record(tx, FIND, values![id.value()]).await
}

pub(super) async fn find_of_member_for_change(
    tx: &ReadTx,
    member: MemberId,
) -> Result<Option<CustomerRecord>, StoreError> {
    const FIND: ScopedSql = ScopedSql::by_dialect(
        select_customers!(
            " AND customers.id = coalesce(
                 (SELECT own.id FROM customers AS own WHERE own.merchant_id = $1 AND own.member_id = $2),
                 (SELECT joined.customer_id FROM joined_members AS joined
                  WHERE joined.merchant_id = $1 AND joined.member_id = $2))"
        ),
        select_customers!(
            " AND customers.id = coalesce(
                 (SELECT own.id FROM customers AS own WHERE own.merchant_id = $1 AND own.member_id = $2),
                 (SELECT joined.customer_id FROM joined_members AS joined
                  WHERE joined.merchant_id = $1 AND joined.member_id = $2)) FOR UPDATE OF customers"
        ),
    );
    record(tx, FIND, values![member.value()]).await
}

/// Customers behind that one by id, as many as asked for, whom nobody else changes until this transaction ends.
pub(crate) async fn records_after(
    tx: &ReadTx,
    after: CustomerId,
    limit: i64,
) -> Result<Vec<CustomerRecord>, StoreError> {
    const FIND: ScopedSql = ScopedSql::by_dialect(
        select_customers!(" AND customers.id > $2 ORDER BY customers.id LIMIT $3"),
        select_customers!(" AND customers.id > $2 ORDER BY customers.id LIMIT $3 FOR UPDATE OF customers"),
    );
    complete(tx, tx.all(FIND, values![after.value(), limit]).await?).await
}

async fn record(
    tx: &ReadTx,
    find: ScopedSql,
    values: Vec<Value>,
) -> Result<Option<CustomerRecord>, StoreError> {
    let row: Option<RecordRow> = tx.optional(find, values).await?;
    Ok(complete(tx, row.into_iter().collect()).await?.pop())
}

/// Two statements a page, however long it is, and one for the tags of terms.
pub(super) async fn list(
    tx: &ReadTx,
    selection: &CustomerSelection,
    order: CustomerOrder,
    page: PageRequest<CustomerPosition>,
) -> Result<Page<CustomerRecord, CustomerPosition>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(select_customers!());
    let mut query = ScopedQuery::new(LIST, tx.backend(), Vec::new());
    Selected::look_up(tx, selection).await?.push(&mut query, tx.backend());
    let rows: Vec<RecordRow> = rows_of_page(tx, query, "customers", order, &page).await?;
    let Page { items, next } = Page::from_surplus(rows, page.size, |row| row.customer.id());
    let items = complete(tx, items).await?;
    let next =
        next.and_then(|_| items.last()).map(|record| record.customer.position_in(order, page.after.as_ref()));
    Ok(Page { items, next })
}

/// Two statements, however many ids there are.
pub(super) async fn find_all(tx: &ReadTx, ids: &[CustomerId]) -> Result<Vec<CustomerRecord>, StoreError> {
    find_all_with(tx, ids, "").await
}

/// As [`find_all`]; nobody else changes them until this transaction ends.
pub(crate) async fn find_all_for_change(
    tx: &WriteTx,
    ids: &[CustomerId],
) -> Result<Vec<CustomerRecord>, StoreError> {
    let lock =
        if tx.backend() == DbBackend::Sqlite { "" } else { " ORDER BY customers.id FOR UPDATE OF customers" };
    find_all_with(tx, ids, lock).await
}

async fn find_all_with(
    tx: &ReadTx,
    ids: &[CustomerId],
    behind: &str,
) -> Result<Vec<CustomerRecord>, StoreError> {
    const FIND: ScopedSql = ScopedSql::new(select_customers!(" AND "));
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = ScopedQuery::new(FIND, tx.backend(), Vec::new());
    let ids_asked: Vec<Uuid> = ids.iter().map(|id| id.value()).collect();
    query.push_condition(Condition::one_of_ids(tx.backend(), "customers.id", &ids_asked));
    query.push(behind, []);
    let rows: Vec<RecordRow> = tx.query(query).await?;
    let mut records = complete(tx, rows).await?;
    let places: HashMap<CustomerId, usize> = ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
    records.sort_by_key(|record| places.get(&record.customer.id).copied());
    Ok(records)
}

pub(super) async fn count(tx: &ReadTx, selection: &CustomerSelection) -> Result<i64, StoreError> {
    #[derive(FromRow)]
    struct Count {
        matching: i64,
    }
    const COUNT: ScopedSql =
        ScopedSql::new("SELECT count(*) AS matching FROM customers WHERE customers.merchant_id = $1");
    let mut query = ScopedQuery::new(COUNT, tx.backend(), Vec::new());
    Selected::look_up(tx, selection).await?.push(&mut query, tx.backend());
    let counts: Vec<Count> = tx.query(query).await?;
    Ok(counts.first().map_or(0, |count| count.matching))
}
