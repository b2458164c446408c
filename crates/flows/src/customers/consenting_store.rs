//! The store of the flows between one merchant's customers and what they consent to.

use regulars_consent::ConsentStore;

use crate::membership::store::MembershipStore;

/// Members, cards and customers beside the ledger of consents, in one transaction.
pub trait ConsentingStore: MembershipStore + ConsentStore {}

impl<Store: MembershipStore + ConsentStore> ConsentingStore for Store {}
