//! The preference page: a customer chooses the channels that advertising may come over.

use regulars_kernel::{Channel, ConsentState, CustomerId, Purpose, StoreError};

use crate::decisions::objection::{end_advertising_of_others, lock_with_others_at};
use crate::decisions::subject::Subject;
use crate::gate::contact_address::ContactAddress;
use crate::ledger::access::LedgerAccess;
use crate::ledger::access::{Statement, append_statements, own_source};
use crate::ledger::actor::ConsentActor;
use crate::links::keys::{AddressTag, LinkKeys};
use crate::store::{ConsentStore, OpenConfirmations};

/// The source of the entries that the preference page writes.
pub const PREFERENCE_PAGE: &str = "preference_page";

/// What became of a choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreferenceOutcome {
    /// Advertising may come over the channel now.
    Granted,
    /// Advertising no longer comes over the channel.
    Withdrawn,
    /// It was so before.
    Unchanged,
    /// The choice takes an opt-in message: the link was sent to an address that is not the customer's any more, or the
    /// customer has no address on the channel.
    NeedsOptIn,
}

/// Why no choice was taken.
#[derive(Debug, thiserror::Error)]
pub enum SetPreferencesError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes the choices that were made on the page behind a link. `presented` is the tag of the address that the link was
/// sent to, and `sent_to` the address that its message is known to have gone to: whoever reads an older address may end
/// advertising, and only who reads the present one may ask for it. A no stops every record of the merchant that carries
/// the address that its reader reads, a yes is for this customer alone.
pub async fn set_preferences(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    keys: &LinkKeys,
    customer: CustomerId,
    presented: AddressTag,
    sent_to: Option<ContactAddress>,
    choices: &[(Channel, bool)],
) -> Result<Vec<(Channel, PreferenceOutcome)>, SetPreferencesError> {
    let now = recording.environment.now();
    let is_read = |address: &ContactAddress| keys.is_tag_of(presented, recording.merchant, address);
    let is_reader_of = |subject: &Subject| subject.email.as_ref().is_some_and(is_read);
    let seen = store.find_subject(customer).await?.ok_or(SetPreferencesError::UnknownCustomer)?;
    // Who reads an older e-mail address speaks for that one, and for no other address of the customer.
    let objects_at = |channel: Channel| match channel {
        Channel::Email => seen.email.clone().filter(is_read).or(sent_to.clone().filter(is_read)),
        _ => seen.address(channel).filter(|_| is_reader_of(&seen)).cloned(),
    };
    let refused: Vec<(Channel, ContactAddress)> = choices
        .iter()
        .filter(|(_, wanted)| !wanted)
        .filter_map(|(channel, _)| Some((*channel, objects_at(*channel)?)))
        .collect();
    let others = lock_with_others_at(store, customer, &refused).await?;
    let mut subject = store.find_subject(customer).await?.ok_or(SetPreferencesError::UnknownCustomer)?;
    let is_present = is_reader_of(&subject);
    let mut outcomes: Vec<(Channel, PreferenceOutcome)> = Vec::with_capacity(choices.len());
    let mut statements = Vec::new();
    let source = own_source(PREFERENCE_PAGE)?;
    for &(channel, wanted) in choices {
        if outcomes.iter().any(|(chosen, _)| *chosen == channel) {
            continue;
        }
        let outcome = outcome(&subject, channel, wanted, is_present);
        let before = subject.standing(Purpose::Advertising, Some(channel)).map(|standing| standing.state);
        let state = match outcome {
            PreferenceOutcome::Granted => Some(ConsentState::Granted),
            PreferenceOutcome::Withdrawn => Some(ConsentState::Withdrawn),
            // A repeated no is kept: it outdoes grants that were made before it and are uploaded after it.
            PreferenceOutcome::Unchanged if !wanted => before,
            PreferenceOutcome::Unchanged | PreferenceOutcome::NeedsOptIn => None,
        };
        if let Some(state) = state {
            let address = subject.address(channel).cloned();
            let purpose = Purpose::Advertising;
            statements.push(Statement::bare(purpose, Some(channel), state, address, source.clone(), now));
        }
        outcomes.push((channel, outcome));
    }
    let recording = LedgerAccess { actor: ConsentActor::Customer, ..recording };
    for (channel, address) in &refused {
        end_advertising_of_others(store, recording, &others, (*channel, address), &source, None).await?;
    }
    if !statements.is_empty() {
        append_statements(store, recording, &mut subject, statements).await?;
    }
    for (channel, _) in choices.iter().filter(|(_, wanted)| !wanted) {
        store.expire_confirmations(customer, OpenConfirmations::OptInsOver(*channel), now).await?;
    }
    Ok(outcomes)
}

fn outcome(subject: &Subject, channel: Channel, wanted: bool, is_present: bool) -> PreferenceOutcome {
    let standing = subject.standing(Purpose::Advertising, Some(channel));
    let present = subject.address(channel);
    let is_granted = standing.is_some_and(|standing| standing.state == ConsentState::Granted);
    let is_for_present =
        is_granted && present.is_some() && standing.and_then(|one| one.address.as_ref()) == present;
    match (wanted, standing) {
        (true, _) if is_for_present => PreferenceOutcome::Unchanged,
        (true, _) if is_present && present.is_some() => PreferenceOutcome::Granted,
        (true, _) => PreferenceOutcome::NeedsOptIn,
        (false, Some(_)) if !is_granted => PreferenceOutcome::Unchanged,
        (false, _) => PreferenceOutcome::Withdrawn,
    }
}
