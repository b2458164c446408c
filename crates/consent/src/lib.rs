//! Consent: purposes, texts, the ledger with its evidence, the contact gate, confirmation and link tokens.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over small store traits. Read
//! [`gate`] first: it is the rule whether a message may leave.
//!
//! A use case that appends to the ledger takes a [`LedgerAccess`] and runs inside a writing transaction: it locks the
//! customer, reads what stands, and appends entries and projection together.

mod confirmations;
mod decisions;
mod gate;
mod ledger;
mod links;
mod store;
mod texts;

#[cfg(test)]
mod tests;

pub use confirmations::confirm_opt_in::confirm_opt_in;
pub use confirmations::confirmation::{
    Confirmation, ConfirmationHash, ConfirmationId, ConfirmationPurpose, ConfirmationToken,
};
pub use confirmations::find_open::{OpenConfirmationError, check_open_opt_in, find_open_confirmation};
pub use confirmations::issue::{IssuedConfirmation, NewConfirmation, issue_confirmation};
pub use confirmations::redeem::{ConfirmError, ConfirmationState, look_at_confirmation, redeem_confirmation};
pub use confirmations::request_opt_in::{RequestOptInError, request_opt_in};
pub use decisions::change_of_address::{CHANGE_OF_ADDRESS, ChangeOfAddressError, change_of_address};
pub use decisions::grant_confirmed::{BECAME_REGULAR, DOUBLE_OPT_IN, grant_data_processing};
pub use decisions::object::{NewObjection, ObjectError, ObjectedTo, Objection, object};
pub use decisions::record_consent::{NewConsent, RecordConsentError, RecordedConsent, record_consent};
pub use decisions::restrict::{RestrictError, restrict};
pub use decisions::set_preferences::{
    PREFERENCE_PAGE, PreferenceOutcome, SetPreferencesError, set_preferences,
};
pub use decisions::subject::{StandingConsent, Subject};
pub use decisions::take_back::{
    IMPORT_UNDONE, SaidOfCustomer, StatementBefore, revives_a_grant, take_back_statements,
};
pub use decisions::unite_consents::{
    MERGE_UNDONE, UnitedAddresses, UnitedConsents, UnitedStatement, carry_consents, note_separation,
    unite_consents,
};
pub use decisions::unsubscribe::{UNSUBSCRIBE_LINK, UnsubscribeOutcome, unsubscribe};
pub use gate::can_contact::{CannotContact, can_contact};
pub use gate::contact_address::ContactAddress;
pub use gate::contact_gate::{
    Blocked, Contact, MessageKind, OPT_IN_PERIOD, OPT_INS_AT_MOST, ServiceMessage, gate,
};
pub use gate::kept_objection::{KeptObjection, KeptReason, surviving_objection};
pub use gate::suppress::{suppress, unsuppress};
pub use gate::suppression::{Suppression, SuppressionReason};
pub use ledger::access::LedgerAccess;
pub use ledger::actor::{ConsentActor, InvalidActor};
pub use ledger::begin_chain::{FirstGrant, NewChain, begin_chain};
pub use ledger::content_key::{open_content, seal_content};
pub use ledger::erase::erase_consents;
pub use ledger::event::{ChainHead, ConsentEvent};
pub use ledger::evidence::{Evidence, EvidenceTooLarge};
pub use ledger::list::{
    HistoryEntry, ListConsentsError, list_consents, list_history, list_history_of_merged,
};
pub use ledger::sealing::{CustomerKey, Digest, DoesNotOpen, SealedKey, SealingKeys};
pub use ledger::verify_chain::{ChainReport, VerifyChainError, verify_chain};
pub use ledger::verify_ledger::{LedgerCheck, verify_ledger};
pub use links::keys::{AddressTag, LinkKeys};
pub use links::token::{Link, LinkToken};
pub use store::{
    ConfirmationReads, ConfirmationStore, ConsentLedgerReads, ConsentLedgerStore, ConsentReads, ConsentStore,
    ConsentTextReads, ConsentTextStore, ContactReads, ContactStore, KeptObjectionStore, OpenConfirmations,
    StandingConsentReads, TakeBackStore,
};
pub use texts::for_reader::TextReader;
pub use texts::publish::{NewConsentText, PublishConsentTextError, publish_consent_text};
pub use texts::standard::StandardText;
pub use texts::text::ConsentText;
