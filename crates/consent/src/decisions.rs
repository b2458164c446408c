//! What a person decides, by which way ever: granting, withdrawing, objecting, choosing preferences.

pub(crate) mod change_of_address;
pub(crate) mod grant_confirmed;
pub(crate) mod object;
pub(crate) mod objection;
pub(crate) mod record_consent;
pub(crate) mod restrict;
pub(crate) mod set_preferences;
pub(crate) mod subject;
pub(crate) mod take_back;
pub(crate) mod unite_consents;
pub(crate) mod unsubscribe;
