//! What the flows of offers need from a store.

use regulars_companies::{EmployeeReads, OfferReads, OfferStore};
use regulars_consent::ContactReads;
use regulars_customers::CustomerReads;
use regulars_identity::IdentityReads;
use regulars_jobs::JobStore;
use regulars_service::HoldsCustomers;

/// What the mail with an offer is written from.
pub trait OfferMailReads: OfferReads + CustomerReads + ContactReads + IdentityReads {}

impl<Store: OfferReads + CustomerReads + ContactReads + IdentityReads> OfferMailReads for Store {}

/// Everything that sending an offer needs.
pub trait SendOfferStore: OfferMailReads + OfferStore + EmployeeReads + HoldsCustomers + JobStore {}

impl<Store: OfferMailReads + OfferStore + EmployeeReads + HoldsCustomers + JobStore> SendOfferStore
    for Store
{
}
