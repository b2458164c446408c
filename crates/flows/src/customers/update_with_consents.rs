//! Changes a customer; a new address starts verification and consent anew.

use regulars_consent::{ChangeOfAddressError, ContactAddress, LedgerAccess, change_of_address};
use regulars_customers::{Customer, CustomerPatch, CustomerRecord, UpdateCustomerError, update_customer};
use regulars_kernel::{Channel, CustomerId, MerchantCalendar};

use crate::customers::consenting_store::CustomerConsentStore;

/// Changes a customer. Where the e-mail address or the phone number becomes another one or goes away, what was granted
/// for the old one is withdrawn in the same transaction.
pub async fn update_customer_with_consents(
    store: &mut dyn CustomerConsentStore,
    recording: LedgerAccess<'_>,
    calendar: &MerchantCalendar,
    id: CustomerId,
    patch: CustomerPatch,
) -> Result<CustomerRecord, UpdateCustomerError> {
    let before = store.find_customer_for_change(id).await?.ok_or(UpdateCustomerError::UnknownCustomer)?;
    let after = update_customer(store, recording.environment, calendar, id, patch).await?;
    for (channel, address) in
        [(Channel::Email, email_of as fn(&Customer) -> Option<ContactAddress>), (Channel::Sms, phone_of)]
    {
        let previous = address(&before.customer);
        if previous.is_some() && previous != address(&after.customer) {
            let reset = change_of_address(store, recording, id, channel, previous).await;
            reset.map_err(|error| match error {
                ChangeOfAddressError::UnknownCustomer => UpdateCustomerError::UnknownCustomer,
                ChangeOfAddressError::Store(error) => error.into(),
            })?;
        }
    }
    Ok(after)
}

fn email_of(customer: &Customer) -> Option<ContactAddress> {
    customer.email.as_ref().map(ContactAddress::of_email)
}

fn phone_of(customer: &Customer) -> Option<ContactAddress> {
    customer.phone.as_ref().map(ContactAddress::of_phone)
}
