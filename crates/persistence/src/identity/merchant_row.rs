//! A row of `merchants` with its settings, and the merchant that it means.

use regulars_identity::{
    BusinessAddress, Merchant, MerchantContact, MerchantMode, MerchantStatus, ScheduleGrace, Sender,
};
use regulars_kernel::{Currency, Instant, MediaId, MerchantCalendar, MerchantId, Phone, StoreError};
use uuid::Uuid;

use crate::error::inconsistent;
use crate::wall::FromRow;

/// The columns of [`MerchantRow`] and the two tables that they are in: `m` is the merchant, `s` its settings.
macro_rules! select_merchants {
    () => {
        "SELECT m.id, s.name, m.mode, m.status, s.time_zone, s.currency, s.locale, s.legal_name, s.street, s.postcode, \
         s.city, s.country, s.opening_hours, s.contact_phone, s.contact_email, s.contact_website, s.imprint, s.publisher, \
         s.copyright, s.logo_media_id, s.sender_name, s.sender_email, s.sender_reply_to, s.link_host, s.tracking, \
         s.schedule_grace_hours, s.quota_multiplier, s.tests_per_month, m.created_at, s.updated_at \
         FROM merchant_settings AS s JOIN merchants AS m ON m.id = s.merchant_id "
    };
}
pub(super) use select_merchants;

#[derive(FromRow)]
pub(super) struct MerchantRow {
    id: Uuid,
    name: String,
    mode: String,
    status: String,
    time_zone: String,
    currency: String,
    locale: String,
    legal_name: Option<String>,
    street: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    country: Option<String>,
    opening_hours: Option<String>,
    contact_phone: Option<String>,
    contact_email: Option<String>,
    contact_website: Option<String>,
    imprint: Option<String>,
    publisher: Option<String>,
    copyright: Option<String>,
    logo_media_id: Option<Uuid>,
    sender_name: Option<String>,
    sender_email: Option<String>,
    sender_reply_to: Option<String>,
    link_host: Option<String>,
    tracking: String,
    schedule_grace_hours: i64,
    quota_multiplier: i64,
    tests_per_month: i64,
    created_at: Instant,
    updated_at: Instant,
}

impl TryFrom<MerchantRow> for Merchant {
    type Error = StoreError;

    fn try_from(row: MerchantRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: MerchantId::new(row.id),
            name: stored(&row.name)?,
            mode: mode_of(&row.mode)?,
            status: status_of(&row.status)?,
            calendar: MerchantCalendar::of_zone(&row.time_zone)
                .map_err(|error| inconsistent("merchants", error))?,
            currency: Currency::from_stored(&row.currency)
                .map_err(|error| inconsistent("merchants", error))?,
            locale: stored(&row.locale)?,
            legal_name: stored_option(row.legal_name)?,
            address: BusinessAddress {
                street: stored_option(row.street)?,
                postcode: stored_option(row.postcode)?,
                city: stored_option(row.city)?,
                country: row.country,
            },
            opening_hours: stored_option(row.opening_hours)?,
            contact: MerchantContact {
                phone: row.contact_phone.map(Phone::from_stored),
                email: stored_option(row.contact_email)?,
                website: stored_option(row.contact_website)?,
            },
            imprint: stored_option(row.imprint)?,
            publisher: stored_option(row.publisher)?,
            copyright: stored_option(row.copyright)?,
            logo_media_id: row.logo_media_id.map(MediaId::new),
            sender: Sender {
                name: stored_option(row.sender_name)?,
                email: stored_option(row.sender_email)?,
                reply_to: stored_option(row.sender_reply_to)?,
            },
            link_host: stored_option(row.link_host)?,
            tracking: row.tracking.parse().map_err(|error| inconsistent("merchants", error))?,
            schedule_grace: ScheduleGrace::of_hours(row.schedule_grace_hours)
                .map_err(|error| inconsistent("merchants", error))?,
            quota_multiplier: row.quota_multiplier,
            tests_per_month: row.tests_per_month,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

fn stored<T: std::str::FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|error| inconsistent("merchants", error))
}

fn stored_option<T: std::str::FromStr<Err: std::fmt::Display>>(
    text: Option<String>,
) -> Result<Option<T>, StoreError> {
    text.as_deref().map(stored).transpose()
}

pub(super) const fn mode_name(mode: MerchantMode) -> &'static str {
    match mode {
        MerchantMode::Live => "live",
        MerchantMode::Sandbox => "sandbox",
    }
}

fn mode_of(name: &str) -> Result<MerchantMode, StoreError> {
    match name {
        "live" => Ok(MerchantMode::Live),
        "sandbox" => Ok(MerchantMode::Sandbox),
        other => Err(inconsistent("merchants", other)),
    }
}

fn status_of(name: &str) -> Result<MerchantStatus, StoreError> {
    match name {
        "active" => Ok(MerchantStatus::Active),
        "suspended" => Ok(MerchantStatus::Suspended),
        other => Err(inconsistent("merchants", other)),
    }
}
