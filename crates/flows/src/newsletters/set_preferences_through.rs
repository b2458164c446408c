//! Takes the choices that were made behind a link of a newsletter, whose report counts who ended its channel.

use regulars_consent::{
    AddressTag, Channel, LinkKeys, PreferenceOutcome, Recording, SetPreferencesError, set_preferences,
};
use regulars_kernel::{CustomerId, NewsletterId};

use super::unsubscribe_through::UnsubscribeStore;

/// Takes the choices of a customer. A newsletter whose link led there counts it when they end advertising by e-mail.
pub async fn set_preferences_through(
    store: &mut dyn UnsubscribeStore,
    recording: Recording<'_>,
    keys: &LinkKeys,
    newsletter: Option<NewsletterId>,
    (customer, presented): (CustomerId, AddressTag),
    choices: &[(Channel, bool)],
) -> Result<Vec<(Channel, PreferenceOutcome)>, SetPreferencesError> {
    let outcomes = set_preferences(store, recording, keys, customer, presented, choices).await?;
    if let Some(newsletter) = newsletter
        && outcomes.contains(&(Channel::Email, PreferenceOutcome::Withdrawn))
    {
        store.note_unsubscribe(newsletter, customer, recording.environment.now()).await?;
    }
    Ok(outcomes)
}
