//! What a row says about advertising, in the ledger of consents.
//!
//! A file never opens what somebody closed. It may close; and it opens only with proof, where nobody has ever closed.

use regulars_consent::{
    ContactAddress, LedgerAccess, NewConsent, RecordConsentError, SaidOfCustomer, Subject, SuppressionReason,
    record_consent, suppress,
};
use regulars_interchange::{AddressStanding, Remark, RemarkCode};
use regulars_kernel::{Channel, ConsentState, CustomerId, Instant, Label, Purpose, StoreError};

use crate::imports::refusals::{address_over, is_refusal};
use crate::imports::row_image::{RowImage, SuppressionImage};
use crate::imports::row_in_hand::RowInHand;
use crate::imports::row_values::{Given, RowValues};
use crate::imports::store::ImportingStore;

/// The source of entries about which the file says none.
const IMPORT: &str = "import";

/// Writes what a row says about advertising to a customer, notes it in the image of the row, and tells whether anything
/// changed. What is not granted becomes a remark.
pub(crate) async fn write_standings(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    row: RowInHand<'_>,
    customer: CustomerId,
    values: &mut RowValues,
    image: &mut RowImage,
) -> Result<bool, StoreError> {
    let mut changed = false;
    for (channel, standing) in
        [(Channel::Email, values.email_standing.clone()), (Channel::Sms, values.sms_standing.clone())]
    {
        let Some(standing) = standing else { continue };
        let subject = store.find_subject(customer).await?;
        let Some(subject) = subject else { continue };
        let of_row = address_over(values, channel).filter(|given| subject.address(channel) != Some(given));
        if let Some(address) = of_row
            && is_refusal(standing.value)
            && values.id.is_none()
        {
            // The customer has another address: that of the row is refused all the same.
            let other = Said { channel, address, standing: standing.clone() };
            changed |= refuse(store, recording, &other, values, image).await?;
        }
        let Some(address) = subject.address(channel).cloned() else { continue };
        let file = Said { channel, address, standing };
        changed |= match file.standing.value {
            AddressStanding::Agreed => agree(store, recording, row, &subject, &file, values, image).await?,
            // A file of our own tells of this customer alone what the ledger has already.
            AddressStanding::Ended if values.id.is_some() && has_ended(&subject, channel) => false,
            _ => refuse(store, recording, &file, values, image).await?,
        };
    }
    Ok(changed)
}

/// Writes what the file refuses for an address, whoever carries it, and tells whether anything changed.
pub(crate) async fn refuse(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    said: &Said,
    values: &RowValues,
    image: &mut RowImage,
) -> Result<bool, StoreError> {
    Ok(match said.standing.value {
        AddressStanding::Unknown | AddressStanding::Agreed => false,
        AddressStanding::Ended => end(store, recording, said, values, image).await?,
        AddressStanding::Bounced => close(store, recording, said, SuppressionReason::Bounce, image).await?,
        AddressStanding::Complained => {
            let ended = end(store, recording, said, values, image).await?;
            close(store, recording, said, SuppressionReason::Complaint, image).await? || ended
        }
    })
}

/// Whether the ledger has it already that the customer gets no advertising over the channel.
pub(crate) fn has_ended(subject: &Subject, channel: Channel) -> bool {
    let standing = subject.standing(Purpose::Advertising, Some(channel));
    standing.is_some_and(|standing| standing.state != ConsentState::Granted)
}

/// What a file says about an address.
pub(crate) struct Said {
    pub channel: Channel,
    pub address: ContactAddress,
    pub standing: Given<AddressStanding>,
}

/// A grant, where the file proves it and nobody has closed the address.
async fn agree(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    row: RowInHand<'_>,
    subject: &Subject,
    said: &Said,
    values: &mut RowValues,
    image: &mut RowImage,
) -> Result<bool, StoreError> {
    let stands = subject.standing(Purpose::Advertising, Some(said.channel)).map(|standing| standing.state);
    if stands == Some(ConsentState::Granted) {
        return Ok(false);
    }
    if is_closed(store, recording, subject, said).await?
        || row.was_refused(store, said.channel, &said.address).await?
    {
        let detail = "the customer objected before, or the address takes no messages: it stays so";
        values.remarks.push(Remark {
            column: Some(said.standing.column),
            ..Remark::of_row(RemarkCode::StaysClosed, detail)
        });
        return Ok(false);
    }
    let proof = (&values.advertising_source, &values.advertising_text, &values.advertising_at);
    let (Some(source), Some(text), Some(at)) = proof else {
        let detail =
            "a consent needs its source, the version of its text and its date: it is taken for unknown";
        values.remarks.push(Remark {
            column: Some(said.standing.column),
            ..Remark::of_row(RemarkCode::NoProof, detail)
        });
        return Ok(false);
    };
    let granted = NewConsent {
        text_version: Some(text.clone()),
        occurred_at: Some(at.value),
        ..statement(said.channel, ConsentState::Granted, source.clone())
    };
    record(store, recording, subject, granted, image).await?;
    Ok(true)
}

/// Whether anybody has closed the address, or the customer the whole of it.
async fn is_closed(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    subject: &Subject,
    said: &Said,
) -> Result<bool, StoreError> {
    let refused = |purpose: Purpose, channel: Option<Channel>| {
        subject.standing(purpose, channel).is_some_and(|standing| standing.state != ConsentState::Granted)
    };
    if refused(Purpose::Advertising, Some(said.channel)) || refused(Purpose::DataProcessing, None) {
        return Ok(true);
    }
    let now = recording.environment.now();
    let suppression = store.find_suppression(said.channel, &said.address).await?;
    if suppression.is_some_and(|one| one.expires_at.is_none_or(|end| end > now)) {
        return Ok(true);
    }
    store.has_objection_since(said.channel, &said.address, Instant::UNIX_EPOCH).await
}

/// An objection belongs to the address: it stops everybody who carries it.
async fn end(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    said: &Said,
    values: &RowValues,
    image: &mut RowImage,
) -> Result<bool, StoreError> {
    let source = match &values.advertising_source {
        Some(source) => source.clone(),
        None => IMPORT.parse().map_err(|error| StoreError::inconsistent("consent_events", error))?,
    };
    let mut ended = false;
    for customer in store.customers_at(said.channel, &said.address).await? {
        let Some(subject) = store.find_subject(customer).await? else { continue };
        let stands = subject.standing(Purpose::Advertising, Some(said.channel));
        if stands.is_none_or(|standing| standing.state == ConsentState::Granted) {
            let withdrawn = statement(said.channel, ConsentState::Withdrawn, source.clone());
            record(store, recording, &subject, withdrawn, image).await?;
            ended = true;
        }
    }
    Ok(ended)
}

/// Keeps every message away from the address.
async fn close(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    said: &Said,
    reason: SuppressionReason,
    image: &mut RowImage,
) -> Result<bool, StoreError> {
    let before = store.find_suppression(said.channel, &said.address).await?;
    if before.as_ref().is_some_and(|before| before.reason >= reason && before.expires_at.is_none()) {
        return Ok(false);
    }
    let source: Label = IMPORT.parse().map_err(|error| StoreError::inconsistent("suppressions", error))?;
    let address = said.address.clone();
    let after = suppress(store, recording.environment, said.channel, address, reason, source, None).await?;
    image.suppressions.push(SuppressionImage { before, after });
    Ok(true)
}

const fn statement(channel: Channel, state: ConsentState, source: Label) -> NewConsent {
    NewConsent {
        purpose: Purpose::Advertising,
        channel: Some(channel),
        state,
        source,
        text_version: None,
        text_locale: None,
        occurred_at: None,
        evidence: None,
    }
}

async fn record(
    store: &mut dyn ImportingStore,
    recording: LedgerAccess<'_>,
    subject: &Subject,
    consent: NewConsent,
    image: &mut RowImage,
) -> Result<(), StoreError> {
    let before = subject.standing(consent.purpose, consent.channel);
    match record_consent(store, recording, subject.customer, consent).await {
        Ok(recorded) => {
            image.say(SaidOfCustomer::by(&recorded, before));
            Ok(())
        }
        Err(RecordConsentError::Store(error)) => Err(error),
        Err(impossible) => Err(StoreError::inconsistent("consent_events", impossible)),
    }
}
