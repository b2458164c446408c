//! What a row makes of a customer: a new one, or a change of one who is there.

use std::collections::BTreeMap;

use regulars_customers::{
    AttributeKey, Attributes, BornPatch, CreatedBy, CustomerPatch, CustomerRecord, GivenValue, NewCustomer,
    Utm, UtmPatch,
};
use regulars_interchange::{Field, Policy};
use regulars_kernel::{BirthDate, Change, KnownNames, Label, Names, Personal, PostalAddress, fold};

use crate::imports::row_values::{Given, RowValues};

/// The customer that a row describes.
pub(crate) fn new_customer(values: &RowValues) -> NewCustomer {
    let attributes =
        values.attributes.iter().map(|(key, given)| (key.clone(), given.value.given.clone())).collect();
    let utm = |field: Field| values.utm.get(&field).map(|given| given.value.clone());
    NewCustomer {
        external_id: value(&values.external_id),
        gender: value(&values.gender),
        names: values.names.clone(),
        email: value(&values.email),
        phone: value(&values.phone),
        birth_date: value(&values.birth_date),
        language: value(&values.language),
        address: PostalAddress {
            street: value(&values.street),
            postcode: value(&values.postcode),
            city: value(&values.city),
            country: value(&values.country),
        },
        tags: value(&values.tags).unwrap_or_default(),
        attributes,
        utm: Utm {
            source: utm(Field::UtmSource),
            medium: utm(Field::UtmMedium),
            campaign: utm(Field::UtmCampaign),
            term: utm(Field::UtmTerm),
            content: utm(Field::UtmContent),
        },
        last_utm: None,
        referral_id: value(&values.referral_id),
        data_consent: values.data_consent.clone(),
        created_by: Some(CreatedBy::import()),
    }
}

fn value<T: Clone>(given: &Option<Given<T>>) -> Option<T> {
    given.as_ref().map(|given| given.value.clone())
}

/// The change that a row makes, or nothing where everything is so already. No column takes a value away, and none takes a tag.
pub(crate) fn change_of(values: &RowValues, record: &CustomerRecord) -> Option<CustomerPatch> {
    let customer = &record.customer;
    let before = &customer.source.utm;
    let utm = |field: Field, before: &Option<Label>| change(values.utm.get(&field), before);
    let patch = CustomerPatch {
        external_id: change(values.external_id.as_ref(), &customer.external_id),
        gender: change(values.gender.as_ref(), &customer.gender),
        names: names_change(values, &customer.names),
        email: change(values.email.as_ref(), &customer.email),
        phone: change(values.phone.as_ref(), &customer.phone),
        born: born_changes(values, customer.birth_date.as_ref()),
        language: change(values.language.as_ref(), &customer.language),
        street: change(values.street.as_ref(), &customer.address.street),
        postcode: change(values.postcode.as_ref(), &customer.address.postcode),
        city: change(values.city.as_ref(), &customer.address.city),
        country: change(values.country.as_ref(), &customer.address.country),
        tags: tags_change(values, &record.tags),
        attributes: attributes_change(values, &customer.attributes),
        utm: UtmPatch {
            source: utm(Field::UtmSource, &before.source),
            medium: utm(Field::UtmMedium, &before.medium),
            campaign: utm(Field::UtmCampaign, &before.campaign),
            term: utm(Field::UtmTerm, &before.term),
            content: utm(Field::UtmContent, &before.content),
        },
        last_utm: UtmPatch::default(),
        referral_id: change(values.referral_id.as_ref(), &customer.source.referral_id),
    };
    (patch != CustomerPatch::default()).then_some(patch)
}

/// Whether a column writes over what was there.
const fn writes(policy: Policy, has_value: bool) -> bool {
    match policy {
        Policy::Overwrite => true,
        Policy::FillEmpty => !has_value,
        Policy::Keep => false,
    }
}

fn change<T: Clone + PartialEq>(given: Option<&Given<T>>, before: &Option<T>) -> Change<T> {
    match given {
        Some(given) if writes(given.policy, before.is_some()) && before.as_ref() != Some(&given.value) => {
            Change::Set(given.value.clone())
        }
        _ => Change::Unchanged,
    }
}

/// What the one column leaves as it is, the other one may change.
fn born_changes(values: &RowValues, before: Option<&Personal<BirthDate>>) -> BornPatch {
    let columns = [values.birth_date.as_ref(), values.birthday.as_ref()];
    let mut changes = columns.into_iter().map(|given| born_change(given, before));
    changes.find(|change| !change.is_empty()).unwrap_or_default()
}

/// A birthday takes no year away from the date that it agrees with, and a date gives a birthday its year as it fills an empty field.
fn born_change(
    given: Option<&Given<Personal<BirthDate>>>,
    before: Option<&Personal<BirthDate>>,
) -> BornPatch {
    let Some(given) = given else { return BornPatch::default() };
    let born = *given.value.expose();
    let knows_no_less =
        |before: BirthDate| before == born || (born.date().is_none() && before.agrees_with(born));
    let before = before.map(|before| *before.expose());
    let is_filled = before.is_some_and(|before| before.date().is_some() || !before.agrees_with(born));
    match writes(given.policy, is_filled) && !before.is_some_and(knows_no_less) {
        true => BornPatch::to(born),
        false => BornPatch::default(),
    }
}

fn names_change(values: &RowValues, before: &KnownNames) -> Names<Change<Personal<Label>>> {
    let policy = |name: &str| values.name_policies.get(name).copied().unwrap_or(Policy::Overwrite);
    values.names.clone().zip(before.clone()).map(|name, (given, before)| {
        let given = given.map(|value| Given { value, column: 0, policy: policy(name) });
        change(given.as_ref(), &before)
    })
}

fn tags_change(values: &RowValues, before: &[Label]) -> Change<Vec<Label>> {
    let Some(given) = &values.tags else { return Change::Unchanged };
    let has = |tag: &Label| before.iter().any(|known| fold(known.as_str()) == fold(tag.as_str()));
    let new: Vec<Label> = given.value.iter().filter(|tag| !has(tag)).cloned().collect();
    if new.is_empty() || !writes(given.policy, !before.is_empty()) {
        return Change::Unchanged;
    }
    Change::Set(before.iter().cloned().chain(new).collect())
}

fn attributes_change(
    values: &RowValues,
    before: &Attributes,
) -> Change<BTreeMap<AttributeKey, Option<GivenValue>>> {
    let known: BTreeMap<_, _> = before.iter().collect();
    let changes: BTreeMap<_, _> = values
        .attributes
        .iter()
        .filter(|(key, cell)| {
            let before = known.get(key).map(|held| &held.value);
            writes(cell.policy, before.is_some()) && before != cell.value.value.as_ref()
        })
        .map(|(key, cell)| (key.clone(), Some(cell.value.given.clone())))
        .collect();
    if changes.is_empty() { Change::Unchanged } else { Change::Set(changes) }
}
