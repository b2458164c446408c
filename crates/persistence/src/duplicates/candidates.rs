//! Pairs of customers that have in common what a person is looked for by. Each question goes by an index: e-mail, phone,
//! the merchant's own number, and both names. `regulars_customers::likeness` says how alike the two are.

use regulars_customers::CustomerPair;
use regulars_kernel::{CustomerId, Page, PageRequest, StoreError};
use uuid::Uuid;

use crate::wall::{FromRow, ReadTx, ScopedSql, values};

/// How many customers one statement looks at.
const WINDOW: i64 = 4_000;
/// How many statements look at so many for one page.
const WINDOWS: u8 = 5;

/// What is looked for by one sign, of which `$shared` is what `c` has in common with `a`, and `$pair` the same of `b`. An
/// address that more than twenty share, such as one that stands for none, tells nothing of any of them.
macro_rules! by_sign {
    ($shared:literal, $pair:literal, $among:literal, $order:literal) => {
        concat!(
            "SELECT a.id AS one, b.id AS other
             FROM customers AS a JOIN customers AS b ON b.merchant_id = $1 AND ",
            $pair,
            " AND ",
            $order,
            " WHERE a.merchant_id = $1 AND ",
            $among,
            " AND (SELECT count(*) FROM (SELECT 1 FROM customers AS c WHERE c.merchant_id = $1 AND ",
            $shared,
            " LIMIT 21) AS few) <= 20"
        )
    };
}

macro_rules! by_every_sign {
    ($among:literal, $order:literal) => {
        concat!(
            by_sign!("c.email_folded = a.email_folded", "b.email_folded = a.email_folded", $among, $order),
            " UNION ",
            by_sign!("c.phone = a.phone", "b.phone = a.phone", $among, $order),
            " UNION ",
            by_sign!(
                "c.external_id_folded = a.external_id_folded",
                "b.external_id_folded = a.external_id_folded",
                $among,
                $order
            ),
            " UNION ",
            by_sign!(
                "c.last_name_folded = a.last_name_folded AND c.first_name_folded = a.first_name_folded
                     AND c.birth_month_day = a.birth_month_day
                     AND (c.birth_date = a.birth_date OR c.birth_date IS NULL OR a.birth_date IS NULL)",
                "b.last_name_folded = a.last_name_folded AND b.first_name_folded = a.first_name_folded
                     AND b.birth_month_day = a.birth_month_day
                     AND (b.birth_date = a.birth_date OR b.birth_date IS NULL OR a.birth_date IS NULL)",
                $among,
                $order
            ),
            " UNION ",
            by_sign!(
                "c.last_name_folded = a.last_name_folded AND c.first_name_folded = a.first_name_folded
                     AND c.street_folded = a.street_folded
                     AND (c.city_folded = a.city_folded OR c.postcode_folded = a.postcode_folded)",
                "b.last_name_folded = a.last_name_folded AND b.first_name_folded = a.first_name_folded
                     AND b.street_folded = a.street_folded
                     AND (b.city_folded = a.city_folded OR b.postcode_folded = a.postcode_folded)",
                $among,
                $order
            )
        )
    };
}

/// `$2` and `$3` are the first and the last customer of the window, `($2, $4)` the last pair that was told, `$5` how many
/// pairs at most. `$later` says that the other record has the larger id.
macro_rules! of_window {
    ($later:literal) => {
        concat!(
            "SELECT pair.one, pair.other FROM (",
            by_every_sign!("a.id >= $2 AND a.id <= $3", $later),
            ") AS pair
             WHERE (pair.one, pair.other) > ($2, $4) AND NOT EXISTS (SELECT 1 FROM customer_dismissals AS d
                 WHERE d.merchant_id = $1 AND d.one_id = pair.one AND d.other_id = pair.other)
             ORDER BY pair.one, pair.other LIMIT $5"
        )
    };
}

macro_rules! of_customer {
    () => {
        concat!(
            "SELECT pair.one, pair.other FROM (",
            by_every_sign!("a.id = $2", "b.id <> a.id"),
            ") AS pair
             WHERE NOT EXISTS (SELECT 1 FROM customer_dismissals AS d
                     WHERE d.merchant_id = $1 AND d.one_id = pair.one AND d.other_id = pair.other)
                 AND NOT EXISTS (SELECT 1 FROM customer_dismissals AS d
                     WHERE d.merchant_id = $1 AND d.one_id = pair.other AND d.other_id = pair.one)
             ORDER BY pair.other LIMIT $3"
        )
    };
}

#[derive(FromRow)]
struct PairRow {
    one: Uuid,
    other: Uuid,
}

#[derive(FromRow)]
struct IdRow {
    id: Uuid,
}

pub(super) async fn page(
    tx: &ReadTx,
    page: PageRequest<CustomerPair>,
) -> Result<Page<CustomerPair, CustomerPair>, StoreError> {
    const IDS: ScopedSql =
        ScopedSql::new("SELECT id FROM customers WHERE merchant_id = $1 AND id >= $2 ORDER BY id LIMIT $3");
    // SQLite would look for the larger ids by the primary key, which is every other customer; the sign keeps it from that.
    const PAIRS: ScopedSql = ScopedSql::by_dialect(of_window!("+b.id > a.id"), of_window!("b.id > a.id"));
    let mut after =
        page.after.map_or((Uuid::nil(), Uuid::nil()), |pair| (pair.one.value(), pair.other.value()));
    let mut items = Vec::new();
    for _ in 0..WINDOWS {
        let ids: Vec<IdRow> = tx.all(IDS, values![after.0, WINDOW]).await?;
        let Some(last) = ids.last() else { return Ok(Page { items, next: None }) };
        let room = usize::from(page.size.get()) - items.len();
        let most = i64::try_from(room).unwrap_or(0) + 1;
        let rows: Vec<PairRow> = tx.all(PAIRS, values![after.0, last.id, after.1, most]).await?;
        let is_full = rows.len() > room;
        items.extend(rows.into_iter().take(room).filter_map(pair_of));
        if is_full {
            let next = items.last().copied();
            return Ok(Page { items, next });
        }
        if ids.len() < usize::try_from(WINDOW).unwrap_or(usize::MAX) {
            return Ok(Page { items, next: None });
        }
        after = (last.id, Uuid::max());
    }
    let next = CustomerPair { one: CustomerId::new(after.0), other: CustomerId::new(after.1) };
    Ok(Page { items, next: Some(next) })
}

/// How SQLite goes about the pairs of a window.
#[cfg(test)]
pub(super) fn explained(backend: sea_orm::DbBackend) -> crate::wall::ScopedQuery {
    const PLAN: ScopedSql = ScopedSql::new(concat!("EXPLAIN QUERY PLAN ", of_window!("+b.id > a.id")));
    crate::wall::ScopedQuery::new(PLAN, backend, values![Uuid::nil(), Uuid::max(), Uuid::nil(), 10_i64])
}

fn pair_of(row: PairRow) -> Option<CustomerPair> {
    CustomerPair::of(CustomerId::new(row.one), CustomerId::new(row.other))
}

pub(super) async fn of(
    tx: &ReadTx,
    customer: CustomerId,
    at_most: u16,
) -> Result<Vec<CustomerPair>, StoreError> {
    const PAIRS: ScopedSql = ScopedSql::new(of_customer!());
    let rows: Vec<PairRow> = tx.all(PAIRS, values![customer.value(), i64::from(at_most)]).await?;
    Ok(rows.into_iter().filter_map(pair_of).collect())
}
