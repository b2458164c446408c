//! A partial update of the profile.

use regulars_identity::{AllowedOrigins, LinkHost, MerchantPatch, ScheduleGrace, Website};
use regulars_kernel::{Email, Label, Locale, LongText, MediaId, MerchantCalendar, Phone, Tracking};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::error::{ApiError, Invalid};
use crate::extract::Patched;
use crate::v1::address::AddressPatchBody;
use crate::v1::merchant::body::TrackingBody;
use crate::v1::merchant::origins_patch::check_origins;

/// What changes; absent fields stay, `null` clears.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"opening_hours": "Mon-Sat 8-20", "sender": {"name": "Demo Market"}}))]
pub struct MerchantPatchBody {
    /// The name that customers know.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// IANA time zone.
    #[schema(value_type = Option<String>, max_length = 64)]
    #[serde(default)]
    time_zone: Patched<String>,
    /// BCP 47 tag.
    #[schema(value_type = Option<String>, max_length = 20)]
    #[serde(default)]
    locale: Patched<String>,
    /// What is recorded of opens and clicks.
    #[schema(value_type = Option<TrackingBody>)]
    #[serde(default)]
    tracking: Patched<TrackingBody>,
    /// So many hours after its instant a scheduled newsletter is still sent; later it is `ready` again.
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 168)]
    #[serde(default)]
    schedule_grace_hours: Patched<i64>,
    /// The name in the commercial register.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    legal_name: Patched<String>,
    /// Postal address.
    #[schema(inline)]
    #[serde(default)]
    address: AddressPatchBody,
    /// Opening hours as text.
    #[schema(value_type = Option<String>, max_length = 4000)]
    #[serde(default)]
    opening_hours: Patched<String>,
    /// How customers reach it.
    #[schema(inline)]
    #[serde(default)]
    contact: ContactPatchBody,
    /// Legal notice.
    #[schema(value_type = Option<String>, max_length = 4000)]
    #[serde(default)]
    imprint: Patched<String>,
    /// Who publishes the newsletter.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    publisher: Patched<String>,
    /// Copyright line.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    copyright: Patched<String>,
    /// The logo: an uploaded image.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    logo_media_id: Patched<Uuid>,
    /// In whose name newsletters leave.
    #[schema(inline)]
    #[serde(default)]
    sender: SenderPatchBody,
    /// The host of its own that links in newsletters use.
    #[schema(value_type = Option<String>, max_length = 253)]
    #[serde(default)]
    link_host: Patched<String>,
    /// Origins of front ends that may call from a browser, such as `https://shop.example`: scheme and host, and the port
    /// unless it is the usual one. All of them are replaced.
    #[schema(value_type = Option<Vec<String>>, max_items = 20)]
    #[serde(default)]
    allowed_origins: Patched<Vec<String>>,
}

/// What changes of the contact.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct ContactPatchBody {
    /// Phone number in international form.
    #[schema(value_type = Option<String>, max_length = 40)]
    #[serde(default)]
    phone: Patched<String>,
    /// E-mail address.
    #[schema(value_type = Option<String>, max_length = 254)]
    #[serde(default)]
    email: Patched<String>,
    /// Web site: an address that begins with `http://` or `https://`, or the host and path alone.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    website: Patched<String>,
}

/// What changes of the sender.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct SenderPatchBody {
    /// Display name.
    #[schema(value_type = Option<String>, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// Address in `From`.
    #[schema(value_type = Option<String>, max_length = 254)]
    #[serde(default)]
    email: Patched<String>,
    /// Address in `Reply-To`.
    #[schema(value_type = Option<String>, max_length = 254)]
    #[serde(default)]
    reply_to: Patched<String>,
}

impl MerchantPatchBody {
    /// The checked update, and the origins if they change.
    pub fn check(self) -> Result<(MerchantPatch, Option<AllowedOrigins>), ApiError> {
        let mut invalid = Invalid::default();
        let line = |text: String| text.parse::<Label>();
        let text = |text: String| text.parse::<LongText>();
        let email = |text: String| text.parse::<Email>();
        let website = |text: String| text.parse::<Website>().map(Website::into_label);
        let Self { address, contact, sender, .. } = self;
        let address = address.check(&mut invalid, "/address");
        let patch = MerchantPatch {
            name: self.name.check_required(&mut invalid, "/name", line).flatten(),
            calendar: self
                .time_zone
                .check_required(&mut invalid, "/time_zone", |zone| MerchantCalendar::of_zone(&zone))
                .flatten(),
            locale: self
                .locale
                .check_required(&mut invalid, "/locale", |tag| tag.parse::<Locale>())
                .flatten(),
            tracking: self
                .tracking
                .check_required(&mut invalid, "/tracking", |tracking| {
                    Ok::<_, std::convert::Infallible>(match tracking {
                        TrackingBody::Off => Tracking::Off,
                        TrackingBody::Anonymous => Tracking::Anonymous,
                        TrackingBody::Individual => Tracking::Individual,
                    })
                })
                .flatten(),
            schedule_grace: self
                .schedule_grace_hours
                .check_required(&mut invalid, "/schedule_grace_hours", ScheduleGrace::of_hours)
                .flatten(),
            legal_name: self.legal_name.check(&mut invalid, "/legal_name", line).unwrap_or_default(),
            street: address.street,
            postcode: address.postcode,
            city: address.city,
            country: address.country,
            opening_hours: self.opening_hours.check(&mut invalid, "/opening_hours", text).unwrap_or_default(),
            contact_phone: contact
                .phone
                .check(&mut invalid, "/contact/phone", |phone| Phone::parse(&phone, None))
                .unwrap_or_default(),
            contact_email: contact.email.check(&mut invalid, "/contact/email", email).unwrap_or_default(),
            contact_website: contact
                .website
                .check(&mut invalid, "/contact/website", website)
                .unwrap_or_default(),
            imprint: self.imprint.check(&mut invalid, "/imprint", text).unwrap_or_default(),
            publisher: self.publisher.check(&mut invalid, "/publisher", line).unwrap_or_default(),
            copyright: self.copyright.check(&mut invalid, "/copyright", line).unwrap_or_default(),
            logo_media_id: self
                .logo_media_id
                .0
                .try_map(|id| Ok::<_, std::convert::Infallible>(MediaId::new(id)))
                .unwrap_or_default(),
            sender_name: sender.name.check(&mut invalid, "/sender/name", line).unwrap_or_default(),
            sender_email: sender.email.check(&mut invalid, "/sender/email", email).unwrap_or_default(),
            sender_reply_to: sender
                .reply_to
                .check(&mut invalid, "/sender/reply_to", email)
                .unwrap_or_default(),
            link_host: self
                .link_host
                .check(&mut invalid, "/link_host", |host| host.parse::<LinkHost>())
                .unwrap_or_default(),
        };
        let origins = check_origins(self.allowed_origins, &mut invalid);
        invalid.finish()?;
        Ok((patch, origins))
    }
}
