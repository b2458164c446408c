//! Who an accrual would meet, and whom it meets once that is frozen.

use regulars_flows::AccrualTarget;
use regulars_kernel::{PointAccrualId, StoreError};
use regulars_loyalty::{AccrualForeseen, AccrualStanding};
use regulars_newsletters::ResolvedAudience;
use uuid::Uuid;

use super::accrual_row::{count, wrong};
use super::standing::{own_membership, standing};
use crate::segments::Audience;
use crate::wall::{Condition, FromRow, QueryHead, ReadTx, ScopedQuery, ScopedSql, WriteTx, values};

const FORESEE: &str = concat!(
    "SELECT s.standing, count(*) AS customers, CAST(coalesce(sum(s.pays), 0) AS bigint) AS pays_owed
     FROM (SELECT ",
    standing!("c.id", "?"),
    " AS standing, CASE WHEN own.id IS NULL OR held.deficit IS NULL THEN 0
              WHEN -held.deficit > ? THEN ? ELSE -held.deficit END AS pays
           FROM customers c",
    own_membership!("c.id", "?", "?")
);

const FREEZE: &str = "INSERT INTO point_accrual_items (merchant_id, accrual_id, customer_id)
     SELECT $1, ?, c.id FROM customers c";

#[derive(FromRow)]
struct StandingRow {
    standing: String,
    customers: i64,
    pays_owed: i64,
}

pub(super) async fn foresee(
    tx: &ReadTx,
    target: &AccrualTarget,
    audience: &ResolvedAudience,
) -> Result<AccrualForeseen, StoreError> {
    let AccrualTarget { programme, point_type, points } = target;
    let programme = programme.value();
    let asked = values![programme, *points, *points, programme, programme, point_type.as_str()];
    let head = QueryHead::new("").then(FORESEE, asked);
    let mut query = meant(tx, head, audience);
    query.push(") AS s GROUP BY s.standing", []);
    let rows: Vec<StandingRow> = tx.query(query).await?;
    let mut foreseen = AccrualForeseen::default();
    for StandingRow { standing, customers, pays_owed } in rows {
        let customers = count(customers)?;
        match standing.parse::<AccrualStanding>().map_err(wrong)? {
            AccrualStanding::Member => (foreseen.members, foreseen.pays_owed) = (customers, pays_owed),
            AccrualStanding::Left => foreseen.left = customers,
            _ => foreseen.not_member = customers,
        }
    }
    Ok(foreseen)
}

pub(super) async fn freeze(
    tx: &WriteTx,
    id: PointAccrualId,
    audience: &ResolvedAudience,
) -> Result<u64, StoreError> {
    tx.allow_long_statements().await?;
    let head = QueryHead::new("").then(FREEZE, values![id.value()]);
    let query = meant(tx, head, audience);
    tx.run_query(query).await
}

/// The customers of an audience, behind a head that ends with `FROM customers c` and perhaps further joins.
fn meant(tx: &ReadTx, head: QueryHead, audience: &ResolvedAudience) -> ScopedQuery {
    const TIE: ScopedSql = ScopedSql::new(" WHERE c.merchant_id = $1 AND ");
    match audience {
        ResolvedAudience::Filter(filter) => Audience::compile(filter, tx.backend()).of(head),
        ResolvedAudience::Customers(named) => {
            let ids: Vec<Uuid> = named.ids().iter().map(|id| id.value()).collect();
            let mut query = head.scoped(TIE, tx.backend());
            query.push_condition(Condition::one_of_ids(tx.backend(), "c.id", &ids));
            query
        }
    }
}
