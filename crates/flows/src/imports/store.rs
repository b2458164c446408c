//! The store of the flows between imports, customers and their consents.

use regulars_customers::MergeReads;
use regulars_interchange::ImportStore;
use regulars_jobs::JobStore;

use crate::customers::consenting_store::ConsentingStore;

/// Imports beside customers, who they were merged into, and the ledger of consents, in one transaction.
pub trait ImportingStore: ImportStore + ConsentingStore + MergeReads {}

impl<Store: ImportStore + ConsentingStore + MergeReads> ImportingStore for Store {}

/// Imports beside the jobs that work on them, in one transaction.
pub trait ImportJobStore: ImportStore + JobStore {}

impl<Store: ImportStore + JobStore> ImportJobStore for Store {}
