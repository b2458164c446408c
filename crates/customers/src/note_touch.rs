//! Notes by which campaign somebody has come who is a customer already.

use regulars_kernel::{CustomerId, Environment, StoreError};

use crate::{CustomerRecord, CustomerStore, Touch, Written, search_text};

/// Notes the touch with the customer, unless a later one is known. Who is not there is not touched.
pub async fn note_touch(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    id: CustomerId,
    touch: Touch,
) -> Result<(), StoreError> {
    let Some(before) = store.find_customer_for_change(id).await? else { return Ok(()) };
    let Some(customer) = before.customer.touched(touch, environment.now()) else { return Ok(()) };
    match store.update_customer(&customer, &search_text(&customer, &before.cards)).await? {
        Written::Done => {
            let after = CustomerRecord { customer, ..before.clone() };
            store.note_if(environment, after.note_updated(&before)).await
        }
        Written::ExternalIdTaken | Written::MemberTaken => {
            Err(StoreError::inconsistent("customers", "unique values were taken although they stayed"))
        }
    }
}
