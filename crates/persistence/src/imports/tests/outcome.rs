//! What became of a merchant's customers, told without ids.

use std::collections::HashMap;

use regulars_audit::Recorded;
use regulars_consent::{ConsentLedgerReads, ContactReads, verify_chain};
use regulars_customers::{CustomerReads, CustomerSelection};
use regulars_flows::TakenRows;
use regulars_kernel::{Channel, CustomerId, CustomerOrder, PageRequest, PageSize};

use crate::wall::{FromRow, ScopedSql, WriteTx};

/// What became of the rows and of the customers.
#[derive(Debug, PartialEq, Eq)]
pub struct Outcome {
    rows: Vec<String>,
    keys: Vec<(String, u64)>,
    images: Vec<String>,
    customers: Vec<String>,
    trail: i64,
}

#[derive(FromRow)]
struct Trail {
    events: i64,
}

/// What became of them.
pub async fn outcome(tx: &mut WriteTx, taken: TakenRows) -> Outcome {
    const TRAIL: ScopedSql =
        ScopedSql::new("SELECT count(*) AS events FROM audit_events WHERE merchant_id = $1");
    let page = PageRequest { size: PageSize::LARGEST, after: None };
    let selection = CustomerSelection::default();
    let order = CustomerOrder::NEWEST_FIRST;
    let records = tx.list_customers(&selection, order, page).await.unwrap().items;
    // Ids differ from one merchant to the other: a customer is called by what the staff knows of it.
    let called: HashMap<CustomerId, String> = records
        .iter()
        .map(|record| {
            let customer = &record.customer;
            let number = customer.external_id.as_ref().map(|id| id.as_str().to_owned());
            (customer.id, format!("{number:?} {:?}", record.fields()))
        })
        .collect();
    let call = |customer: Option<CustomerId>| customer.and_then(|id| called.get(&id).cloned());
    let rows = taken.results.iter().map(|result| {
        let remarks: Vec<String> = result
            .remarks
            .iter()
            .map(|one| format!("{:?} {} {:?}", one.column, one.code, one.value))
            .collect();
        format!("{} {:?} {:?} {remarks:?}", result.number, result.disposition, call(result.customer))
    });
    let rows = rows.collect();
    let images = taken.images.iter().map(|(number, customer, image)| {
        let said: Vec<String> = image
            .said
            .iter()
            .map(|said| {
                let before: Vec<_> =
                    said.before.iter().map(|one| (one.purpose, one.channel, one.event.is_some())).collect();
                format!("{:?} {} {} {before:?}", call(Some(said.customer)), said.head, said.last)
            })
            .collect();
        let names = image.fields.names();
        let is_marked = image.marks.is_some();
        format!("{number} {:?} {names:?} {is_marked} {said:?} {}", call(*customer), image.suppressions.len())
    });
    let images = images.collect();
    let mut customers = Vec::new();
    for record in &records {
        let subject = tx.find_subject(record.customer.id).await.unwrap().unwrap();
        let standing: Vec<_> = subject
            .standing
            .iter()
            .map(|one| (one.purpose, one.channel, one.state, one.source.as_str().to_owned(), one.since))
            .collect();
        let email = match &subject.email {
            Some(email) => tx.find_suppression(Channel::Email, email).await.unwrap().map(|one| one.reason),
            None => None,
        };
        let sealing = regulars_consent::SealingKeys::new(&[7; 32]);
        let merchant = tx.scope().merchant();
        let chain = verify_chain(tx, &sealing, merchant, record.customer.id).await.unwrap();
        customers.push(format!("{:?} {standing:?} {email:?} {chain:?}", call(Some(record.customer.id))));
    }
    customers.sort();
    let keys = taken.keys.iter().map(|(key, number)| match key.split_once(" customer ") {
        Some((revision, id)) => (format!("{revision} customer {:?}", call(id.parse().ok())), *number),
        None => (key.clone(), *number),
    });
    let keys = keys.collect();
    let Trail { events } = tx.one(TRAIL, Vec::new()).await.unwrap();
    Outcome { rows, keys, images, customers, trail: events }
}
