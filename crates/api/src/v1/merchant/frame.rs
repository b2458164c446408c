//! The merchant as the frame of its customers: what their data are read and shown by.

use regulars_identity::{IdentityStore, Merchant};
use regulars_kernel::{Currency, MerchantCalendar, Scope};

use crate::application::Application;
use crate::error::ApiError;

/// What of a merchant is needed to read and to show its customers.
#[derive(Clone, Debug)]
pub struct MerchantFrame {
    /// What "today" is.
    pub calendar: MerchantCalendar,
    /// The currency of its receipts.
    pub currency: Currency,
    /// The country whose phone numbers need no country code.
    pub country: Option<String>,
}

impl MerchantFrame {
    /// Reads the frame of the caller's merchant before a body is checked: whatever is wrong with a body is found without
    /// occupying a connection that writes.
    pub async fn read(application: &Application, scope: Scope) -> Result<Self, ApiError> {
        let read = application.database.read(scope, |tx| Box::pin(async move { tx.own_merchant().await }));
        Ok(Self::from(read.await?))
    }
}

impl From<Merchant> for MerchantFrame {
    fn from(merchant: Merchant) -> Self {
        let region = || {
            let last = merchant.locale.tag().rsplit('-').next().unwrap_or_default();
            let is_region = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_uppercase());
            is_region.then(|| last.to_owned())
        };
        let country = merchant.address.country.clone().or_else(region);
        Self { calendar: merchant.calendar, currency: merchant.currency, country }
    }
}
