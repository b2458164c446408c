//! The order of a list of customers as SQL. Each key has an index that begins with the merchant and ends with the id.

use regulars_kernel::{
    CustomerId, CustomerOrder, CustomerOrderKey, CustomerPlace, CustomerPosition, DayOfYear, PageRequest,
    StoreError,
};
use sea_orm::{DbBackend, Value};

use crate::wall::{FromRow, ReadTx, ScopedQuery, values};

/// What customers are put in order by besides their id, as the index has it. `table` is the name of `customers` in the query.
fn expression(key: CustomerOrderKey, table: &str, backend: DbBackend) -> Option<String> {
    let text = |column: &str| match backend {
        DbBackend::Sqlite => format!("coalesce({table}.{column}, '')"),
        _ => format!("coalesce({table}.{column}, '') COLLATE \"C\""),
    };
    let no_date = CustomerOrderKey::NO_DATE;
    match key {
        CustomerOrderKey::CreatedAt => None,
        CustomerOrderKey::UpdatedAt => Some(format!("{table}.updated_at")),
        CustomerOrderKey::LastName => Some(text("last_name_folded")),
        CustomerOrderKey::FirstName => Some(text("first_name_folded")),
        CustomerOrderKey::City => Some(text("city_folded")),
        CustomerOrderKey::BirthDate if backend == DbBackend::Sqlite => {
            Some(format!("coalesce({table}.birth_date, '{no_date}')"))
        }
        CustomerOrderKey::BirthDate => Some(format!("coalesce({table}.birth_date, DATE '{no_date}')")),
        // Its pages are those of [`BirthdayLeg`].
        CustomerOrderKey::NextBirthday => None,
    }
}

/// The rows of a page and one more, of a query that says whose. One statement, but for birthdays: there each part of the year
/// that the page goes over is a range of the index.
pub(crate) async fn rows_of_page<R: FromRow>(
    tx: &ReadTx,
    mut query: ScopedQuery,
    table: &str,
    order: CustomerOrder,
    page: &PageRequest<CustomerPosition>,
) -> Result<Vec<R>, StoreError> {
    if order.key != CustomerOrderKey::NextBirthday {
        push_page(&mut query, table, order, page, tx.backend());
        return tx.query(query).await;
    }
    let mut rows: Vec<R> = Vec::new();
    let wanted = usize::from(page.size.get()) + 1;
    for leg in birthday_legs(page.after.as_ref()) {
        let mut part = query.clone();
        leg.push(&mut part, table, wanted - rows.len());
        rows.extend(tx.query::<R>(part).await?);
        if rows.len() >= wanted {
            break;
        }
    }
    Ok(rows)
}

/// The statements of such a page, each with the whole page as its limit.
#[cfg(test)]
pub(super) fn birthday_queries(
    query: &ScopedQuery,
    table: &str,
    page: &PageRequest<CustomerPosition>,
) -> Vec<ScopedQuery> {
    let part = |leg: BirthdayLeg| {
        let mut part = query.clone();
        leg.push(&mut part, table, usize::from(page.size.get()));
        part
    };
    birthday_legs(page.after.as_ref()).into_iter().map(part).collect()
}

/// A part of the year in an order of birthdays: from a day, or behind a customer of it, up to another day.
struct BirthdayLeg {
    from: Option<DayOfYear>,
    before: Option<DayOfYear>,
    behind: Option<CustomerId>,
}

/// The rest of this year, the beginning of the next, and those without a birthday, as far as they lie behind the position.
fn birthday_legs(after: Option<&CustomerPosition>) -> Vec<BirthdayLeg> {
    let leg = |from, before, behind| BirthdayLeg { from, before, behind };
    let unknown = leg(None, None, None);
    let Some(CustomerPosition { place: CustomerPlace::Birthday { from, on }, id }) = after else {
        return vec![leg(Some(DayOfYear::FIRST), None, None), unknown];
    };
    let next_year = leg(Some(DayOfYear::FIRST), Some(*from), None);
    match on {
        Some(on) if on >= from => vec![leg(Some(*on), None, Some(*id)), next_year, unknown],
        Some(on) => vec![leg(Some(*on), Some(*from), Some(*id)), unknown],
        None => vec![BirthdayLeg { behind: Some(*id), ..unknown }],
    }
}

impl BirthdayLeg {
    fn push(&self, query: &mut ScopedQuery, table: &str, limit: usize) {
        let column = format!("{table}.birth_month_day");
        let number = |day: DayOfYear| Value::from(i64::from(day.number()));
        if let Some(from) = self.from {
            query.push(&format!(" AND {column} >= ?"), [number(from)]);
        } else {
            query.push(&format!(" AND {column} IS NULL"), []);
        }
        match (self.from, self.behind) {
            // The condition above is one that an index can begin at, on SQLite too.
            (Some(from), Some(id)) => {
                let behind = format!(" AND ({column} > ? OR {table}.id > ?)");
                query.push(&behind, [number(from), id.value().into()]);
            }
            (None, Some(id)) => {
                query.push(&format!(" AND {table}.id > ?"), values![id.value()]);
            }
            (_, None) => {}
        }
        if let Some(before) = self.before {
            query.push(&format!(" AND {column} < ?"), [number(before)]);
        }
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        query.push(&format!(" ORDER BY {column}, {table}.id LIMIT ?"), values![limit]);
    }
}

/// Ends a query with the order, the part of it behind the page before, and one customer more than the page has.
pub(super) fn push_page(
    query: &mut ScopedQuery,
    table: &str,
    order: CustomerOrder,
    page: &PageRequest<CustomerPosition>,
    backend: DbBackend,
) {
    let expression = expression(order.key, table, backend);
    let (behind, direction) = if order.descending { ("<", "DESC") } else { (">", "ASC") };
    if let Some(CustomerPosition { place, id }) = &page.after {
        let value: Option<Value> = match place {
            CustomerPlace::CreatedAt | CustomerPlace::Birthday { .. } => None,
            CustomerPlace::UpdatedAt(at) => Some((*at).into()),
            CustomerPlace::Text(text) => Some(text.as_str().into()),
            CustomerPlace::Date(date) => Some((*date).into()),
        };
        match (&expression, value) {
            (Some(expression), Some(value)) => {
                // The first condition is one that an index can begin at, on SQLite too.
                query.push(&format!(" AND {expression} {behind}= ?"), [value.clone()]);
                query.push(
                    &format!(" AND ({expression} {behind} ? OR {table}.id {behind} ?)"),
                    [value, id.value().into()],
                );
            }
            _ => {
                query.push(&format!(" AND {table}.id {behind} ?"), values![id.value()]);
            }
        }
    }
    let by = expression.map_or_else(String::new, |expression| format!("{expression} {direction}, "));
    let size = i64::from(page.size.get()) + 1;
    query.push(&format!(" ORDER BY {by}{table}.id {direction} LIMIT ?"), values![size]);
}
