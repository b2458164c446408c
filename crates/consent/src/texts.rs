//! What people are shown when they consent: immutable versions, and the one for a reader.

pub(crate) mod for_reader;
pub(crate) mod publish;
mod recorded;
pub(crate) mod standard;
pub(crate) mod text;
