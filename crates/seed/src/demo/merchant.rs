//! The demo merchant and its neighbour.

use regulars_identity::{
    BusinessAddress, Merchant, MerchantContact, MerchantMode, MerchantStatus, ScheduleGrace, Sender,
};
use regulars_kernel::{Actor, MerchantCalendar, MerchantId, Phone, Scope, Tracking};
use uuid::uuid;

use super::fixed_id::instant_of;
use super::{invalid, label};
use crate::SeedError;

/// The demo merchant.
pub const MERCHANT: MerchantId = MerchantId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1b"));
/// Its name.
pub const NAME: &str = "Demo Market";
/// The merchant at which the members of elsewhere were registered. Nobody signs in to it.
const NEIGHBOUR: MerchantId = MerchantId::new(uuid!("0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f1c"));

/// The demo merchant as it is made.
pub fn merchant() -> Result<Merchant, SeedError> {
    let made = instant_of(MERCHANT.value())?;
    Ok(Merchant {
        id: MERCHANT,
        name: label(NAME)?,
        mode: MerchantMode::Sandbox,
        status: MerchantStatus::Active,
        calendar: calendar()?,
        currency: "RSD".parse().map_err(invalid)?,
        locale: "sr-RS".parse().map_err(invalid)?,
        legal_name: Some(label("Demo Market d.o.o.")?),
        address: BusinessAddress {
            street: Some(label("Knez Mihailova 6")?),
            postcode: Some(label("11000")?),
            city: Some(label("Beograd")?),
            country: Some("RS".to_owned()),
        },
        opening_hours: Some("pon–sub 8–20, ned 9–15".parse().map_err(invalid)?),
        contact: MerchantContact {
            phone: Some(Phone::parse("+381 11 3456789", None).map_err(invalid)?),
            email: Some("hello@demo.test".parse().map_err(invalid)?),
            website: Some(label("https://demo.test")?),
        },
        imprint: Some("Demo Market d.o.o., MB 12345678, PIB 123456789".parse().map_err(invalid)?),
        publisher: Some(label("Demo Market d.o.o.")?),
        copyright: Some(label("© Demo Market")?),
        logo_media_id: None,
        sender: Sender {
            name: Some(label("Demo Market")?),
            email: Some("news@demo.test".parse().map_err(invalid)?),
            reply_to: Some("hello@demo.test".parse().map_err(invalid)?),
        },
        link_host: None,
        tracking: Tracking::Individual,
        schedule_grace: ScheduleGrace::USUAL,
        quota_multiplier: 2,
        tests_per_month: 10,
        created_at: made,
        updated_at: made,
    })
}

/// The calendar of both merchants.
pub fn calendar() -> Result<MerchantCalendar, SeedError> {
    MerchantCalendar::of_zone("Europe/Belgrade").map_err(invalid)
}

/// The neighbour.
pub fn neighbour() -> Result<Merchant, SeedError> {
    Ok(Merchant { id: NEIGHBOUR, name: label("Pekara Klas")?, ..merchant()? })
}

/// The demo merchant's data.
#[expect(clippy::disallowed_methods, reason = "the seed acts as the platform inside the demo merchant")]
pub fn scope() -> Scope {
    Scope::of_authenticated_caller(MERCHANT, Actor::System)
}

/// The neighbour's data.
#[expect(clippy::disallowed_methods, reason = "the seed acts as the platform inside the demo's neighbour")]
pub fn neighbour_scope() -> Scope {
    Scope::of_authenticated_caller(NEIGHBOUR, Actor::System)
}
