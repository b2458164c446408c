//! The store of the flows between imports, customers and their consents.

use regulars_interchange::ImportStore;
use regulars_jobs::JobStore;

use crate::customers::consenting_store::ConsentingStore;

/// Imports beside customers and the ledger of consents, in one transaction.
pub trait ImportingStore: ImportStore + ConsentingStore {}

impl<Store: ImportStore + ConsentingStore> ImportingStore for Store {}

/// Imports beside the jobs that work on them, in one transaction.
pub trait ImportJobStore: ImportStore + JobStore {}

impl<Store: ImportStore + JobStore> ImportJobStore for Store {}
