//! Where invoices stand in SQL is where they stand in Rust.

use std::collections::BTreeSet;

use regulars_filters::{Record, arbitrary};
use regulars_invoices::{InvoicePosition, InvoiceQuery, InvoiceReads};
use regulars_kernel::{
    CreditStanding, Date, InvoiceId, InvoiceState, PageRequest, PageSize, Scope, StoreError,
};
use regulars_persistence::Database;

use crate::fixture::fixtures;
use crate::insert::{customer_id, invoice_id};
use crate::population::populations;

const CUSTOMERS: usize = 90;

/// The invoices that are listed, by pages, in the order of the list.
async fn listed(database: &Database, scope: Scope, query: &InvoiceQuery) -> Vec<InvoiceId> {
    let (mut found, mut after) = (Vec::new(), None::<InvoicePosition>);
    loop {
        let (query, page) = (query.clone(), PageRequest { size: PageSize::new(7).unwrap(), after });
        let page: Result<_, StoreError> =
            database.read(scope, async move |tx| tx.list_invoices(&query, page).await).await;
        let page = page.unwrap();
        found.extend(page.items.iter().map(|invoice| invoice.id));
        match page.next {
            Some(next) => after = Some(next),
            None => return found,
        }
    }
}

fn expected(records: &[Record], today: Date, states: &[InvoiceState]) -> BTreeSet<InvoiceId> {
    let mut found = BTreeSet::new();
    for (number, record) in records.iter().enumerate() {
        for (which, billed) in record.invoices.iter().enumerate() {
            if states.contains(&InvoiceState::of(billed.amounts, billed.due_on, today)) {
                found.insert(invoice_id(number, which));
            }
        }
    }
    found
}

#[tokio::test]
async fn sql_finds_the_state_that_rust_does() {
    let today = arbitrary::calendar().date_of(arbitrary::now());
    for (name, fixture) in fixtures("invoices").await {
        for population in populations(&fixture, CUSTOMERS).await {
            let (scope, records) = (population.scope, population.records);
            for day in [-40, -1, 0, 1, 40].map(|days| today + chrono::Duration::days(days)) {
                let single = InvoiceState::ALL.iter().map(|state| vec![*state]);
                let several = [vec![InvoiceState::Open, InvoiceState::Overdue], InvoiceState::ALL.to_vec()];
                for states in single.chain(several) {
                    let query = InvoiceQuery { states: states.clone(), ..InvoiceQuery::all(day) };
                    let found = listed(&fixture.database, scope, &query).await;
                    let unique: BTreeSet<InvoiceId> = found.iter().copied().collect();
                    assert_eq!(unique.len(), found.len(), "{name}: {states:?}");
                    assert_eq!(unique, expected(&records, day, &states), "{name}, {day}: {states:?}");
                }
            }
            for (number, record) in records.iter().enumerate() {
                let customer = customer_id(number);
                let standing: Result<CreditStanding, StoreError> = fixture
                    .database
                    .read(scope, async move |tx| tx.credit_standing(customer, today).await)
                    .await;
                assert_eq!(
                    standing.unwrap(),
                    CreditStanding::of(&record.invoices, today),
                    "{name}, {number}"
                );
            }
        }
    }
}
