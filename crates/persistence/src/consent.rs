//! Consent: the ledger and its projection, texts, suppressions, confirmations, and what the contact gate looks at.

mod confirmations;
mod contacts;
mod event_row;
mod ledger;
mod named_column;
mod objections;
mod subjects;
mod suppressions;
mod texts;

pub(crate) use event_row::{COLUMN_NAMES as EVENT_COLUMN_NAMES, columns as event_columns};
pub(crate) use ledger::{STATE_COLUMN_NAMES, state_columns};
