//! Rows of a list of customers.

use std::collections::HashMap;

use regulars_consent::StandingConsent;
use regulars_customers::CustomerRecord;
use regulars_interchange::CustomerColumn;
use regulars_kernel::{CustomerId, CustomerOrder, CustomerPosition, PageRequest, PageSize, StoreError};
use regulars_segments::resolve_filter;
use serde_json::{Value, json};
use uuid::Uuid;

use super::customer_cells::{ToldCustomer, cell_of, tells_consents};
use super::export_rows::{ExportChunk, ExportRowsError, ExportTerms};
use super::request::{MeantCustomers, wrong};
use super::store::ExportingReads;

pub(super) async fn next_customers(
    store: &mut dyn ExportingReads,
    terms: &ExportTerms,
    meant: &MeantCustomers,
    reached: Option<&Value>,
) -> Result<ExportChunk, ExportRowsError> {
    let (order, columns) = (meant.order()?, meant.columns()?);
    let after = reached.map(|reached| position_of(order, reached)).transpose()?;
    let page = PageRequest { size: PageSize::CHUNK, after }
        .beginning(order, terms.facts.calendar.date_of(terms.now));
    let behind = page.after.clone();
    let (records, more) = match meant.filter()? {
        Some(filter) => {
            let filter = resolve_filter(store, &filter, &terms.facts.calendar, terms.now).await?;
            let (ids, more) = store.customers_passing_in_order(&filter, order, page).await?;
            (store.find_customers(&ids).await?, more)
        }
        None => {
            let page = store.list_customers(&meant.selection()?, order, page).await?;
            let more = page.next.is_some();
            (page.items, more)
        }
    };
    let mut consents = consents_of(store, &columns, &records).await?;
    let last = records.last().filter(|_| more);
    let reached = last.map(|record| json_of(&record.customer.position_in(order, behind.as_ref())));
    let rows = records.iter().map(|record| {
        let consents = consents.remove(&record.customer.id).unwrap_or_default();
        let told = ToldCustomer { record, consents: &consents, terms };
        columns.iter().map(|column| cell_of(column, &told)).collect()
    });
    Ok(ExportChunk { rows: rows.collect(), reached })
}

async fn consents_of(
    store: &mut dyn ExportingReads,
    columns: &[CustomerColumn],
    records: &[CustomerRecord],
) -> Result<HashMap<CustomerId, Vec<StandingConsent>>, StoreError> {
    let mut consents: HashMap<CustomerId, Vec<StandingConsent>> = HashMap::new();
    if columns.iter().any(tells_consents) {
        let ids: Vec<CustomerId> = records.iter().map(|record| record.customer.id).collect();
        for (customer, consent) in store.standing_of_customers(&ids).await? {
            consents.entry(customer).or_default().push(consent);
        }
    }
    Ok(consents)
}

fn json_of(position: &CustomerPosition) -> Value {
    json!({"beside": position.beside(), "id": position.id.value()})
}

fn position_of(order: CustomerOrder, reached: &Value) -> Result<CustomerPosition, StoreError> {
    let id = reached["id"].as_str().and_then(|id| id.parse::<Uuid>().ok());
    let position = id.and_then(|id| order.position_of_parts(reached["beside"].as_str(), id));
    position.ok_or_else(|| wrong("a position cannot be read"))
}
