//! The order of a list of customers as SQL. Each key has an index that begins with the merchant and ends with the id.

use regulars_kernel::{CustomerOrder, CustomerOrderKey, CustomerPlace, CustomerPosition, PageRequest};
use sea_orm::{DbBackend, Value};

use crate::wall::{ScopedQuery, values};

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
    }
}

/// Ends a query with the order, the part of it behind the page before, and one customer more than the page has.
pub(crate) fn push_page(
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
            CustomerPlace::CreatedAt => None,
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
