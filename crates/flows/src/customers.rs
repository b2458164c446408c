//! Writing a customer together with the consent that the record needs.

pub(crate) mod consenting_store;
pub(crate) mod create_with_consent;
pub(crate) mod update_with_consents;
