//! What the statements of several records come to when the records become one.
//!
//! The most restrictive statement wins for each purpose and channel, whosever it is and for whichever address it was made.
//! A grant stays bound to its address: it is carried over only where the united record has that very address, and then
//! together with the proof that the address was verified, from the same record. So nobody is reached over an address over
//! which they were not reached before. Who has said nothing has not refused: a grant without a channel is carried over.

use std::collections::BTreeSet;

use regulars_kernel::{Channel, ConsentState, CustomerId, Instant, Label, Purpose, StoreError};

use crate::decisions::change_of_address::CHANGE_OF_ADDRESS;
use crate::decisions::subject::{StandingConsent, Subject};
use crate::gate::contact_address::ContactAddress;
use crate::ledger::access::{LedgerAccess, Statement, append_as_they_stand, own_source};
use crate::ledger::event::ConsentEvent;
use crate::store::ConsentStore;

/// The source of the entries that tell what stands again behind a merge that was undone.
pub const MERGE_UNDONE: &str = "merge_undone";

/// The addresses that the united record has, each with the record that it is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitedAddresses {
    /// The e-mail address.
    pub email: Option<(ContactAddress, CustomerId)>,
    /// The phone number.
    pub phone: Option<(ContactAddress, CustomerId)>,
}

impl UnitedAddresses {
    const fn on(&self, channel: Channel) -> Option<&(ContactAddress, CustomerId)> {
        match channel {
            Channel::Email => self.email.as_ref(),
            Channel::Sms => self.phone.as_ref(),
            Channel::Push | Channel::Telegram => None,
        }
    }
}

/// A statement that stands in the united record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitedStatement {
    /// What it is about.
    pub purpose: Purpose,
    /// The channel that it is about.
    pub channel: Option<Channel>,
    /// What it says.
    pub state: ConsentState,
    /// The very address that it is for.
    pub address: Option<ContactAddress>,
    /// When it was made.
    pub since: Instant,
    /// Where it was made.
    pub source: Label,
    /// Whose statement it is.
    pub from: CustomerId,
    /// Whether it stands in the survivor's ledger already.
    pub is_own: bool,
}

/// What the statements of several records come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitedConsents {
    /// What stands.
    pub statements: Vec<UnitedStatement>,
    /// When the e-mail address of the united record was verified.
    pub email_verified_at: Option<Instant>,
}

/// What the statements of `subjects` come to; the first of them is the one that stays.
///
/// # Errors
///
/// [`StoreError::Defect`] never, unless a name of this program is no valid label.
pub fn unite_consents(
    subjects: &[Subject],
    addresses: &UnitedAddresses,
    now: Instant,
) -> Result<UnitedConsents, StoreError> {
    let keys: BTreeSet<(Purpose, Option<Channel>)> = subjects
        .iter()
        .flat_map(|subject| &subject.standing)
        .map(|standing| (standing.purpose, standing.channel))
        .collect();
    let mut statements = Vec::new();
    for key in keys {
        statements.extend(united(subjects, addresses, key, now)?);
    }
    end_what_rests_on_processing(&mut statements);
    let email_verified_at = addresses
        .email
        .as_ref()
        .and_then(|(address, named)| source_of(subjects, Channel::Email, address, *named))
        .and_then(|source| source.email_verified_at);
    Ok(UnitedConsents { statements, email_verified_at })
}

fn united(
    subjects: &[Subject],
    addresses: &UnitedAddresses,
    (purpose, channel): (Purpose, Option<Channel>),
    now: Instant,
) -> Result<Option<UnitedStatement>, StoreError> {
    let Some(survivor) = subjects.first() else { return Ok(None) };
    let said = || {
        subjects.iter().filter_map(|subject| Some((subject.customer, subject.standing(purpose, channel)?)))
    };
    let own = survivor.standing(purpose, channel);
    let of = |(from, standing): (CustomerId, &StandingConsent)| UnitedStatement {
        purpose,
        channel,
        state: standing.state,
        address: standing.address.clone(),
        since: standing.since,
        source: standing.source.clone(),
        from,
        is_own: from == survivor.customer,
    };
    let restrictive = || said().filter(|(_, standing)| standing.state != ConsentState::Granted);
    // The latest decides, so that a grant that was made before it and is uploaded later outdoes none of them.
    let is_own = |from: CustomerId| from == survivor.customer;
    if let Some(decisive) = restrictive().max_by_key(|(from, standing)| (standing.since, is_own(*from))) {
        return Ok(Some(of(decisive)));
    }
    let Some(on) = channel else {
        let own = own.map(|own| (survivor.customer, own));
        return Ok(own.or_else(|| said().max_by_key(|(_, standing)| standing.since)).map(of));
    };
    let Some((address, named)) = addresses.on(on) else {
        return Ok(own.map(|own| of((survivor.customer, own))));
    };
    let source = source_of(subjects, on, address, *named);
    let carried = source.and_then(|source| {
        let standing = source.standing(purpose, channel)?;
        (standing.address.as_ref() == Some(address)).then_some((source.customer, standing))
    });
    if let Some(carried) = carried {
        return Ok(Some(of(carried)));
    }
    // The address is verified by another record than the survivor's, or went away: the survivor's grant goes with it, as with
    // any other change of address. What is not about messages stays where its address does.
    let keeps = |own: &StandingConsent| {
        source.is_some_and(|source| source.customer == survivor.customer)
            || (purpose != Purpose::Advertising && own.address.as_ref() == Some(address))
    };
    Ok(match own {
        Some(own) if !keeps(own) => Some(UnitedStatement {
            state: ConsentState::Withdrawn,
            since: now,
            source: own_source(CHANGE_OF_ADDRESS)?,
            is_own: false,
            ..of((survivor.customer, own))
        }),
        own => own.map(|own| of((survivor.customer, own))),
    })
}

/// The record whose verification and grant go with the address: of those that carry it the first that is reached there, else
/// the one whose address it is.
fn source_of<'a>(
    subjects: &'a [Subject],
    channel: Channel,
    address: &ContactAddress,
    named: CustomerId,
) -> Option<&'a Subject> {
    let carries = |subject: &&Subject| subject.address(channel) == Some(address);
    let is_reached = |subject: &&Subject| {
        let granted = subject.standing(Purpose::Advertising, Some(channel)).is_some_and(|standing| {
            standing.state == ConsentState::Granted && standing.address.as_ref() == Some(address)
        });
        granted && (channel != Channel::Email || subject.email_verified_at.is_some())
    };
    let reached = subjects.iter().filter(carries).find(is_reached);
    reached.or_else(|| subjects.iter().find(|subject| subject.customer == named))
}

fn end_what_rests_on_processing(statements: &mut [UnitedStatement]) {
    let ended = statements
        .iter()
        .find(|one| one.purpose == Purpose::DataProcessing && one.state != ConsentState::Granted)
        .cloned();
    let Some(ended) = ended else { return };
    for statement in statements {
        if statement.purpose.rests_on_data_processing() && statement.state == ConsentState::Granted {
            statement.state = ConsentState::Withdrawn;
            statement.since = ended.since;
            statement.source = ended.source.clone();
            statement.from = ended.from;
            statement.is_own = false;
        }
    }
}

/// Writes what came over into the survivor's ledger, each statement with the instant and the source that it was made at. The
/// survivor was locked before it was read.
pub async fn carry_consents(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    survivor: &mut Subject,
    united: &UnitedConsents,
) -> Result<Vec<ConsentEvent>, StoreError> {
    let foreign = united.statements.iter().filter(|statement| !statement.is_own);
    let statements: Vec<Statement> = foreign
        .map(|one| {
            let (address, source) = (one.address.clone(), one.source.clone());
            Statement::bare(one.purpose, one.channel, one.state, address, source, one.since)
        })
        .collect();
    if statements.is_empty() {
        return Ok(Vec::new());
    }
    append_as_they_stand(store, recording, survivor, statements, true).await
}

/// Tells the ledger what stands again behind a merge that was undone, which is what `restored` was read as. `merged` is what
/// stood before that.
pub async fn note_separation(
    store: &mut dyn ConsentStore,
    recording: LedgerAccess<'_>,
    merged: &Subject,
    restored: &mut Subject,
) -> Result<(), StoreError> {
    let source = own_source(MERGE_UNDONE)?;
    let now = recording.environment.now();
    let mut statements = Vec::new();
    for before in &merged.standing {
        let after = restored.standing(before.purpose, before.channel);
        if after == Some(before) {
            continue;
        }
        let (state, address) = match after {
            Some(after) => (after.state, after.address.clone()),
            None => (ConsentState::Withdrawn, before.address.clone()),
        };
        let (purpose, channel, source) = (before.purpose, before.channel, source.clone());
        statements.push(Statement::bare(purpose, channel, state, address, source, now));
    }
    if statements.is_empty() {
        return Ok(());
    }
    append_as_they_stand(store, recording, restored, statements, false).await.map(drop)
}
