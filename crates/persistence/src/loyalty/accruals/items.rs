//! The customers of an accrual, and what becomes of each.

use regulars_kernel::{
    CustomerId, Page, PageRequest, PointAccountId, PointAccrualId, PointLotId, PointOperationId, StoreError,
};
use regulars_loyalty::{
    AccrualOutcome, AccrualReason, AccrualResult, CreditedPoints, NextToCredit, NextToUndo, PointAccrual,
};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::accrual_row::wrong;
use super::standing::{own_membership, standing};
use crate::wall::{FromRow, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

/// The customer behind whom a list goes on.
fn behind(customer: Option<CustomerId>) -> Uuid {
    customer.map_or(Uuid::nil(), CustomerId::value)
}

pub(super) async fn customers(
    tx: &ReadTx,
    id: PointAccrualId,
    at_most: u32,
) -> Result<Vec<CustomerId>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        customer_id: Uuid,
    }
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT i.customer_id FROM point_accrual_items AS i
         WHERE i.merchant_id = $1 AND i.accrual_id = $2 ORDER BY i.customer_id LIMIT $3",
    );
    let rows: Vec<Row> = tx.all(LIST, values![id.value(), i64::from(at_most)]).await?;
    Ok(rows.into_iter().map(|row| CustomerId::new(row.customer_id)).collect())
}

/// Who was merged since is meant as the survivor, unless that one has a turn of their own or has the points already: in their account,
/// or with one that went into it.
pub(super) async fn next_to_credit(
    tx: &ReadTx,
    accrual: &PointAccrual,
    at_most: u32,
) -> Result<Vec<NextToCredit>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        customer_id: Uuid,
        holder_id: Option<Uuid>,
        account_id: Option<Uuid>,
        standing: String,
    }
    const NEXT: ScopedSql = ScopedSql::new(concat!(
        "SELECT i.customer_id, c.id AS holder_id, held.id AS account_id,
             CASE WHEN c.id IS NULL THEN 'gone'
                 WHEN g.survivor_id IS NOT NULL AND EXISTS (SELECT 1 FROM point_accrual_items AS o
                     WHERE o.merchant_id = $1 AND o.accrual_id = $2 AND o.customer_id = c.id) THEN 'merged'
                 WHEN EXISTS (SELECT 1 FROM point_accrual_items AS k
                     WHERE k.merchant_id = $1 AND k.accrual_id = $2 AND k.account_id = held.id) THEN 'merged'
                 WHEN EXISTS (SELECT 1 FROM point_accounts AS was
                     JOIN point_accrual_items AS k
                         ON k.merchant_id = $1 AND k.accrual_id = $2 AND k.account_id = was.id
                     WHERE was.merchant_id = $1 AND was.merged_into = held.id) THEN 'merged'
                 ELSE ",
        standing!("c.id", "$3"),
        " END AS standing
         FROM point_accrual_items AS i
         LEFT JOIN merged_customers AS g ON g.merchant_id = $1 AND g.id = i.customer_id
         LEFT JOIN customers AS c ON c.merchant_id = $1 AND c.id = coalesce(g.survivor_id, i.customer_id)",
        own_membership!("c.id", "$3", "$4"),
        " WHERE i.merchant_id = $1 AND i.accrual_id = $2 AND i.customer_id > $5
         ORDER BY i.customer_id LIMIT $6"
    ));
    let asked = values![
        accrual.id.value(),
        accrual.programme.value(),
        accrual.point_type.as_str(),
        behind(accrual.at),
        i64::from(at_most)
    ];
    let rows: Vec<Row> = tx.all(NEXT, asked).await?;
    let next = rows.into_iter().map(|row| {
        Ok::<_, StoreError>(NextToCredit {
            customer: CustomerId::new(row.customer_id),
            holder: row.holder_id.map(CustomerId::new),
            standing: row.standing.parse().map_err(wrong)?,
            account: row.account_id.map(PointAccountId::new),
        })
    });
    next.collect()
}

/// Points are where the account that got them went since.
pub(super) async fn next_to_undo(
    tx: &ReadTx,
    accrual: &PointAccrual,
    at_most: u32,
) -> Result<Vec<NextToUndo>, StoreError> {
    #[derive(FromRow)]
    struct Row {
        customer_id: Uuid,
        account_id: Uuid,
        holder_id: Option<Uuid>,
        lot_id: Option<Uuid>,
        in_lot: i64,
    }
    const NEXT: ScopedSql = ScopedSql::new(
        "SELECT i.customer_id, a.id AS account_id, c.id AS holder_id, i.lot_id, coalesce(i.in_lot, 0) AS in_lot
         FROM point_accrual_items AS i
         JOIN point_accounts AS was ON was.merchant_id = $1 AND was.id = i.account_id
         JOIN point_accounts AS a ON a.merchant_id = $1 AND a.id = coalesce(was.merged_into, was.id)
         LEFT JOIN customers AS c ON c.merchant_id = $1 AND c.id = a.customer_id
         WHERE i.merchant_id = $1 AND i.accrual_id = $2 AND i.outcome = 'credited' AND i.customer_id > $3
         ORDER BY i.customer_id LIMIT $4",
    );
    let asked = values![accrual.id.value(), behind(accrual.at), i64::from(at_most)];
    let rows: Vec<Row> = tx.all(NEXT, asked).await?;
    let next = rows.into_iter().map(|row| NextToUndo {
        customer: CustomerId::new(row.customer_id),
        account: PointAccountId::new(row.account_id),
        has_holder: row.holder_id.is_some(),
        lot: row.lot_id.map(PointLotId::new),
        in_lot: row.in_lot,
    });
    Ok(next.collect())
}

/// JSON has no bytes, so ids travel as hexadecimal digits, which PostgreSQL takes for ids, too.
fn digits(id: Uuid) -> String {
    id.simple().to_string()
}

pub(super) async fn write_credited(
    tx: &WriteTx,
    id: PointAccrualId,
    results: &[AccrualResult],
) -> Result<(), StoreError> {
    // Without its LIMIT SQLite reads the whole list anew for each row of the accrual.
    const WRITE: ScopedSql = ScopedSql::by_dialect(
        "UPDATE point_accrual_items SET outcome = w.outcome, reason = w.reason, account_id = w.account_id,
             operation_id = w.operation_id, lot_id = w.lot_id, in_lot = w.in_lot
         FROM (SELECT unhex(value ->> 'c') AS customer_id, value ->> 'w' AS outcome, value ->> 'r' AS reason,
                   unhex(value ->> 'a') AS account_id, unhex(value ->> 'o') AS operation_id,
                   unhex(value ->> 'l') AS lot_id, value ->> 'i' AS in_lot
               FROM json_each($3) LIMIT -1) AS w
         WHERE point_accrual_items.merchant_id = $1 AND point_accrual_items.accrual_id = $2
             AND point_accrual_items.customer_id = w.customer_id",
        "UPDATE point_accrual_items SET outcome = w.w, reason = w.r, account_id = w.a, operation_id = w.o,
             lot_id = w.l, in_lot = w.i
         FROM jsonb_to_recordset($3) AS w(c uuid, w text, r text, a uuid, o uuid, l uuid, i bigint)
         WHERE point_accrual_items.merchant_id = $1 AND point_accrual_items.accrual_id = $2
             AND point_accrual_items.customer_id = w.c",
    );
    let rows = results.iter().map(|result| {
        let credited = result.credited;
        json!({
            "c": digits(result.customer.value()),
            "w": result.outcome.map(AccrualOutcome::name),
            "r": result.reason.map(AccrualReason::name),
            "a": credited.map(|credited| digits(credited.account.value())),
            "o": credited.map(|credited| digits(credited.operation.value())),
            "l": credited.and_then(|credited| credited.lot).map(|lot| digits(lot.value())),
            "i": credited.map(|credited| credited.in_lot),
        })
    });
    tx.execute(WRITE, values![id.value(), rows.collect::<Json>()]).await.map(drop)
}

pub(super) async fn write_undone(
    tx: &WriteTx,
    id: PointAccrualId,
    results: &[AccrualResult],
) -> Result<(), StoreError> {
    const WRITE: ScopedSql = ScopedSql::by_dialect(
        "UPDATE point_accrual_items SET outcome = w.outcome, reason = w.reason,
             undo_operation_id = w.operation_id, missing = w.missing
         FROM (SELECT unhex(value ->> 'c') AS customer_id, value ->> 'w' AS outcome, value ->> 'r' AS reason,
                   unhex(value ->> 'o') AS operation_id, value ->> 'm' AS missing
               FROM json_each($3) LIMIT -1) AS w
         WHERE point_accrual_items.merchant_id = $1 AND point_accrual_items.accrual_id = $2
             AND point_accrual_items.customer_id = w.customer_id",
        "UPDATE point_accrual_items SET outcome = w.w, reason = w.r, undo_operation_id = w.o, missing = w.m
         FROM jsonb_to_recordset($3) AS w(c uuid, w text, r text, o uuid, m bigint)
         WHERE point_accrual_items.merchant_id = $1 AND point_accrual_items.accrual_id = $2
             AND point_accrual_items.customer_id = w.c",
    );
    let rows = results.iter().map(|result| {
        json!({
            "c": digits(result.customer.value()),
            "w": result.outcome.map(AccrualOutcome::name),
            "r": result.reason.map(AccrualReason::name),
            "o": result.undone.map(|operation| digits(operation.value())),
            "m": result.missing,
        })
    });
    tx.execute(WRITE, values![id.value(), rows.collect::<Json>()]).await.map(drop)
}

#[derive(FromRow)]
struct ResultRow {
    customer_id: Uuid,
    outcome: Option<String>,
    reason: Option<String>,
    account_id: Option<Uuid>,
    operation_id: Option<Uuid>,
    lot_id: Option<Uuid>,
    in_lot: Option<i64>,
    undo_operation_id: Option<Uuid>,
    missing: Option<i64>,
}

impl ResultRow {
    fn convert(self) -> Result<AccrualResult, StoreError> {
        let credited = self.account_id.zip(self.operation_id).map(|(account, operation)| CreditedPoints {
            account: PointAccountId::new(account),
            operation: PointOperationId::new(operation),
            lot: self.lot_id.map(PointLotId::new),
            in_lot: self.in_lot.unwrap_or_default(),
        });
        Ok(AccrualResult {
            customer: CustomerId::new(self.customer_id),
            outcome: self.outcome.map(|name| name.parse().map_err(wrong)).transpose()?,
            reason: self.reason.map(|name| name.parse().map_err(wrong)).transpose()?,
            credited,
            undone: self.undo_operation_id.map(PointOperationId::new),
            missing: self.missing.unwrap_or_default(),
        })
    }
}

pub(super) async fn results(
    tx: &ReadTx,
    id: PointAccrualId,
    outcome: Option<AccrualOutcome>,
    page: PageRequest<CustomerId>,
) -> Result<Page<AccrualResult, CustomerId>, StoreError> {
    const LIST: ScopedSql = ScopedSql::new(
        "SELECT i.customer_id, i.outcome, i.reason, i.account_id, i.operation_id, i.lot_id, i.in_lot,
             i.undo_operation_id, i.missing
         FROM point_accrual_items AS i WHERE i.merchant_id = $1 AND i.accrual_id = $2",
    );
    let mut query = ScopedQuery::new(LIST, tx.backend(), values![id.value()]);
    if let Some(outcome) = outcome {
        query.push(" AND i.outcome = ?", values![outcome.name()]);
    }
    let limit = i64::from(page.size.get()) + 1;
    query.push(" AND i.customer_id > ? ORDER BY i.customer_id LIMIT ?", values![behind(page.after), limit]);
    let rows: Vec<ResultRow> = tx.query(query).await?;
    let results = rows.into_iter().map(ResultRow::convert).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_surplus(results, page.size, |result| result.customer))
}
