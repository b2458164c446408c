//! The store of the flows between the network and one merchant's customers.

use regulars_customers::{CustomerReads, CustomerStore};
use regulars_network::{NetworkReads, NetworkStore};

/// Members and cards of the network beside the customers of one merchant, as they are read.
pub trait MembershipReads: NetworkReads + CustomerReads {}

impl<Store: NetworkReads + CustomerReads + ?Sized> MembershipReads for Store {}

/// Members and cards of the network beside the customers of one merchant, in one transaction.
pub trait MembershipStore: MembershipReads + NetworkStore + CustomerStore {}

impl<Store: NetworkStore + CustomerStore + ?Sized> MembershipStore for Store {}
