//! Appends statements to a customer's chain. Every use case that writes the ledger goes through here.

use regulars_kernel::{
    Channel, ConsentEventId, ConsentState, ConsentTextId, CustomerId, Environment, Instant, Label,
    MerchantId, Purpose, StoreError,
};

use crate::decisions::subject::{StandingConsent, Subject};
use crate::gate::contact_address::ContactAddress;
use crate::ledger::actor::ConsentActor;
use crate::ledger::event::{ChainHead, ConsentEvent};
use crate::ledger::evidence::Evidence;
use crate::ledger::sealing::{CustomerKey, DoesNotOpen, SealingKeys};
use crate::store::{ConsentLedgerReads, ConsentLedgerStore};

/// Who records, for which merchant, and with what.
#[derive(Clone, Copy)]
pub struct LedgerAccess<'a> {
    /// Time, ids and randomness.
    pub environment: &'a Environment,
    /// The keys that seal the customers' keys.
    pub sealing: &'a SealingKeys,
    /// The merchant.
    pub merchant: MerchantId,
    /// Who writes the entries.
    pub actor: ConsentActor,
}

/// A statement that is about to become an entry.
pub(crate) struct Statement {
    pub purpose: Purpose,
    pub channel: Option<Channel>,
    pub state: ConsentState,
    pub address: Option<ContactAddress>,
    pub source: Label,
    pub text: Option<ConsentTextId>,
    pub text_version: Option<Label>,
    pub occurred_at: Instant,
    pub evidence: Option<Evidence>,
}

impl Statement {
    /// A statement that the program itself makes, without text and evidence.
    pub fn bare(
        purpose: Purpose,
        channel: Option<Channel>,
        state: ConsentState,
        address: Option<ContactAddress>,
        source: Label,
        occurred_at: Instant,
    ) -> Self {
        Self {
            purpose,
            channel,
            state,
            address,
            source,
            text: None,
            text_version: None,
            occurred_at,
            evidence: None,
        }
    }
}

/// Appends `statements` in order. `subject` was locked before it was read; afterwards it shows what stands now.
pub(crate) async fn append_statements(
    store: &mut dyn ConsentLedgerStore,
    recording: LedgerAccess<'_>,
    subject: &mut Subject,
    statements: Vec<Statement>,
) -> Result<Vec<ConsentEvent>, StoreError> {
    let key = customer_key(store, recording, subject).await?;
    let mut events: Vec<ConsentEvent> = Vec::with_capacity(statements.len());
    let mut changed: Vec<StandingConsent> = Vec::with_capacity(statements.len());
    for statement in statements {
        let event = entry(recording, &key, subject.customer, subject.head, statement)?;
        subject.head = event.head();
        if decides(store, subject, &event).await? {
            let standing = standing(&event);
            replace(&mut subject.standing, standing.clone());
            replace(&mut changed, standing);
        }
        events.push(event);
    }
    store.append(subject.customer, &events, &changed).await?;
    Ok(events)
}

/// The same for statements that stand already, in another record of the same person or in an earlier state of this one:
/// nothing is asked, each of them decides. What stands is written as well, unless somebody else writes it.
pub(crate) async fn append_as_they_stand(
    store: &mut dyn ConsentLedgerStore,
    recording: LedgerAccess<'_>,
    subject: &mut Subject,
    statements: Vec<Statement>,
    writes_what_stands: bool,
) -> Result<Vec<ConsentEvent>, StoreError> {
    let key = customer_key(store, recording, subject).await?;
    let mut events: Vec<ConsentEvent> = Vec::with_capacity(statements.len());
    for statement in statements {
        let event = entry(recording, &key, subject.customer, subject.head, statement)?;
        subject.head = event.head();
        if writes_what_stands {
            replace(&mut subject.standing, standing(&event));
        }
        events.push(event);
    }
    let changed: Vec<StandingConsent> =
        if writes_what_stands { events.iter().map(standing).collect() } else { Vec::new() };
    store.append(subject.customer, &events, &changed).await?;
    Ok(events)
}

/// The entry of a statement behind `head`.
pub(crate) fn entry(
    recording: LedgerAccess<'_>,
    key: &CustomerKey,
    customer: CustomerId,
    head: ChainHead,
    statement: Statement,
) -> Result<ConsentEvent, StoreError> {
    let LedgerAccess { environment, merchant, actor, .. } = recording;
    let id = ConsentEventId::new(environment.new_id());
    let evidence = statement.evidence.as_ref().map(Evidence::to_bytes);
    let commitment = ConsentEvent::commitment(key, id, statement.address.as_ref(), evidence.as_deref());
    let sealed = evidence
        .map(|evidence| key.seal(environment, id.value().as_bytes(), &evidence))
        .transpose()
        .map_err(|error| unopened(&error))?;
    let mut event = ConsentEvent {
        id,
        customer,
        sequence: head.sequence + 1,
        purpose: statement.purpose,
        channel: statement.channel,
        state: statement.state,
        address: statement.address,
        source: statement.source,
        text: statement.text,
        text_version: statement.text_version,
        actor,
        occurred_at: statement.occurred_at,
        recorded_at: environment.now(),
        evidence: sealed,
        commitment,
        previous_hash: head.hash,
        hash: [0; 32],
        erased_at: None,
    };
    event.hash = event.expected_hash(merchant);
    Ok(event)
}

/// Whether an entry decides what stands.
///
/// A refusal or withdrawal does as it is recorded, whenever it was made. A grant that is recorded later than it was made
/// undoes no refusal or withdrawal that was made after it, by this customer or by a link to the same address, and does
/// not count for an address that the customer has only since: what a till uploads late never widens a consent. Where
/// somebody who reads the address has objected by a link, only they open it again, by their own hand: a grant that anybody
/// else records is kept and opens nothing.
async fn decides(
    store: &mut dyn ConsentLedgerReads,
    subject: &Subject,
    event: &ConsentEvent,
) -> Result<bool, StoreError> {
    if event.state != ConsentState::Granted {
        return Ok(true);
    }
    let ConsentEvent { purpose, channel, occurred_at, actor, .. } = *event;
    if let (Purpose::Advertising, Some(channel), Some(address)) = (purpose, channel, &event.address)
        && actor != ConsentActor::Customer
        && store.has_objection_since(channel, address, Instant::UNIX_EPOCH).await?
    {
        return Ok(false);
    }
    if occurred_at >= event.recorded_at {
        return Ok(true);
    }
    if let (Some(channel), Some(address)) = (channel, &event.address) {
        if subject.address_since(channel).is_some_and(|since| since >= occurred_at) {
            return Ok(false);
        }
        if purpose == Purpose::Advertising && store.has_objection_since(channel, address, occurred_at).await?
        {
            return Ok(false);
        }
    }
    let is_older = subject
        .standing(purpose, channel)
        .is_some_and(|standing| standing.state == ConsentState::Granted && standing.since > occurred_at);
    Ok(!is_older && !store.has_refusal_since(subject.customer, purpose, channel, occurred_at).await?)
}

/// The row of the projection that an entry leads to.
pub(crate) fn standing(event: &ConsentEvent) -> StandingConsent {
    StandingConsent {
        purpose: event.purpose,
        channel: event.channel,
        state: event.state,
        address: event.address.clone(),
        since: event.occurred_at,
        source: event.source.clone(),
        event: event.id,
    }
}

/// The customer's key, which the first statement makes.
pub(crate) async fn customer_key(
    store: &mut dyn ConsentLedgerStore,
    recording: LedgerAccess<'_>,
    subject: &mut Subject,
) -> Result<CustomerKey, StoreError> {
    let LedgerAccess { environment, sealing, merchant, .. } = recording;
    if let Some(sealed) = &subject.key {
        return sealing
            .open_customer_key(merchant, subject.customer, sealed)
            .map_err(|error| unopened(&error));
    }
    let (key, sealed) = sealing
        .new_customer_key(environment, merchant, subject.customer)
        .map_err(|error| unopened(&error))?;
    store.insert_customer_key(subject.customer, &sealed, environment.now()).await?;
    subject.key = Some(sealed);
    Ok(key)
}

/// Locks a customer, then reads it: what is read after the lock is the newest.
pub(crate) async fn locked_subject(
    store: &mut dyn ConsentLedgerStore,
    customer: CustomerId,
) -> Result<Option<Subject>, StoreError> {
    if store.lock_subject(customer).await? { store.find_subject(customer).await } else { Ok(None) }
}

/// A name of this program for a source, which always is a valid label.
pub(crate) fn own_source(name: &'static str) -> Result<Label, StoreError> {
    name.parse().map_err(|error| StoreError::Defect(format!("the source {name}: {error}").into()))
}

pub(crate) fn unopened(error: &DoesNotOpen) -> StoreError {
    StoreError::inconsistent("customer_keys", error)
}

fn replace(standing: &mut Vec<StandingConsent>, new: StandingConsent) {
    match standing.iter_mut().find(|one| one.purpose == new.purpose && one.channel == new.channel) {
        Some(one) => *one = new,
        None => standing.push(new),
    }
}
