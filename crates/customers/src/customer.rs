//! Customers.

use regulars_kernel::{
    BirthDate, CustomerId, CustomerOrder, CustomerPosition, CustomerType, Email, Gender, Instant, KnownNames,
    Label, LanguageTag, MemberId, OrderedBy, Personal, Phone, PostalAddress,
};

use crate::{Attributes, CreatedBy};

/// The campaign that brought a customer, as the parameters of its link said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Utm {
    /// `utm_source`.
    pub source: Option<Label>,
    /// `utm_medium`.
    pub medium: Option<Label>,
    /// `utm_campaign`.
    pub campaign: Option<Label>,
    /// `utm_term`.
    pub term: Option<Label>,
    /// `utm_content`.
    pub content: Option<Label>,
}

/// A campaign that led to a customer, and when that was. It names something at least.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Touch {
    utm: Utm,
    at: Instant,
}

impl Touch {
    /// The touch of that campaign; none where the campaign says nothing.
    pub fn new(utm: Utm, at: Instant) -> Option<Self> {
        (utm != Utm::default()).then_some(Self { utm, at })
    }

    /// The campaign.
    pub const fn utm(&self) -> &Utm {
        &self.utm
    }

    /// When it was noted.
    pub const fn at(&self) -> Instant {
        self.at
    }
}

/// Where a customer comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The campaign that brought the customer first. No later one changes it.
    pub utm: Utm,
    /// The campaign that led to the customer last.
    pub last_touch: Option<Touch>,
    /// Who or what referred the customer.
    pub referral_id: Option<Label>,
    /// What made the record. Never changes.
    pub created_by: CreatedBy,
}

/// The merchant's statement that it may store the data of a person who is not a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataConsent {
    /// Where the consent was given, such as a form or a shop.
    pub source: Label,
    /// The version of the text that the person agreed to.
    pub text_version: Option<Label>,
}

/// A merchant's own record of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Its id.
    pub id: CustomerId,
    /// How the customer stands to the network and to the merchant.
    pub customer_type: CustomerType,
    /// The member whom the record is about.
    pub member: Option<MemberId>,
    /// When the customer became a regular.
    pub regular_since: Option<Instant>,
    /// When the customer stopped being a regular.
    pub regular_until: Option<Instant>,
    /// The merchant's own number of the customer, unique within the merchant.
    pub external_id: Option<Label>,
    /// How the customer is addressed.
    pub gender: Option<Gender>,
    /// What the customer is called.
    pub names: KnownNames,
    /// The e-mail address.
    pub email: Option<Email>,
    /// When that very address was proven to be the customer's.
    pub email_verified_at: Option<Instant>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// The date of birth.
    pub birth_date: Option<Personal<BirthDate>>,
    /// The language in which the customer is written to.
    pub language: Option<LanguageTag>,
    /// Where the customer lives.
    pub address: PostalAddress,
    /// Custom attributes.
    pub attributes: Attributes,
    /// Where the customer comes from.
    pub source: Source,
    /// The merchant's statement that it may store these data.
    pub data_consent: Option<DataConsent>,
    /// When the record was made.
    pub created_at: Instant,
    /// When it was last changed.
    pub updated_at: Instant,
}

impl Customer {
    /// Whether the e-mail address was proven to be the customer's.
    pub const fn email_verified(&self) -> bool {
        self.email.is_some() && self.email_verified_at.is_some()
    }

    /// Where the customer stands in a list of that order, on a page behind `behind`.
    pub fn position_in(&self, order: CustomerOrder, behind: Option<&CustomerPosition>) -> CustomerPosition {
        fn text(label: &Option<Personal<Label>>) -> Option<&str> {
            label.as_ref().map(|label| label.expose().as_str())
        }
        let by = OrderedBy {
            updated_at: self.updated_at,
            first_name: text(&self.names.first_name),
            last_name: text(&self.names.last_name),
            city: text(&self.address.city),
            birth_date: self.birth_date.as_ref().and_then(|born| born.expose().date()),
            birthday: self.birth_date.as_ref().map(|born| born.expose().day_of_year()),
        };
        order.position(self.id, by, behind)
    }

    /// The customer as a regular of the merchant. One who is a regular already stays so since then.
    #[must_use]
    pub fn as_regular(self, now: Instant) -> Self {
        let regular_since =
            if self.customer_type == CustomerType::Regular { self.regular_since } else { None };
        Self {
            customer_type: CustomerType::Regular,
            regular_since: regular_since.or(Some(now)),
            regular_until: None,
            updated_at: now,
            ..self
        }
    }

    /// The customer as that touch leaves it, now. None where a later one is known, or one of the same instant.
    pub fn touched(&self, touch: Touch, now: Instant) -> Option<Self> {
        let is_later = self.source.last_touch.as_ref().is_none_or(|last| last.at < touch.at);
        is_later.then(|| Self {
            source: Source { last_touch: Some(touch), ..self.source.clone() },
            updated_at: now,
            ..self.clone()
        })
    }

    /// The customer with that address. Another address has not been proven; one that differs in letter case only is
    /// the same.
    #[must_use]
    pub fn with_email(self, email: Option<Email>) -> Self {
        let email_verified_at = if self.email == email { self.email_verified_at } else { None };
        Self { email, email_verified_at, ..self }
    }
}
