//! An erasure of many customers: who is meant is written down once, and then erased one after the other.

use regulars_filters::ResolvedFilter;
use regulars_kernel::{CustomerDeletionId, CustomerId, Instant, JobId, named};

use super::grounds::ErasureGrounds;

named! {
    /// Where an erasure of many stands.
    DeletionState {
        /// A worker erases, or will.
        Running = "running",
        /// Everybody who was meant is erased.
        Done = "done",
        /// Somebody has called it off. Who was erased by then is.
        Cancelled = "cancelled",
    }
}

named! {
    /// What became of a customer.
    DeletionOutcome {
        /// Nothing yet; when the erasure is called off it stays so.
        Waiting = "waiting",
        /// The customer is erased.
        Erased = "erased",
        /// There was no such customer any more.
        Gone = "gone",
    }
}

/// An erasure of many customers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerDeletion {
    /// Its id.
    pub id: CustomerDeletionId,
    /// The job that does it.
    pub job: JobId,
    /// Where it stands.
    pub state: DeletionState,
    /// Why.
    pub grounds: ErasureGrounds,
    /// How many customers are meant.
    pub total: i64,
    /// How many of them were erased.
    pub erased: i64,
    /// How many were gone by themselves.
    pub gone: i64,
    /// When it was asked for.
    pub created_at: Instant,
    /// When it was done or called off.
    pub finished_at: Option<Instant>,
}

/// One customer of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeletionItem {
    /// Who.
    pub customer: CustomerId,
    /// What became of it.
    pub outcome: DeletionOutcome,
}

/// Who is to be erased.
#[derive(Clone, Debug, PartialEq)]
pub enum DeletionSelection {
    /// Whoever passes a filter now.
    Filter(ResolvedFilter),
    /// Those of these who are customers of the merchant, in any order, each once.
    Customers(Vec<CustomerId>),
}
