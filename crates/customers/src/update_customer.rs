//! Changes a customer.

use std::collections::BTreeMap;

use regulars_kernel::{
    BirthDate, Change, CountryCode, CustomerId, Email, Environment, Gender, Instant, Label, LanguageTag,
    MerchantCalendar, Names, Personal, Phone, PostalAddress, StoreError,
};

use crate::{
    AttributeKey, Attributes, BirthDateOutOfRange, BirthdayOfAnotherDay, BornPatch, Customer, CustomerRecord,
    CustomerStore, FaultyAttribute, GivenValue, HeldAttribute, ResolveAttributesError, ResolveTagsError,
    Source, Tag, TooManyAttributes, Touch, Utm, Written, check_birth_date, resolve_attributes, resolve_tags,
    search_text,
};

/// A partial update of a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerPatch {
    /// The merchant's own number.
    pub external_id: Change<Label>,
    /// How the customer is addressed.
    pub gender: Change<Gender>,
    /// What the customer is called.
    pub names: Names<Change<Personal<Label>>>,
    /// The e-mail address. Another address has not been verified.
    pub email: Change<Email>,
    /// The phone number.
    pub phone: Change<Phone>,
    /// When the person was born.
    pub born: BornPatch,
    /// The language.
    pub language: Change<LanguageTag>,
    /// Street and number.
    pub street: Change<Personal<Label>>,
    /// Postcode.
    pub postcode: Change<Personal<Label>>,
    /// City.
    pub city: Change<Personal<Label>>,
    /// Country.
    pub country: Change<CountryCode>,
    /// Names of all the tags that the customer has afterwards.
    pub tags: Change<Vec<Label>>,
    /// Attributes to be set and, where there is no value, to be taken away. Others stay.
    pub attributes: Change<BTreeMap<AttributeKey, Option<GivenValue>>>,
    /// The campaign that brought the customer.
    pub utm: UtmPatch,
    /// The campaign that led to the customer last: where it is named, it was noted just now.
    pub last_utm: UtmPatch,
    /// Who or what referred the customer.
    pub referral_id: Change<Label>,
}

/// A partial update of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UtmPatch {
    /// `utm_source`.
    pub source: Change<Label>,
    /// `utm_medium`.
    pub medium: Change<Label>,
    /// `utm_campaign`.
    pub campaign: Change<Label>,
    /// `utm_term`.
    pub term: Change<Label>,
    /// `utm_content`.
    pub content: Change<Label>,
}

impl UtmPatch {
    /// Clears everything.
    pub const CLEAR: Self = Self {
        source: Change::Clear,
        medium: Change::Clear,
        campaign: Change::Clear,
        term: Change::Clear,
        content: Change::Clear,
    };

    fn apply(self, before: Utm) -> Utm {
        Utm {
            source: self.source.apply(before.source),
            medium: self.medium.apply(before.medium),
            campaign: self.campaign.apply(before.campaign),
            term: self.term.apply(before.term),
            content: self.content.apply(before.content),
        }
    }

    /// The touch that the campaign is afterwards.
    fn touch(self, before: Option<Touch>, now: Instant) -> Option<Touch> {
        if self == Self::default() {
            return before;
        }
        let known = before.map(|touch| touch.utm().clone());
        Touch::new(self.apply(known.unwrap_or_default()), now)
    }
}

/// Why a customer was not changed.
#[derive(Debug, thiserror::Error)]
pub enum UpdateCustomerError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// Nobody is born on that date.
    #[error(transparent)]
    BirthDate(#[from] BirthDateOutOfRange),
    /// The birthday is on another day than the date of birth.
    #[error(transparent)]
    Birthday(#[from] BirthdayOfAnotherDay),
    /// Attributes do not fit their definitions.
    #[error("attributes do not fit their definitions")]
    Attributes(Vec<FaultyAttribute>),
    /// The customer would have too many attributes.
    #[error(transparent)]
    TooManyAttributes(#[from] TooManyAttributes),
    /// The merchant has no tags of these names.
    #[error("there are no tags of these names")]
    UnknownTags(Vec<Label>),
    /// There are more tags than a customer has.
    #[error("these are too many tags")]
    TooManyTags,
    /// Another customer of the merchant has that number.
    #[error("another customer has that external id")]
    ExternalIdTaken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<ResolveTagsError> for UpdateCustomerError {
    fn from(error: ResolveTagsError) -> Self {
        match error {
            ResolveTagsError::UnknownTags(names) => Self::UnknownTags(names),
            ResolveTagsError::TooManyTags => Self::TooManyTags,
            ResolveTagsError::Store(error) => Self::Store(error),
        }
    }
}

impl From<ResolveAttributesError> for UpdateCustomerError {
    fn from(error: ResolveAttributesError) -> Self {
        match error {
            ResolveAttributesError::Faulty(faults) => Self::Attributes(faults),
            ResolveAttributesError::Store(error) => Self::Store(error),
        }
    }
}

/// Changes a customer.
pub async fn update_customer(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    id: CustomerId,
    patch: CustomerPatch,
) -> Result<CustomerRecord, UpdateCustomerError> {
    let before = store.find_customer_for_change(id).await?.ok_or(UpdateCustomerError::UnknownCustomer)?;
    update_found_customer(store, environment, calendar, before, patch).await
}

/// As [`update_customer`], of one who was found for the change in the same transaction. Nothing is written where a rule
/// forbids the change.
pub async fn update_found_customer(
    store: &mut dyn CustomerStore,
    environment: &Environment,
    calendar: &MerchantCalendar,
    before: CustomerRecord,
    mut patch: CustomerPatch,
) -> Result<CustomerRecord, UpdateCustomerError> {
    let id = before.customer.id;
    let tags = match std::mem::take(&mut patch.tags) {
        Change::Unchanged => None,
        Change::Clear => Some(Vec::new()),
        Change::Set(names) => Some(resolve_tags(store, names).await?),
    };
    let attributes = match std::mem::take(&mut patch.attributes) {
        Change::Unchanged => Change::Unchanged,
        Change::Clear => Change::Clear,
        Change::Set(given) => Change::Set(resolve_attributes(store, given).await?),
    };
    let writes_attributes = attributes != Change::Unchanged;
    let after = revised(&before, patch, tags.as_deref(), attributes, calendar, environment.now())?;
    if let Some(tags) = tags {
        let ids: Vec<_> = tags.iter().map(|tag| tag.id).collect();
        store.set_customer_tags(id, &ids).await?;
    }
    if writes_attributes {
        store.set_customer_attributes(id, &after.customer.attributes).await?;
    }
    match store.update_customer(&after.customer, &search_text(&after.customer, &after.cards)).await? {
        Written::Done => {
            store.note_if(environment, after.note_updated(&before)).await?;
            Ok(after)
        }
        Written::ExternalIdTaken => Err(UpdateCustomerError::ExternalIdTaken),
        Written::MemberTaken => {
            Err(StoreError::inconsistent("customers", "a member was taken although it stayed").into())
        }
    }
}

/// The customer as an update leaves it, once the tags and attributes that it names were looked up.
pub(crate) fn revised(
    before: &CustomerRecord,
    patch: CustomerPatch,
    tags: Option<&[Tag]>,
    attributes: Change<BTreeMap<AttributeKey, Option<HeldAttribute>>>,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<CustomerRecord, UpdateCustomerError> {
    if let Change::Set(date) = &patch.born.date {
        check_birth_date(BirthDate::On(*date.expose()), calendar.date_of(now))?;
    }
    let birth_date = patch.born.apply(before.customer.birth_date.as_ref().map(|born| *born.expose()))?;
    let tags = match tags {
        None => before.tags.clone(),
        Some(tags) => tags.iter().map(|tag| tag.name.clone()).collect(),
    };
    let attributes = match attributes {
        Change::Unchanged => before.customer.attributes.clone(),
        Change::Clear => Attributes::default(),
        Change::Set(changes) => before.customer.attributes.clone().merged(changes)?,
    };
    let customer = Customer {
        attributes,
        birth_date: birth_date.map(Personal::new),
        ..patched(before.customer.clone(), patch, now)
    };
    Ok(CustomerRecord { customer, tags, ..before.clone() })
}

/// The customer after `patch`, but for tags and attributes, which are looked up, and the date of birth, which is checked.
fn patched(before: Customer, patch: CustomerPatch, now: Instant) -> Customer {
    let CustomerPatch {
        external_id,
        gender,
        names,
        email,
        phone,
        born: _,
        language,
        street,
        postcode,
        city,
        country,
        tags: _,
        attributes: _,
        utm,
        last_utm,
        referral_id,
    } = patch;
    let email = email.apply(before.email.clone());
    let before = before.with_email(email);
    Customer {
        external_id: external_id.apply(before.external_id),
        gender: gender.apply(before.gender),
        names: names.zip(before.names).map(|_, (change, before)| change.apply(before)),
        phone: phone.apply(before.phone),
        language: language.apply(before.language),
        address: PostalAddress {
            street: street.apply(before.address.street),
            postcode: postcode.apply(before.address.postcode),
            city: city.apply(before.address.city),
            country: country.apply(before.address.country),
        },
        source: Source {
            utm: utm.apply(before.source.utm),
            last_touch: last_utm.touch(before.source.last_touch, now),
            referral_id: referral_id.apply(before.source.referral_id),
            created_by: before.source.created_by,
        },
        updated_at: now,
        ..before
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use regulars_kernel::{Actor, ManualClock, MerchantId, Scope, SeededRandom};

    use super::*;
    use crate::NewCustomer;

    const VERIFIED: &str = "2026-01-01T00:00:00Z";

    #[expect(clippy::disallowed_methods, reason = "a test mints a scope")]
    fn verified() -> Customer {
        let clock = ManualClock::at(VERIFIED.parse().unwrap());
        let environment = Environment::new(Arc::new(clock), Arc::new(SeededRandom::new(1)));
        let scope = Scope::of_authenticated_caller(MerchantId::new(environment.new_id()), Actor::System);
        let new = NewCustomer { email: Some("ana@example.com".parse().unwrap()), ..NewCustomer::default() };
        let (customer, _) =
            new.into_customer(&environment, &MerchantCalendar::of_zone("UTC").unwrap(), scope).unwrap();
        Customer { email_verified_at: Some(VERIFIED.parse().unwrap()), ..customer }
    }

    fn with_email(email: Change<Email>) -> Customer {
        let now = "2026-02-01T00:00:00Z".parse().unwrap();
        patched(verified(), CustomerPatch { email, ..CustomerPatch::default() }, now)
    }

    #[test]
    fn another_address_is_not_verified() {
        assert!(!with_email(Change::Set("eve@example.com".parse().unwrap())).email_verified());
        assert!(!with_email(Change::Clear).email_verified());
        assert_eq!(with_email(Change::Clear).email_verified_at, None);
    }

    #[test]
    fn the_same_address_stays_verified() {
        assert!(with_email(Change::Unchanged).email_verified());
        let other_case = with_email(Change::Set("Ana@example.com".parse().unwrap()));
        assert!(other_case.email_verified());
        assert_eq!(other_case.email.unwrap().expose(), "Ana@example.com");
    }

    #[test]
    fn a_last_touch_is_of_the_moment_at_which_it_is_named() {
        let label = |text: &str| Change::Set(text.parse::<Label>().unwrap());
        let at = |text: &str| text.parse::<Instant>().unwrap();
        let patch = |last_utm| CustomerPatch { last_utm, ..CustomerPatch::default() };
        let source = UtmPatch { source: label("google"), ..UtmPatch::default() };
        let first = patched(verified(), patch(source), at("2026-02-01T00:00:00Z"));
        let medium = UtmPatch { medium: label("cpc"), ..UtmPatch::default() };
        let second = patched(first.clone(), patch(medium), at("2026-02-02T00:00:00Z"));
        let touch = second.source.last_touch.clone().unwrap();
        assert_eq!(touch.utm().source, first.source.last_touch.unwrap().utm().source);
        assert_eq!(
            (touch.utm().medium.as_ref().map(Label::as_str), touch.at()),
            (Some("cpc"), at("2026-02-02T00:00:00Z"))
        );
        assert_eq!(second.source.utm, Utm::default());
        assert_eq!(
            patched(second.clone(), patch(UtmPatch::CLEAR), second.updated_at).source.last_touch,
            None
        );
        let older = Touch::new(touch.utm().clone(), at("2026-02-01T00:00:00Z")).unwrap();
        assert_eq!(second.touched(older, second.updated_at), None);
        assert_eq!(second.touched(touch, second.updated_at), None, "it is known already");
    }

    #[test]
    fn what_the_patch_does_not_name_stays() {
        let before = verified();
        let now = "2026-02-01T00:00:00Z".parse().unwrap();
        let after = patched(before.clone(), CustomerPatch::default(), now);
        assert_eq!(after, Customer { updated_at: now, ..before });
    }
}
