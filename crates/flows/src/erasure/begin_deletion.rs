//! Begins an erasure of many customers.

use regulars_filters::{Filter, FilterError};
use regulars_jobs::NewJob;
use regulars_kernel::{Actor, CustomerDeletionId, CustomerId, Environment, MerchantCalendar, StoreError};
use regulars_segments::{
    BindAttributesError, BindTagsError, ResolveFilterError, bind_attributes, bind_tags, resolve_filter,
};

use super::deletion::{CustomerDeletion, DeletionSelection, DeletionState};
use super::deletion_job::EraseMany;
use super::grounds::ErasureGrounds;
use super::store::BeginDeletionStore;

/// Whom somebody wants to have erased.
#[derive(Clone, Debug, PartialEq)]
pub enum WhoToErase {
    /// Whoever passes a filter.
    Filter(Filter),
    /// These.
    Customers(Vec<CustomerId>),
}

/// Why nothing was begun.
#[derive(Debug, thiserror::Error)]
pub enum BeginDeletionError {
    /// The filter names what does not exist, or grows too large with what it refers to.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// One of the customers is not the merchant's.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Writes down who is meant, and asks for a job that erases them. Who comes to pass the filter later is not among them.
pub async fn begin_deletion(
    store: &mut dyn BeginDeletionStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    by: Actor,
    who: WhoToErase,
    grounds: ErasureGrounds,
) -> Result<CustomerDeletion, BeginDeletionError> {
    let now = environment.now();
    let (selection, named) = match who {
        WhoToErase::Customers(mut customers) => {
            customers.sort_unstable();
            customers.dedup();
            let named = i64::try_from(customers.len()).ok();
            (DeletionSelection::Customers(customers), named)
        }
        WhoToErase::Filter(mut filter) => {
            bind(store, &mut filter).await?;
            match resolve_filter(store, &filter, calendar, now).await {
                Ok(resolved) => (DeletionSelection::Filter(resolved), None),
                Err(ResolveFilterError::Filter(error)) => return Err(error.into()),
                Err(ResolveFilterError::NotReady(error)) => {
                    return Err(StoreError::inconsistent("segments", error).into());
                }
                Err(ResolveFilterError::Store(error)) => return Err(error.into()),
            }
        }
    };
    let id = CustomerDeletionId::new(environment.new_id());
    let job = NewJob::now(environment, &EraseMany::of(id, by))
        .map_err(|error| StoreError::inconsistent("jobs", error))?;
    let begun = CustomerDeletion {
        id,
        job: job.id,
        state: DeletionState::Running,
        grounds,
        total: 0,
        erased: 0,
        gone: 0,
        created_at: now,
        finished_at: None,
    };
    store.insert_deletion(&begun).await?;
    let total = store.select_for_deletion(id, &selection).await?;
    if named.is_some_and(|named| named != total) {
        return Err(BeginDeletionError::UnknownCustomer);
    }
    let begun = CustomerDeletion { total, ..begun };
    store.update_deletion(&begun).await?;
    store.enqueue(&job).await?;
    Ok(begun)
}

async fn bind(store: &mut dyn BeginDeletionStore, filter: &mut Filter) -> Result<(), BeginDeletionError> {
    bind_tags(store, filter).await.map_err(|error| match error {
        BindTagsError::UnknownTag(error) => BeginDeletionError::Filter(error),
        BindTagsError::Store(error) => error.into(),
    })?;
    bind_attributes(store, filter).await.map_err(|error| match error {
        BindAttributesError::Filter(error) => BeginDeletionError::Filter(error),
        BindAttributesError::Store(error) => error.into(),
    })
}
