//! Customers whom a filter means.

use regulars_customers::CustomerStore;
use regulars_filters::Filter;
use regulars_identity::MerchantFacts;
use regulars_kernel::{CustomerId, Instant, PageRequest};
use regulars_persistence::Tx;
use regulars_segments::{AudienceStore, resolve_filter};

use crate::error::ApiError;
use crate::extract::render_cursor;
use crate::respond::List;
use crate::v1::customers::body::CustomerBody;
use crate::v1::customers::columns::{Columns, CustomerColumns};

/// A page of the customers who pass, the newest first.
pub async fn page_of(
    tx: &mut Tx,
    filter: &Filter,
    page: PageRequest<CustomerId>,
    columns: &Columns,
    facts: &MerchantFacts,
    now: Instant,
) -> Result<List<CustomerColumns>, ApiError> {
    let filter = resolve_filter(tx, filter, &facts.calendar, now).await?;
    let customers = tx.newest_customers_passing(&filter, page).await?;
    let records = tx.find_customers(&customers.items).await?.into_iter();
    let items = records.map(|record| columns.pick(&CustomerBody::new(record, facts, now)));
    let next = customers.next.map(|id| render_cursor(&id.to_string()));
    Ok(List { items: items.collect::<Result<_, ApiError>>()?, next })
}
