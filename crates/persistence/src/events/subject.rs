//! Of whom an event is told.

use regulars_customers::CustomerReads;
use regulars_kernel::{CustomerId, StoreError};
use regulars_purchases::{CartOwner, EventSubject};

use crate::carts::owner;
use crate::wall::WriteTx;

/// Whoever is held is not merged and not erased until the transaction ends.
pub(super) async fn hold(tx: &mut WriteTx, subject: &EventSubject) -> Result<Option<CustomerId>, StoreError> {
    let owner = match subject {
        EventSubject::Customer(id) => CartOwner::Customer(*id),
        EventSubject::Card(number) => CartOwner::Card(number.clone()),
        EventSubject::Phone(phone) => CartOwner::Phone(phone.clone()),
        EventSubject::Email(email) => CartOwner::Email(email.clone()),
        EventSubject::ExternalId(number) => match tx.find_by_external_id(number).await? {
            Some(id) => CartOwner::Customer(id),
            None => return Ok(None),
        },
    };
    owner::hold(tx, &owner).await
}
