//! What the use cases of this crate need from a store.

use async_trait::async_trait;
use regulars_audit::AuditTrail;
use regulars_kernel::{
    Channel, ConsentEventId, ConsentTextId, CustomerId, Instant, Label, Page, PageRequest, Purpose,
    StoreError,
};

use crate::confirmations::confirmation::{Confirmation, ConfirmationHash, ConfirmationPurpose};
use crate::decisions::subject::{StandingConsent, Subject};
use crate::gate::contact_address::ContactAddress;
use crate::gate::contact_gate::Contact;
use crate::gate::kept_objection::KeptObjection;
use crate::gate::suppression::{Suppression, SuppressionReason};
use crate::ledger::event::ConsentEvent;
use crate::ledger::sealing::SealedKey;
use crate::texts::text::ConsentText;

/// The ledger, its projection, and the keys of customers, as they are read.
#[async_trait]
pub trait ConsentLedgerReads: Send {
    /// The customer with the statements that stand.
    async fn find_subject(&mut self, customer: CustomerId) -> Result<Option<Subject>, StoreError>;
    /// A customer's key, if there is one, also of somebody who was merged.
    async fn find_customer_key(&mut self, customer: CustomerId) -> Result<Option<SealedKey>, StoreError>;
    /// The customers who carry an address on a channel now, by their ids.
    async fn customers_at(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Vec<CustomerId>, StoreError>;
    /// Whether somebody who reads an address objected by a link at that instant or later to advertising over the channel,
    /// according to the ledgers of the customers who carry it now and to entries about that very address, or somebody who did
    /// was erased.
    async fn has_objection_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
    ) -> Result<bool, StoreError>;
    /// Whether an entry that was recorded at that instant or later ends advertising over the channel to that very address,
    /// whoever wrote it and wherever it was said, in the ledger of anybody but `those`. What the program itself has ended, and
    /// what was taken back, does not count.
    async fn was_closed_since(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        instant: Instant,
        those: &[CustomerId],
    ) -> Result<bool, StoreError>;
    /// A customer's entries, the newest first. The position is the sequence of an entry.
    async fn list_history(
        &mut self,
        customer: CustomerId,
        page: PageRequest<i64>,
    ) -> Result<Page<ConsentEvent, i64>, StoreError>;
    /// A customer's entries in the order of the chain, behind `after`, at most `limit` of them.
    async fn read_chain(
        &mut self,
        customer: CustomerId,
        after: i64,
        limit: u16,
    ) -> Result<Vec<ConsentEvent>, StoreError>;
    /// Those who have entries, erased ones too, by their ids behind `after`, at most `limit` of them.
    async fn owners_of_chains(
        &mut self,
        after: Option<CustomerId>,
        limit: u16,
    ) -> Result<Vec<CustomerId>, StoreError>;
    /// Whether the ledger holds a refusal or withdrawal that was made at `instant` or later, about that purpose and
    /// channel or about the processing of personal data as a whole.
    async fn has_refusal_since(
        &mut self,
        customer: CustomerId,
        purpose: Purpose,
        channel: Option<Channel>,
        instant: Instant,
    ) -> Result<bool, StoreError>;
}

/// What many customers have said, as lists of them tell it.
#[async_trait]
pub trait StandingConsentReads: Send {
    /// The statements of these customers that stand, in no order. One statement.
    async fn standing_of_customers(
        &mut self,
        customers: &[CustomerId],
    ) -> Result<Vec<(CustomerId, StandingConsent)>, StoreError>;
}

/// The ledger, its projection, and the keys of customers.
#[async_trait]
pub trait ConsentLedgerStore: ConsentLedgerReads {
    /// Holds the customer until the end of the transaction, so that nobody else appends to the chain or changes the
    /// address meanwhile. False when there is no such customer.
    async fn lock_subject(&mut self, customer: CustomerId) -> Result<bool, StoreError>;
    /// Keeps a customer's key.
    async fn insert_customer_key(
        &mut self,
        customer: CustomerId,
        key: &SealedKey,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Appends entries to a customer's chain and writes what changed in the projection.
    async fn append(
        &mut self,
        customer: CustomerId,
        events: &[ConsentEvent],
        changed: &[StandingConsent],
    ) -> Result<(), StoreError>;
    /// Destroys the customer's key, takes the addresses out of the ledger, and removes the projection and the tokens.
    async fn erase_consents(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError>;
}

/// The consent texts, as they are read.
#[async_trait]
pub trait ConsentTextReads: Send {
    /// The text with that id.
    async fn find_text(&mut self, id: ConsentTextId) -> Result<Option<ConsentText>, StoreError>;
    /// The texts of a version in every locale, by locale.
    async fn find_text_version(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
        version: &Label,
    ) -> Result<Vec<ConsentText>, StoreError>;
    /// The newest of the texts that the merchant itself published for a purpose in each locale, about the channel and
    /// about none.
    async fn find_current_texts(
        &mut self,
        purpose: Purpose,
        channel: Option<Channel>,
    ) -> Result<Vec<ConsentText>, StoreError>;
    /// Texts by id.
    async fn list_texts(
        &mut self,
        page: PageRequest<ConsentTextId>,
    ) -> Result<Page<ConsentText, ConsentTextId>, StoreError>;
}

/// The consent texts.
#[async_trait]
pub trait ConsentTextStore: ConsentTextReads + AuditTrail {
    /// Adds a text. False when there is one with that purpose, channel, locale and version.
    async fn insert_text(&mut self, text: &ConsentText) -> Result<bool, StoreError>;
}

/// What the contact gate looks at, as they are read.
#[async_trait]
pub trait ContactReads: Send {
    /// What the gate knows about a customer, and whether the merchant is active. One statement.
    async fn find_contact(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<Option<(Contact, bool)>, StoreError>;
    /// The same for many customers, in no order. Still one statement.
    async fn find_contacts(
        &mut self,
        customers: &[CustomerId],
        channel: Channel,
        now: Instant,
    ) -> Result<Vec<(CustomerId, Contact, bool)>, StoreError>;
    /// The suppression of an address, even one that has ended.
    async fn find_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<Option<Suppression>, StoreError>;
    /// Suppressions of a channel, by address.
    async fn list_suppressions(
        &mut self,
        channel: Channel,
        page: PageRequest<ContactAddress>,
    ) -> Result<Page<Suppression, ContactAddress>, StoreError>;
}

/// What the contact gate looks at.
#[async_trait]
pub trait ContactStore: ContactReads {
    /// Marks the customer's e-mail address as verified, if it still is `address` and was not verified before.
    async fn mark_verified(
        &mut self,
        customer: CustomerId,
        address: &ContactAddress,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Forgets that the customer's e-mail address was verified.
    async fn clear_verified(&mut self, customer: CustomerId, now: Instant) -> Result<(), StoreError>;
    /// Notes that the customer's address on a channel is another one since now. Nothing is noted about channels whose
    /// addresses are not kept with the customer.
    async fn set_address_since(
        &mut self,
        customer: CustomerId,
        channel: Channel,
        now: Instant,
    ) -> Result<(), StoreError>;
    /// Restricts processing of the customer's data, or ends the restriction. False when there is no such customer.
    async fn set_restricted(
        &mut self,
        customer: CustomerId,
        restricted: bool,
        now: Instant,
    ) -> Result<bool, StoreError>;
    /// Writes a suppression in place of the one that the address has. Of two that are written at a time the stronger
    /// reason stays.
    async fn put_suppression(&mut self, suppression: &Suppression) -> Result<(), StoreError>;
    /// Lifts a suppression of that reason. False when there is none.
    async fn delete_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
        reason: SuppressionReason,
    ) -> Result<bool, StoreError>;
}

/// Objections that outlive the customers who made them.
#[async_trait]
pub trait KeptObjectionStore: ContactStore {
    /// Keeps an objection without its address. Of two about the same address the stronger stays.
    async fn keep_objection(&mut self, kept: &KeptObjection) -> Result<(), StoreError>;
    /// Forgets the suppression of an address, whatever its reason.
    async fn forget_suppression(
        &mut self,
        channel: Channel,
        address: &ContactAddress,
    ) -> Result<(), StoreError>;
}

/// Which open confirmations are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenConfirmations {
    /// Opt-ins that were sent over the channel.
    OptInsOver(Channel),
    /// All that were sent over the channel.
    AllOver(Channel),
    /// All.
    All,
}

/// What people were asked to confirm, as they are read.
#[async_trait]
pub trait ConfirmationReads: Send {
    /// The confirmation with that hash, whether it still holds or not.
    async fn find_confirmation(
        &mut self,
        hash: &ConfirmationHash,
    ) -> Result<Option<Confirmation>, StoreError>;
    /// How many confirmations of that purpose a customer was asked for after an instant.
    async fn count_confirmations(
        &mut self,
        purpose: ConfirmationPurpose,
        customer: CustomerId,
        since: Instant,
    ) -> Result<i64, StoreError>;
}

/// What people were asked to confirm.
#[async_trait]
pub trait ConfirmationStore: ConfirmationReads {
    /// Adds a confirmation.
    async fn insert_confirmation(&mut self, confirmation: &Confirmation) -> Result<(), StoreError>;
    /// Marks a confirmation as used. False when it is unknown, used or expired.
    async fn use_confirmation(&mut self, hash: &ConfirmationHash, now: Instant) -> Result<bool, StoreError>;
    /// Lets open confirmations of the customer expire, those of `which`.
    async fn expire_confirmations(
        &mut self,
        customer: CustomerId,
        which: OpenConfirmations,
        now: Instant,
    ) -> Result<(), StoreError>;
}

/// Everything that is read of consents.
pub trait ConsentReads: ConsentLedgerReads + ConsentTextReads + ContactReads + ConfirmationReads {}

impl<T: ConsentLedgerReads + ConsentTextReads + ContactReads + ConfirmationReads> ConsentReads for T {}

/// Everything that a store of consents does.
pub trait ConsentStore:
    ConsentReads + ConsentLedgerStore + ConsentTextStore + ContactStore + ConfirmationStore
{
}

impl<T: ConsentLedgerStore + ConsentTextStore + ContactStore + ConfirmationStore> ConsentStore for T {}

/// What taking back what was written into the ledger by mistake needs besides.
#[async_trait]
pub trait TakeBackStore: ConsentStore {
    /// Whether the customer's chain has entries behind that place, besides those that an undo has written or made void.
    async fn has_spoken_since(&mut self, customer: CustomerId, sequence: i64) -> Result<bool, StoreError>;
    /// Marks entries that an undo has made void (true) or written (false), and takes out of the projection what nothing stands
    /// about any more. A void entry is no refusal.
    async fn set_aside(
        &mut self,
        customer: CustomerId,
        entries: &[(ConsentEventId, bool)],
        silent: &[(Purpose, Option<Channel>)],
    ) -> Result<(), StoreError>;
}
