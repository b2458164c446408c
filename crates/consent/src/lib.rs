//! Consent: purposes, texts, the ledger with its evidence, the contact gate, confirmation and link tokens.
//!
//! Knows neither HTTP nor the database. A use case is one function in one file, over small store traits. Read
//! [`gate`] first: it is the rule whether a message may leave.
//!
//! A use case that appends to the ledger takes a [`Recording`] and runs inside a writing transaction: it locks the
//! customer, reads what stands, and appends entries and projection together.

mod begin_chain;
mod can_contact;
mod change_of_address;
mod channel;
mod confirm_opt_in;
mod confirmation;
mod consent_actor;
mod consent_event;
mod consent_state;
mod consent_text;
mod contact_address;
mod contact_gate;
mod erase_consents;
mod evidence;
mod grant_confirmed;
mod issue_confirmation;
mod key_material;
mod ledger;
mod link_keys;
mod list_consents;
mod named;
mod objection;
mod open_confirmation;
mod publish_consent_text;
mod purpose;
mod record_consent;
mod redeem_confirmation;
mod request_opt_in;
mod restrict;
mod sealing;
mod set_preferences;
mod standard_text;
mod store;
mod subject;
mod suppress;
mod suppression;
mod text_for_reader;
mod tokens;
mod unsubscribe;
mod verify_chain;

#[cfg(test)]
mod tests;

pub use begin_chain::{FirstGrant, NewChain, begin_chain};
pub use can_contact::{CannotContact, can_contact};
pub use change_of_address::{CHANGE_OF_ADDRESS, ChangeOfAddressError, change_of_address};
pub use channel::Channel;
pub use confirm_opt_in::confirm_opt_in;
pub use confirmation::{
    Confirmation, ConfirmationHash, ConfirmationId, ConfirmationPurpose, ConfirmationToken,
};
pub use consent_actor::{ConsentActor, InvalidActor};
pub use consent_event::{ChainHead, ConsentEvent};
pub use consent_state::ConsentState;
pub use consent_text::ConsentText;
pub use contact_address::ContactAddress;
pub use contact_gate::{Blocked, Contact, MessageKind, OPT_IN_PERIOD, OPT_INS_AT_MOST, ServiceMessage, gate};
pub use erase_consents::erase_consents;
pub use evidence::{Evidence, EvidenceTooLarge};
pub use grant_confirmed::{BECAME_REGULAR, DOUBLE_OPT_IN, grant_data_processing};
pub use issue_confirmation::{IssuedConfirmation, NewConfirmation, issue_confirmation};
pub use ledger::Recording;
pub use link_keys::{AddressTag, LinkKeys};
pub use list_consents::{HistoryEntry, ListConsentsError, list_consents, list_history};
pub use named::InvalidName;
pub use open_confirmation::{OpenConfirmationError, check_open_opt_in, find_open_confirmation};
pub use publish_consent_text::{NewConsentText, PublishConsentTextError, publish_consent_text};
pub use purpose::{ChannelDoesNotFit, Purpose};
pub use record_consent::{NewConsent, RecordConsentError, RecordedConsent, record_consent};
pub use redeem_confirmation::{ConfirmError, ConfirmationState, look_at_confirmation, redeem_confirmation};
pub use request_opt_in::{RequestOptInError, request_opt_in};
pub use restrict::{RestrictError, restrict};
pub use sealing::{CustomerKey, DoesNotOpen, SealedKey, SealingKeys};
pub use set_preferences::{PREFERENCE_PAGE, PreferenceOutcome, SetPreferencesError, set_preferences};
pub use standard_text::StandardText;
pub use store::{
    ConfirmationStore, ConsentStore, ConsentTextStore, ContactStore, LedgerStore, OpenConfirmations,
};
pub use subject::{StandingConsent, Subject};
pub use suppress::{suppress, unsuppress};
pub use suppression::{Suppression, SuppressionReason};
pub use text_for_reader::TextReader;
pub use tokens::{Link, LinkToken};
pub use unsubscribe::{UNSUBSCRIBE_LINK, UnsubscribeOutcome, unsubscribe};
pub use verify_chain::{ChainReport, VerifyChainError, verify_chain};
