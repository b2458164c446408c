//! Consent: the ledger and its projection, texts, suppressions, confirmations, and what the contact gate looks at.

mod confirmations;
mod contacts;
mod event_row;
mod kept_objections;
mod ledger;
mod named_column;
mod objections;
mod standing;
mod subjects;
mod suppressions;
mod taken_back;
mod texts;
mod waiting_touches;

pub(crate) use event_row::EventRow;
pub(crate) use kept_objections::suppress_again;
pub(crate) use ledger::StateRow;
pub(crate) use standing::StandingRow as StandingConsentRow;
pub(crate) use subjects::find_many as find_subjects;
