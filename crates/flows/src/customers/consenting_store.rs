//! The store of the flows between one merchant's customers and what they consent to.

use regulars_consent::{ConsentReads, ConsentStore};
use regulars_customers::CustomerStore;

use crate::membership::store::{MembershipReads, MembershipStore};

/// Customers beside the ledger of consents, in one transaction.
pub trait CustomerConsentStore: CustomerStore + ConsentStore {}

impl<Store: CustomerStore + ConsentStore> CustomerConsentStore for Store {}

/// Members, cards and customers beside the ledger of consents, as they are read.
pub trait ConsentingReads: MembershipReads + ConsentReads {}

impl<Store: MembershipReads + ConsentReads> ConsentingReads for Store {}

/// Members, cards and customers beside the ledger of consents, in one transaction.
pub trait ConsentingStore: ConsentingReads + MembershipStore + CustomerConsentStore {}

impl<Store: MembershipStore + CustomerConsentStore> ConsentingStore for Store {}
