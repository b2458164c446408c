//! Asks the contact gate about one customer.

use regulars_kernel::{Channel, CustomerId, Instant, StoreError};

use crate::gate::contact_address::ContactAddress;
use crate::gate::contact_gate::{Blocked, MessageKind, gate};
use crate::store::ContactReads;

/// Why a message may not leave.
#[derive(Debug, thiserror::Error)]
pub enum CannotContact {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The gate holds the message back.
    #[error(transparent)]
    Blocked(#[from] Blocked),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The address that a message may leave to.
pub async fn can_contact(
    store: &mut dyn ContactReads,
    customer: CustomerId,
    kind: MessageKind,
    channel: Channel,
    now: Instant,
) -> Result<ContactAddress, CannotContact> {
    let (contact, merchant_active) =
        store.find_contact(customer, channel, now).await?.ok_or(CannotContact::UnknownCustomer)?;
    gate(&contact, kind, channel, merchant_active)?;
    Ok(contact.address.ok_or(Blocked::NoAddress)?)
}
