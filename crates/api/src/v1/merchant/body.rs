//! A merchant on the wire.

use chrono::{DateTime, Utc};
use regulars_identity::{BusinessAddress, Merchant, MerchantContact, MerchantMode, MerchantStatus, Sender};
use regulars_kernel::{Email, Label, LongText, MediaId, Phone, Tracking};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A postal address.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AddressBody {
    /// Street and number.
    #[schema(example = "Knez Mihailova 6")]
    pub street: Option<String>,
    /// Postcode.
    #[schema(example = "11000")]
    pub postcode: Option<String>,
    /// City.
    #[schema(example = "Beograd")]
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2 country code.
    #[schema(example = "RS")]
    pub country: Option<String>,
}

impl From<BusinessAddress> for AddressBody {
    fn from(address: BusinessAddress) -> Self {
        let BusinessAddress { street, postcode, city, country } = address;
        Self {
            street: street.map(Label::into_string),
            postcode: postcode.map(Label::into_string),
            city: city.map(Label::into_string),
            country,
        }
    }
}

/// How customers reach the merchant.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactBody {
    /// Phone number.
    #[schema(example = "+381113456789")]
    pub phone: Option<String>,
    /// E-mail address.
    #[schema(example = "hello@demo.test")]
    pub email: Option<String>,
    /// Web site.
    #[schema(example = "https://demo.test")]
    pub website: Option<String>,
}

/// In whose name newsletters leave.
#[derive(Debug, Serialize, ToSchema)]
pub struct SenderBody {
    /// Display name.
    #[schema(example = "Demo Market")]
    pub name: Option<String>,
    /// Address in `From`.
    #[schema(example = "news@demo.test")]
    pub email: Option<String>,
    /// Address in `Reply-To`.
    #[schema(example = "hello@demo.test")]
    pub reply_to: Option<String>,
}

/// Whether messages leave or are captured.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ModeBody {
    /// Messages leave.
    Live,
    /// Every message is captured, and a test clock moves time.
    Sandbox,
}

/// Whether the merchant may work.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusBody {
    /// Works.
    Active,
    /// Suspended by the operator.
    Suspended,
}

/// What is recorded when a newsletter is opened or a link in it is followed.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrackingBody {
    /// Nothing.
    Off,
    /// How many customers did it; nobody can be named.
    Anonymous,
    /// Who did it, of those who consented to profiling.
    Individual,
}

/// What the merchant's plan says about its quota. The operator of the platform sets it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanBody {
    /// Monthly quota = this times the number of regulars at the end of the month before.
    #[schema(example = 2)]
    pub multiplier: i64,
    /// Test sends a month.
    #[schema(example = 10)]
    pub tests_per_month: i64,
}

/// A merchant.
#[derive(Debug, Serialize, ToSchema)]
pub struct MerchantBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b")]
    pub id: Uuid,
    /// The name that customers know.
    #[schema(example = "Demo Market")]
    pub name: String,
    /// Live or sandbox. Never changes.
    #[schema(example = "sandbox")]
    pub mode: ModeBody,
    /// Whether it may work.
    #[schema(example = "active")]
    pub status: StatusBody,
    /// IANA time zone: what "day", "month" and "birthday" mean.
    #[schema(example = "Europe/Belgrade")]
    pub time_zone: String,
    /// ISO 4217 code of its receipts. Never changes.
    #[schema(example = "RSD")]
    pub currency: String,
    /// BCP 47 tag of what is written to customers who have no language of their own.
    #[schema(example = "sr-RS")]
    pub locale: String,
    /// The name in the commercial register.
    #[schema(example = "Demo Market d.o.o.")]
    pub legal_name: Option<String>,
    /// Postal address.
    pub address: AddressBody,
    /// Opening hours as text.
    #[schema(example = "Mon-Sat 8-20")]
    pub opening_hours: Option<String>,
    /// How customers reach it.
    pub contact: ContactBody,
    /// Legal notice.
    #[schema(example = "Reg. no. 12345678")]
    pub imprint: Option<String>,
    /// Who publishes the newsletter.
    #[schema(example = "Demo Market d.o.o.")]
    pub publisher: Option<String>,
    /// Copyright line.
    #[schema(example = "© Demo Market")]
    pub copyright: Option<String>,
    /// The logo.
    pub logo_media_id: Option<Uuid>,
    /// In whose name newsletters leave.
    pub sender: SenderBody,
    /// The host of its own that links in newsletters use.
    #[schema(example = "mail.demo.test")]
    pub link_host: Option<String>,
    /// What is recorded of opens and clicks.
    #[schema(example = "individual")]
    pub tracking: TrackingBody,
    /// So many hours after its instant a scheduled newsletter is still sent; later it is `ready` again.
    #[schema(example = 24)]
    pub schedule_grace_hours: i64,
    /// What its plan says about its quota.
    pub plan: PlanBody,
    /// When it was created.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-01-15T09:00:00Z")]
    pub updated_at: DateTime<Utc>,
}

impl From<Merchant> for MerchantBody {
    fn from(merchant: Merchant) -> Self {
        let Merchant {
            id,
            name,
            mode,
            status,
            calendar,
            currency,
            locale,
            legal_name,
            address,
            opening_hours,
            contact: MerchantContact { phone, email, website },
            imprint,
            publisher,
            copyright,
            logo_media_id,
            sender: Sender { name: sender_name, email: sender_email, reply_to },
            link_host,
            tracking,
            schedule_grace,
            quota_multiplier,
            tests_per_month,
            created_at,
            updated_at,
        } = merchant;
        let exposed = |email: Option<Email>| email.map(|email| email.expose().to_owned());
        Self {
            id: id.value(),
            name: name.into_string(),
            mode: match mode {
                MerchantMode::Live => ModeBody::Live,
                MerchantMode::Sandbox => ModeBody::Sandbox,
            },
            status: match status {
                MerchantStatus::Active => StatusBody::Active,
                MerchantStatus::Suspended => StatusBody::Suspended,
            },
            time_zone: calendar.zone_name().to_owned(),
            currency: currency.code().to_owned(),
            locale: locale.tag().to_owned(),
            legal_name: legal_name.map(Label::into_string),
            address: address.into(),
            opening_hours: opening_hours.map(LongText::into_string),
            contact: ContactBody {
                phone: phone.as_ref().map(|phone| Phone::expose(phone).to_owned()),
                email: exposed(email),
                website: website.map(Label::into_string),
            },
            imprint: imprint.map(LongText::into_string),
            publisher: publisher.map(Label::into_string),
            copyright: copyright.map(Label::into_string),
            logo_media_id: logo_media_id.map(MediaId::value),
            sender: SenderBody {
                name: sender_name.map(Label::into_string),
                email: exposed(sender_email),
                reply_to: exposed(reply_to),
            },
            link_host: link_host.map(|host| host.as_str().to_owned()),
            tracking: match tracking {
                Tracking::Off => TrackingBody::Off,
                Tracking::Anonymous => TrackingBody::Anonymous,
                Tracking::Individual => TrackingBody::Individual,
            },
            schedule_grace_hours: schedule_grace.hours(),
            plan: PlanBody { multiplier: quota_multiplier, tests_per_month },
            created_at,
            updated_at,
        }
    }
}
