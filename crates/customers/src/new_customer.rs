//! A customer to be added.

use std::collections::BTreeMap;

use regulars_kernel::{
    BirthDate, CustomerId, CustomerType, Email, Environment, Gender, KnownNames, Label, LanguageTag,
    MerchantCalendar, Personal, Phone, PostalAddress, Scope,
};

use crate::{
    AttributeKey, Attributes, BirthDateOutOfRange, CreatedBy, Customer, DataConsent, GivenValue, Source,
    Touch, Utm, check_birth_date,
};

/// A customer to be added, with everything that is known about the person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCustomer {
    /// The merchant's own number of the customer.
    pub external_id: Option<Label>,
    /// How the customer is addressed.
    pub gender: Option<Gender>,
    /// What the customer is called.
    pub names: KnownNames,
    /// The e-mail address.
    pub email: Option<Email>,
    /// The phone number.
    pub phone: Option<Phone>,
    /// The date of birth.
    pub birth_date: Option<Personal<BirthDate>>,
    /// The language.
    pub language: Option<LanguageTag>,
    /// Where the customer lives.
    pub address: PostalAddress,
    /// Names of tags, in any letter case.
    pub tags: Vec<Label>,
    /// Custom attributes.
    pub attributes: BTreeMap<AttributeKey, GivenValue>,
    /// The campaign that brought the customer.
    pub utm: Utm,
    /// The campaign that led to the customer last, where it is another one.
    pub last_utm: Option<Utm>,
    /// Who or what referred the customer.
    pub referral_id: Option<Label>,
    /// The merchant's statement that it may store these data.
    pub data_consent: Option<DataConsent>,
    /// What makes the record, where that is not whoever asks for it.
    pub created_by: Option<CreatedBy>,
}

/// What a customer is given that the merchant has defined before, as it was named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assigned {
    /// Names of tags, in any letter case.
    pub tags: Vec<Label>,
    /// Custom attributes.
    pub attributes: BTreeMap<AttributeKey, GivenValue>,
}

impl NewCustomer {
    /// The record of a person who is not a member, still without attributes, and what it is to be given.
    ///
    /// # Errors
    ///
    /// When nobody is born on the date of birth.
    pub fn into_customer(
        self,
        environment: &Environment,
        calendar: &MerchantCalendar,
        scope: Scope,
    ) -> Result<(Customer, Assigned), BirthDateOutOfRange> {
        let now = environment.now();
        if let Some(date) = &self.birth_date {
            check_birth_date(*date.expose(), calendar.date_of(now))?;
        }
        let last_utm = self.last_utm.filter(|utm| *utm != Utm::default());
        let customer = Customer {
            id: CustomerId::new(environment.new_id()),
            customer_type: CustomerType::NonMember,
            member: None,
            regular_since: None,
            regular_until: None,
            external_id: self.external_id,
            gender: self.gender,
            names: self.names,
            email: self.email,
            email_verified_at: None,
            phone: self.phone,
            birth_date: self.birth_date,
            language: self.language,
            address: self.address,
            attributes: Attributes::default(),
            source: Source {
                last_touch: Touch::new(last_utm.unwrap_or_else(|| self.utm.clone()), now),
                utm: self.utm,
                referral_id: self.referral_id,
                created_by: self.created_by.unwrap_or_else(|| scope.actor().into()),
            },
            data_consent: self.data_consent,
            created_at: now,
            updated_at: now,
        };
        Ok((customer, Assigned { tags: self.tags, attributes: self.attributes }))
    }
}
