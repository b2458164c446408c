//! The leases that this worker holds itself.
//!
//! A worker whose database stood still for longer than a lease lasts is late with its sign of life, and yet alive. It must
//! not take its own messages for those of a dead worker: they are on the wire, and their outcome is about to be known.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use regulars_kernel::LeaseId;

/// The leases under which this worker works.
#[derive(Clone, Default)]
pub(crate) struct HeldLeases(Arc<Mutex<HashSet<LeaseId>>>);

/// A lease that is held until this is dropped.
pub(crate) struct HeldLease {
    id: LeaseId,
    among: HeldLeases,
}

impl HeldLeases {
    /// Holds a lease.
    pub(crate) fn hold(&self, id: LeaseId) -> HeldLease {
        self.leases().insert(id);
        HeldLease { id, among: self.clone() }
    }

    /// All that are held now.
    pub(crate) fn all(&self) -> Vec<LeaseId> {
        self.leases().iter().copied().collect()
    }

    fn leases(&self) -> MutexGuard<'_, HashSet<LeaseId>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl HeldLease {
    pub(crate) const fn id(&self) -> LeaseId {
        self.id
    }
}

impl Drop for HeldLease {
    fn drop(&mut self) {
        self.among.leases().remove(&self.id);
    }
}
