//! Merchants and their profile.

use std::str::FromStr;

use chrono::Duration;
use regulars_kernel::{
    Change, Currency, Email, Instant, Label, Locale, LongText, MediaId, MerchantCalendar, MerchantId, Phone,
    Tracking,
};

use crate::ScheduleGrace;

/// Whether messages leave or are captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MerchantMode {
    /// Messages leave.
    Live,
    /// Every message is captured, and a test clock moves time.
    Sandbox,
}

/// Whether the merchant may work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MerchantStatus {
    /// Works.
    Active,
    /// Suspended by the operator: nobody of it can sign in and nothing is sent.
    Suspended,
}

impl MerchantStatus {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BusinessAddress {
    /// Street and number.
    pub street: Option<Label>,
    /// Postcode.
    pub postcode: Option<Label>,
    /// City.
    pub city: Option<Label>,
    /// ISO 3166-1 alpha-2 country code.
    pub country: Option<String>,
}

/// How customers reach the merchant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MerchantContact {
    /// Phone number.
    pub phone: Option<Phone>,
    /// E-mail address.
    pub email: Option<Email>,
    /// Web site.
    pub website: Option<Label>,
}

/// In whose name newsletters leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sender {
    /// Display name.
    pub name: Option<Label>,
    /// BusinessAddress in `From`.
    pub email: Option<Email>,
    /// BusinessAddress in `Reply-To`.
    pub reply_to: Option<Email>,
}

/// The host of the merchant's own that links in newsletters use, such as `mail.example.com`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkHost(String);

/// The text is not a host name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("must be a host name such as mail.example.com")]
pub struct InvalidLinkHost;

impl LinkHost {
    /// The host name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for LinkHost {
    type Err = InvalidLinkHost;

    fn from_str(text: &str) -> Result<Self, InvalidLinkHost> {
        let label_fits = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        };
        let fits = text.len() <= 253
            && text.split('.').count() >= 2
            && text.split('.').all(label_fits)
            && text.parse::<std::net::IpAddr>().is_err();
        if fits { Ok(Self(text.to_owned())) } else { Err(InvalidLinkHost) }
    }
}

/// The tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merchant {
    /// Its id.
    pub id: MerchantId,
    /// The name that customers know.
    pub name: Label,
    /// Live or sandbox. Never changes.
    pub mode: MerchantMode,
    /// Whether it may work.
    pub status: MerchantStatus,
    /// What "day", "month" and "birthday" mean.
    pub calendar: MerchantCalendar,
    /// The currency of its receipts. Never changes.
    pub currency: Currency,
    /// The language of what is written to its customers when they have none of their own.
    pub locale: Locale,
    /// The name in the commercial register.
    pub legal_name: Option<Label>,
    /// Postal address.
    pub address: BusinessAddress,
    /// Opening hours as text.
    pub opening_hours: Option<LongText>,
    /// How customers reach it.
    pub contact: MerchantContact,
    /// Legal notice.
    pub imprint: Option<LongText>,
    /// Who publishes the newsletter.
    pub publisher: Option<Label>,
    /// Copyright line.
    pub copyright: Option<Label>,
    /// The logo.
    pub logo_media_id: Option<MediaId>,
    /// In whose name newsletters leave.
    pub sender: Sender,
    /// The host of its own that links use.
    pub link_host: Option<LinkHost>,
    /// What is recorded of opens and clicks.
    pub tracking: Tracking,
    /// How late a scheduled newsletter may still be sent.
    pub schedule_grace: ScheduleGrace,
    /// Monthly quota = this times the number of regulars.
    pub quota_multiplier: i64,
    /// Test sends a month.
    pub tests_per_month: i64,
    /// When it was created.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

/// A partial update of the profile by the merchant itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MerchantPatch {
    /// New name.
    pub name: Option<Label>,
    /// New time zone.
    pub calendar: Option<MerchantCalendar>,
    /// New locale.
    pub locale: Option<Locale>,
    /// New tracking mode.
    pub tracking: Option<Tracking>,
    /// New lateness of scheduled newsletters.
    pub schedule_grace: Option<ScheduleGrace>,
    /// Registered name.
    pub legal_name: Change<Label>,
    /// Street and number.
    pub street: Change<Label>,
    /// Postcode.
    pub postcode: Change<Label>,
    /// City.
    pub city: Change<Label>,
    /// Country code.
    pub country: Change<String>,
    /// Opening hours.
    pub opening_hours: Change<LongText>,
    /// Phone.
    pub contact_phone: Change<Phone>,
    /// E-mail.
    pub contact_email: Change<Email>,
    /// Web site.
    pub contact_website: Change<Label>,
    /// Legal notice.
    pub imprint: Change<LongText>,
    /// Publisher.
    pub publisher: Change<Label>,
    /// Copyright line.
    pub copyright: Change<Label>,
    /// Logo.
    pub logo_media_id: Change<MediaId>,
    /// Sender's display name.
    pub sender_name: Change<Label>,
    /// Sender's address.
    pub sender_email: Change<Email>,
    /// BusinessAddress for replies.
    pub sender_reply_to: Change<Email>,
    /// Host of links.
    pub link_host: Change<LinkHost>,
}

/// What nearly every request of a merchant must know about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MerchantFacts {
    /// What "day", "month" and "birthday" mean.
    pub calendar: MerchantCalendar,
    /// The currency of its receipts.
    pub currency: Currency,
    /// The language of what is written to its customers.
    pub locale: Locale,
    /// The country in which its customers' phone numbers are local.
    pub country: Option<String>,
    /// How far a sandbox's test clock runs ahead of the time of day.
    pub clock_shift: Duration,
    /// Whether it has or had a loyalty programme that is no draft: then receipts may earn, points may pay, and refunds take back.
    pub has_programmes: bool,
    /// Whether it has or had a campaign of coupons that is no draft: then codes on receipts may be coupons.
    pub has_campaigns: bool,
}

impl Merchant {
    /// The profile after `patch`.
    #[must_use]
    pub fn patched(self, patch: MerchantPatch, now: Instant) -> Self {
        Self {
            name: patch.name.unwrap_or(self.name),
            calendar: patch.calendar.unwrap_or(self.calendar),
            locale: patch.locale.unwrap_or(self.locale),
            tracking: patch.tracking.unwrap_or(self.tracking),
            schedule_grace: patch.schedule_grace.unwrap_or(self.schedule_grace),
            legal_name: patch.legal_name.apply(self.legal_name),
            address: BusinessAddress {
                street: patch.street.apply(self.address.street),
                postcode: patch.postcode.apply(self.address.postcode),
                city: patch.city.apply(self.address.city),
                country: patch.country.apply(self.address.country),
            },
            opening_hours: patch.opening_hours.apply(self.opening_hours),
            contact: MerchantContact {
                phone: patch.contact_phone.apply(self.contact.phone),
                email: patch.contact_email.apply(self.contact.email),
                website: patch.contact_website.apply(self.contact.website),
            },
            imprint: patch.imprint.apply(self.imprint),
            publisher: patch.publisher.apply(self.publisher),
            copyright: patch.copyright.apply(self.copyright),
            logo_media_id: patch.logo_media_id.apply(self.logo_media_id),
            sender: Sender {
                name: patch.sender_name.apply(self.sender.name),
                email: patch.sender_email.apply(self.sender.email),
                reply_to: patch.sender_reply_to.apply(self.sender.reply_to),
            },
            link_host: patch.link_host.apply(self.link_host),
            updated_at: now,
            ..self
        }
    }
}
