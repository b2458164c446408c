//! The fields that somebody is known again by.

use regulars_kernel::{Change, Label, Phone, named};

use crate::{Customer, CustomerPatch};

named! {
    /// A field that a customer is known again by. A bulk edit changes none of them; an import does, and takes it back.
    KnownByField {
        /// The merchant's own number.
        ExternalId = "external_id",
        /// The e-mail address.
        Email = "email",
        /// The phone number.
        Phone = "phone",
    }
}

impl KnownByField {
    /// What the customer has in this field, as text.
    pub fn of(self, customer: &Customer) -> Option<String> {
        match self {
            Self::ExternalId => customer.external_id.as_ref().map(|id| id.as_str().to_owned()),
            Self::Email => customer.email.as_ref().map(|email| email.expose().to_owned()),
            Self::Phone => customer.phone.as_ref().map(|phone| phone.expose().to_owned()),
        }
    }

    /// Puts a text that a customer had here, or nothing, into an update of a customer.
    pub(crate) fn put(self, patch: &mut CustomerPatch, text: Option<&str>) -> Result<(), String> {
        match self {
            Self::ExternalId => patch.external_id = change(text, str::parse::<Label>)?,
            Self::Email => patch.email = change(text, str::parse::<regulars_kernel::Email>)?,
            Self::Phone => patch.phone = change(text, |text| Phone::parse(text, None))?,
        }
        Ok(())
    }
}

fn change<T, E: std::fmt::Display>(
    text: Option<&str>,
    read: impl FnOnce(&str) -> Result<T, E>,
) -> Result<Change<T>, String> {
    let value = text.map(read).transpose().map_err(|error| error.to_string())?;
    Ok(value.map_or(Change::Clear, Change::Set))
}
