//! Finds customers who may be one person.

use std::collections::BTreeMap;

use regulars_kernel::{CustomerId, Page, PageRequest, StoreError};

use crate::CustomerRecord;
use crate::duplicates::likeness::{Likeness, likeness};
use crate::duplicates::store::{CustomerPair, DuplicateReads};

/// Two customers, the older record first, and how alike they are.
pub type FoundDuplicate = (CustomerRecord, CustomerRecord, Likeness);

/// The most pairs that are told of one customer.
const MOST: u16 = 100;

/// A page of pairs. One may hold fewer than it has room for, and still have a next one.
pub async fn list_duplicates(
    store: &mut dyn DuplicateReads,
    only_certain: bool,
    page: PageRequest<CustomerPair>,
) -> Result<Page<FoundDuplicate, CustomerPair>, StoreError> {
    let Page { items, next } = store.candidate_pairs(page).await?;
    let mut items = compared(store, &items).await?;
    items.retain(|(_, _, likeness)| !only_certain || likeness.is_certain());
    Ok(Page { items, next })
}

/// The pairs that a customer is part of, the surest first.
pub async fn duplicates_of(
    store: &mut dyn DuplicateReads,
    customer: CustomerId,
) -> Result<Vec<FoundDuplicate>, StoreError> {
    let pairs = store.candidates_of(customer, MOST).await?;
    let mut found = compared(store, &pairs).await?;
    found.sort_by_key(|(_, _, likeness)| std::cmp::Reverse(likeness.score));
    Ok(found)
}

/// The pairs that are alike, in their order. One read, however many there are.
async fn compared(
    store: &mut dyn DuplicateReads,
    pairs: &[CustomerPair],
) -> Result<Vec<FoundDuplicate>, StoreError> {
    let mut ids: Vec<CustomerId> = pairs.iter().flat_map(|pair| [pair.one, pair.other]).collect();
    ids.sort();
    ids.dedup();
    let records: BTreeMap<CustomerId, CustomerRecord> =
        store.find_customers(&ids).await?.into_iter().map(|record| (record.customer.id, record)).collect();
    let found = pairs.iter().filter_map(|pair| {
        let (one, other) = (records.get(&pair.one)?, records.get(&pair.other)?);
        let likeness = likeness(&one.customer, &other.customer)?;
        Some((one.clone(), other.clone(), likeness))
    });
    Ok(found.collect())
}
