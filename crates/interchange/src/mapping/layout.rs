//! Files that other products write.

use regulars_kernel::named;

use crate::mapping::answers::plain;
use crate::mapping::field::Field;

named! {
    /// A product whose exports are known by their headings.
    Layout {
        /// Mailchimp's exports of contacts: subscribed, unsubscribed and cleaned ones.
        Mailchimp = "mailchimp",
        /// listmonk's export of subscribers.
        Listmonk = "listmonk",
        /// Mautic's export of contacts.
        Mautic = "mautic",
        /// Klaviyo's export of profiles.
        Klaviyo = "klaviyo",
        /// EspoCRM's export of contacts.
        EspoCrm = "espocrm",
        /// Loyverse's export of customers.
        Loyverse = "loyverse",
        /// Square's export of the customer directory.
        Square = "square",
    }
}

impl Layout {
    /// Headings that together belong to the product's exports.
    const fn signature(self) -> &'static [&'static str] {
        match self {
            Self::Mailchimp => &["email address", "leid", "euid"],
            Self::Listmonk => &["uuid", "email", "name", "attributes", "status"],
            Self::Mautic => &["firstname", "lastname", "email", "points", "date identified"],
            Self::Klaviyo => &["email", "klaviyo id"],
            Self::EspoCrm => &["email", "email address is opted out"],
            Self::Loyverse => &["customer name", "customer code", "points balance"],
            Self::Square => &["square customer id", "email address"],
        }
    }

    /// Headings that mean something else in these files than in others, or nothing to others.
    const fn own_headings(self) -> &'static [(&'static str, Field)] {
        match self {
            Self::Mailchimp => &[
                ("unsub time", Field::EmailOptedOut),
                ("clean time", Field::EmailBounced),
                ("phone number", Field::Phone),
            ],
            Self::Listmonk => &[("status", Field::AdvertisingEmail), ("name", Field::FullName)],
            Self::Mautic => &[
                ("doNotContact", Field::EmailOptedOut),
                ("do not contact", Field::EmailOptedOut),
                ("donotemail", Field::EmailOptedOut),
                ("mobile", Field::Phone),
                ("address1", Field::Street),
                ("zipcode", Field::Postcode),
                ("preferred locale", Field::Language),
            ],
            Self::Klaviyo => &[
                ("email marketing consent", Field::AdvertisingEmail),
                ("sms marketing consent", Field::AdvertisingSms),
                ("email suppressions", Field::EmailOptedOut),
                ("email marketing consent timestamp", Field::AdvertisingDate),
                ("zip code", Field::Postcode),
                ("address", Field::Street),
            ],
            Self::EspoCrm => &[
                ("email address is opted out", Field::EmailOptedOut),
                ("email address is invalid", Field::EmailBounced),
                ("account name", Field::Company),
            ],
            Self::Loyverse => &[
                ("customer name", Field::FullName),
                ("customer code", Field::ExternalId),
                ("address", Field::Street),
            ],
            Self::Square => &[
                ("reference id", Field::ExternalId),
                ("street address 1", Field::Street),
                ("email subscription status", Field::AdvertisingEmail),
            ],
        }
    }

    /// The product whose export has these headings.
    pub fn of(headings: &[Option<String>]) -> Option<Self> {
        let given: Vec<String> = headings.iter().flatten().map(|heading| plain(heading)).collect();
        let is_there = |sought: &&str| given.iter().any(|heading| *heading == plain(sought));
        Self::ALL.iter().copied().find(|layout| layout.signature().iter().all(&is_there))
    }

    /// What a heading means in a file of the product, where that is different.
    pub(crate) fn meaning(self, heading: &str) -> Option<Field> {
        let heading = plain(heading);
        self.own_headings().iter().find(|(known, _)| plain(known) == heading).map(|(_, field)| *field)
    }
}
