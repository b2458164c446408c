//! The store of the flows between one merchant's customers and what they consent to.

use regulars_consent::{ConsentReads, ConsentStore};

use crate::membership::store::{MembershipReads, MembershipStore};

/// Members, cards and customers beside the ledger of consents, as they are read.
pub trait ConsentingReads: MembershipReads + ConsentReads {}

impl<Store: MembershipReads + ConsentReads> ConsentingReads for Store {}

/// Members, cards and customers beside the ledger of consents, in one transaction.
pub trait ConsentingStore: ConsentingReads + MembershipStore + ConsentStore {}

impl<Store: MembershipStore + ConsentStore> ConsentingStore for Store {}
