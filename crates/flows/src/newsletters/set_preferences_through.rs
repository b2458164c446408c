//! Takes the choices that were made behind a link of a newsletter, whose report counts who ended its channel.

use regulars_consent::{
    AddressTag, ContactAddress, LedgerAccess, LinkKeys, PreferenceOutcome, SetPreferencesError,
    set_preferences,
};
use regulars_kernel::{Channel, CustomerId, NewsletterId};
use regulars_newsletters::DeliveryKey;

use super::unsubscribe_through::{UnsubscribeStore, reader_of};

/// Takes the choices of a customer. A newsletter whose link led there counts it when they end advertising by e-mail.
pub async fn set_preferences_through(
    store: &mut dyn UnsubscribeStore,
    recording: LedgerAccess<'_>,
    keys: &LinkKeys,
    newsletter: Option<NewsletterId>,
    (customer, presented): (CustomerId, AddressTag),
    choices: &[(Channel, bool)],
) -> Result<Vec<(Channel, PreferenceOutcome)>, SetPreferencesError> {
    let mut reached = reader_of(store, newsletter, DeliveryKey::by_email(customer)).await?;
    let (outcomes, message) = loop {
        let (message, sent_to) = reached;
        let sent_to = sent_to.map(|address| ContactAddress::from_stored(address.expose().clone()));
        let reader = message.customer;
        match set_preferences(store, recording, keys, reader, presented, sent_to, choices).await {
            Ok(outcomes) => break (outcomes, message),
            // Who is gone may have been merged while this waited for the lock.
            Err(SetPreferencesError::UnknownCustomer) => {
                reached = reader_of(store, newsletter, DeliveryKey::by_email(customer)).await?;
                if reached.0.customer == reader {
                    return Err(SetPreferencesError::UnknownCustomer);
                }
            }
            Err(error) => return Err(error),
        }
    };
    if let Some(newsletter) = newsletter
        && outcomes.contains(&(Channel::Email, PreferenceOutcome::Withdrawn))
    {
        store.note_unsubscribe(newsletter, message, recording.environment.now()).await?;
    }
    Ok(outcomes)
}
