//! The store of the flows between the network and one merchant's customers.

use regulars_customers::CustomerStore;
use regulars_network::NetworkStore;

/// Members and cards of the network beside the customers of one merchant, in one transaction.
pub trait MembershipStore: NetworkStore + CustomerStore {}

impl<Store: NetworkStore + CustomerStore + ?Sized> MembershipStore for Store {}
