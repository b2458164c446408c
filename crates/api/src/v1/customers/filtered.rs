//! Customers whom a filter means.

use regulars_customers::{CustomerReads, CustomerRecord};
use regulars_filters::Filter;
use regulars_identity::MerchantFacts;
use regulars_kernel::{CustomerOrder, CustomerPosition, Instant, PageRequest};
use regulars_persistence::ReadTx;
use regulars_segments::{AudienceReads, resolve_filter};

use crate::error::ApiError;
use crate::respond::List;
use crate::v1::customers::body::CustomerBody;
use crate::v1::customers::columns::{Columns, CustomerColumns};
use crate::v1::customers::order::cursor_of;

/// A page of the customers who pass, in that order.
pub async fn page_of(
    tx: &mut ReadTx,
    filter: &Filter,
    order: CustomerOrder,
    page: PageRequest<CustomerPosition>,
    columns: &Columns,
    facts: &MerchantFacts,
    now: Instant,
) -> Result<List<CustomerColumns>, ApiError> {
    let filter = resolve_filter(tx, filter, &facts.calendar, now).await?;
    let page = page.beginning(order, facts.calendar.date_of(now));
    let behind = page.after.clone();
    let (customers, more) = tx.customers_passing_in_order(&filter, order, page).await?;
    let records = tx.find_customers(&customers).await?;
    let position = |last: &CustomerRecord| last.customer.position_in(order, behind.as_ref());
    let next = records.last().filter(|_| more).map(|last| cursor_of(order, &position(last)));
    let items = records.into_iter().map(|record| columns.pick(&CustomerBody::new(record, facts, now)));
    Ok(List { items: items.collect::<Result<_, ApiError>>()?, next })
}
