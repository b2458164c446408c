//! Takes back what was written into the ledger by mistake, such as by the import of a wrong file.
//!
//! The ledger only grows: nothing is taken out of it. What stood before is said again by a new entry, with the source, the
//! text, the instant and the evidence that it had. Where nothing had been said before, an entry of the source
//! [`IMPORT_UNDONE`] tells that nothing stands. What was written by mistake is marked as void, so that it does not outdo a
//! grant that was made before and is uploaded later.

use std::collections::BTreeSet;

use regulars_kernel::{Channel, ConsentEventId, ConsentState, CustomerId, Purpose, StoreError};

use crate::decisions::record_consent::RecordedConsent;
use crate::decisions::subject::{StandingConsent, Subject};
use crate::ledger::access::{
    LedgerAccess, Statement, customer_key, entry, locked_subject, own_source, standing, unopened,
};
use crate::ledger::event::ConsentEvent;
use crate::ledger::evidence::Evidence;
use crate::ledger::sealing::CustomerKey;
use crate::store::TakeBackStore;

/// The source of the entries that tell that nothing stands any more.
pub const IMPORT_UNDONE: &str = "import_undone";

/// How many entries are read at a time.
const STEP: u16 = 200;

/// What a purpose and channel came to before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatementBefore {
    /// What it is about.
    pub purpose: Purpose,
    /// The channel that it is about.
    pub channel: Option<Channel>,
    /// The entry that decided; none where nothing had been said.
    pub event: Option<ConsentEventId>,
}

/// What was written into one customer's ledger, and what stood before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidOfCustomer {
    /// The customer.
    pub customer: CustomerId,
    /// The place of the last entry before.
    pub head: i64,
    /// The place of the last entry that was written.
    pub last: i64,
    /// What stood before of what is different since.
    pub before: Vec<StatementBefore>,
}

impl SaidOfCustomer {
    /// What is different between two looks at a customer's statements.
    pub fn between(before: &Subject, after: &Subject) -> Self {
        let is_new = |one: &&StandingConsent| !before.standing.iter().any(|other| other.event == one.event);
        let of = |one: &StandingConsent| StatementBefore {
            purpose: one.purpose,
            channel: one.channel,
            event: before.standing(one.purpose, one.channel).map(|standing| standing.event),
        };
        Self {
            customer: after.customer,
            head: before.head.sequence,
            last: after.head.sequence,
            before: after.standing.iter().filter(is_new).map(of).collect(),
        }
    }

    /// What one statement has changed, where `before` stood.
    pub fn by(recorded: &RecordedConsent, before: Option<&StandingConsent>) -> Self {
        let ConsentEvent { id, customer, sequence, purpose, channel, .. } = recorded.event;
        let stands = recorded.standing.iter().any(|standing| standing.event == id);
        let statement = StatementBefore { purpose, channel, event: before.map(|standing| standing.event) };
        let before = if stands { vec![statement] } else { Vec::new() };
        Self { customer, head: sequence - 1, last: sequence, before }
    }

    /// The same with what was written later.
    #[must_use]
    pub fn joined(mut self, later: Self) -> Self {
        self.last = self.last.max(later.last);
        for statement in later.before {
            let is_same = |known: &StatementBefore| {
                (known.purpose, known.channel) == (statement.purpose, statement.channel)
            };
            if !self.before.iter().any(is_same) {
                self.before.push(statement);
            }
        }
        self
    }
}

/// Whether a grant would stand again over an address at which somebody has objected since it was made, or that anybody but
/// `those`, of whom the same is taken back, has closed since the mistake.
pub async fn revives_a_grant(
    store: &mut dyn TakeBackStore,
    said: &SaidOfCustomer,
    those: &[CustomerId],
) -> Result<bool, StoreError> {
    let before: BTreeSet<ConsentEventId> = said.before.iter().filter_map(|before| before.event).collect();
    if before.is_empty() {
        return Ok(false);
    }
    let chain = chain_of(store, said.customer).await?;
    let mistaken_at = chain.iter().find(|event| event.sequence > said.head).map(|event| event.recorded_at);
    for event in &chain {
        let ConsentEvent { id, state, channel, address, occurred_at, .. } = event;
        let (Some(channel), Some(address)) = (*channel, address) else { continue };
        if !before.contains(id) || *state != ConsentState::Granted {
            continue;
        }
        if store.has_objection_since(channel, address, *occurred_at).await? {
            return Ok(true);
        }
        if let Some(mistaken_at) = mistaken_at
            && store.was_closed_since(channel, address, mistaken_at, those).await?
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Lets stand what stood before. Whoever calls has made sure that nothing was said since.
pub async fn take_back_statements(
    store: &mut dyn TakeBackStore,
    recording: LedgerAccess<'_>,
    said: &SaidOfCustomer,
) -> Result<(), StoreError> {
    let Some(mut subject) = locked_subject(store, said.customer).await? else { return Ok(()) };
    let chain = chain_of(store, said.customer).await?;
    let mut void: BTreeSet<ConsentEventId> = chain
        .iter()
        .filter(|event| event.sequence > said.head && event.sequence <= said.last)
        .map(|event| event.id)
        .collect();
    let key = customer_key(store, recording, &mut subject).await?;
    let mut taking =
        Taking { recording, key: &key, subject: &mut subject, events: Vec::new(), standing: Vec::new() };
    let (mut written, mut silent) = (Vec::new(), Vec::new());
    for before in &said.before {
        let present = taking.subject.standing(before.purpose, before.channel).cloned();
        // What an undo has said again of this very mistake goes with it.
        void.extend(present.as_ref().map(|present| present.event));
        match before.event.and_then(|id| chain.iter().find(|event| event.id == id)) {
            Some(event) => written.push(taking.say_again(event)?),
            None => {
                void.insert(taking.say_nothing(before, present.as_ref())?);
                silent.push((before.purpose, before.channel));
            }
        }
    }
    let Taking { events, standing, .. } = taking;
    if !events.is_empty() {
        store.append(said.customer, &events, &standing).await?;
    }
    let void = void.into_iter().map(|id| (id, true));
    let aside: Vec<_> = void.chain(written.into_iter().map(|id| (id, false))).collect();
    store.set_aside(said.customer, &aside, &silent).await
}

async fn chain_of(
    store: &mut dyn TakeBackStore,
    customer: CustomerId,
) -> Result<Vec<ConsentEvent>, StoreError> {
    let mut chain: Vec<ConsentEvent> = Vec::new();
    loop {
        let after = chain.last().map_or(0, |event| event.sequence);
        let more = store.read_chain(customer, after, STEP).await?;
        if more.is_empty() {
            return Ok(chain);
        }
        chain.extend(more);
    }
}

/// Entries that are being written.
struct Taking<'a> {
    recording: LedgerAccess<'a>,
    key: &'a CustomerKey,
    subject: &'a mut Subject,
    events: Vec<ConsentEvent>,
    standing: Vec<StandingConsent>,
}

impl Taking<'_> {
    fn say_again(&mut self, event: &ConsentEvent) -> Result<ConsentEventId, StoreError> {
        let surroundings = event.id.value();
        let evidence = event.evidence.as_deref().map(|sealed| {
            let opened = self.key.open(surroundings.as_bytes(), sealed);
            opened.map_err(|error| unopened(&error))
        });
        let evidence = evidence.transpose()?.and_then(|bytes| Evidence::from_bytes(&bytes));
        let id = self.say(Statement {
            text: event.text,
            text_version: event.text_version.clone(),
            evidence,
            ..Statement::bare(
                event.purpose,
                event.channel,
                event.state,
                event.address.clone(),
                event.source.clone(),
                event.occurred_at,
            )
        })?;
        self.standing.extend(self.events.last().map(standing));
        Ok(id)
    }

    fn say_nothing(
        &mut self,
        before: &StatementBefore,
        present: Option<&StandingConsent>,
    ) -> Result<ConsentEventId, StoreError> {
        let now = self.recording.environment.now();
        let address = present.and_then(|present| present.address.clone());
        self.say(Statement::bare(
            before.purpose,
            before.channel,
            ConsentState::Withdrawn,
            address,
            own_source(IMPORT_UNDONE)?,
            now,
        ))
    }

    fn say(&mut self, statement: Statement) -> Result<ConsentEventId, StoreError> {
        let event = entry(self.recording, self.key, self.subject.customer, self.subject.head, statement)?;
        self.subject.head = event.head();
        let id = event.id;
        self.events.push(event);
        Ok(id)
    }
}
