//! Field by field, whose value the merged record has.

use std::collections::BTreeMap;

use regulars_kernel::{
    BirthDate, CustomerId, CustomerType, Email, Instant, Label, Names, Personal, Phone, PostalAddress,
};

use crate::{AttributeKey, Attributes, Customer, CustomerRecord, Source, TooManyAttributes, Touch, Utm};

/// The fields of which a caller may say whose value stays, besides `attributes.` and a key. An address and a campaign are
/// one field each: half of one and half of another would be nobody's.
pub const CHOSEN_FIELDS: [&str; 14] = [
    "external_id",
    "gender",
    "title",
    "first_name",
    "last_name",
    "vocative",
    "company",
    "email",
    "phone",
    "birth_date",
    "language",
    "address",
    "source.utm",
    "source.referral_id",
];

/// A field that is chosen and cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidChoice {
    /// There is no such field, or it is not chosen.
    #[error("is no field whose value can be chosen")]
    UnknownField(String),
    /// The customer is not part of the merge.
    #[error("is none of the customers that are merged")]
    NotOfTheMerge(String),
}

/// The record that several become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Combined {
    /// The record, with the survivor's id.
    pub customer: Customer,
    /// Names of all the tags.
    pub tags: Vec<Label>,
    /// Whose value each field has that has one.
    pub sources: BTreeMap<String, CustomerId>,
}

/// Takes values from the records in their order, unless it was chosen whose stays.
struct Picker<'a> {
    records: Vec<&'a Customer>,
    chosen: &'a BTreeMap<String, CustomerId>,
    sources: BTreeMap<String, CustomerId>,
}

impl<'a> Picker<'a> {
    fn pick<T>(&mut self, field: &str, value: impl Fn(&'a Customer) -> Option<T>) -> Option<T> {
        let found = match self.chosen.get(field) {
            Some(whose) => {
                let of = self.records.iter().copied().find(|record| record.id == *whose);
                of.and_then(|record| value(record).map(|value| (record.id, value)))
            }
            None => {
                let mut records = self.records.iter().copied();
                records.find_map(|record| value(record).map(|value| (record.id, value)))
            }
        };
        found.map(|(whose, value)| {
            self.sources.insert(field.to_owned(), whose);
            value
        })
    }
}

/// A birthday without a year takes the year of the first date that agrees with it, unless it was chosen.
fn born(picker: &mut Picker<'_>) -> Option<Personal<BirthDate>> {
    const FIELD: &str = "birth_date";
    let found = picker.pick(FIELD, |one| one.birth_date.clone())?;
    let day = *found.expose();
    if day.date().is_some() || picker.chosen.contains_key(FIELD) {
        return Some(found);
    }
    let whole = picker.pick(FIELD, |one| {
        let born = one.birth_date.clone()?;
        (born.expose().date().is_some() && born.expose().agrees_with(day)).then_some(born)
    });
    Some(whole.unwrap_or(found))
}

/// The latest touch of all, whosever it is: as a whole, and of several of one instant the first.
fn last_touch(picker: &mut Picker<'_>) -> Option<Touch> {
    let latest =
        picker.records.iter().filter_map(|one| one.source.last_touch.as_ref()).map(Touch::at).max()?;
    picker.pick("source.last_utm", |one| one.source.last_touch.clone().filter(|touch| touch.at() == latest))
}

/// The record that `survivor` and `others` become. A field has the survivor's value, else the first of the others' that
/// there is, unless `chosen` names whose it has: then that one's, even where it is none. A vocative goes with its family name,
/// and of the campaigns that led to them last the latest stays.
///
/// # Errors
///
/// When a field cannot be chosen, or the record would have too many attributes.
pub fn combine(
    survivor: &CustomerRecord,
    others: &[CustomerRecord],
    chosen: &BTreeMap<String, CustomerId>,
    now: Instant,
) -> Result<Combined, CombineError> {
    check(survivor, others, chosen)?;
    let records: Vec<&Customer> =
        std::iter::once(survivor).chain(others).map(|record| &record.customer).collect();
    let mut picker = Picker { records: records.clone(), chosen, sources: BTreeMap::new() };
    let own = &survivor.customer;
    let external_id = picker.pick("external_id", |one| one.external_id.clone());
    let gender = picker.pick("gender", |one| one.gender);
    let title = picker.pick("title", |one| one.names.title.clone());
    let first_name = picker.pick("first_name", |one| one.names.first_name.clone());
    let last_name = picker.pick("last_name", |one| one.names.last_name.clone());
    let family = last_name.clone();
    let is_chosen = chosen.contains_key("vocative");
    let vocative = picker.pick("vocative", |one| {
        one.names.vocative.clone().filter(|_| is_chosen || same_name(&one.names.last_name, &family))
    });
    let company = picker.pick("company", |one| one.names.company.clone());
    let email: Option<(Email, Option<Instant>)> =
        picker.pick("email", |one| one.email.clone().map(|email| (email, one.email_verified_at)));
    let phone: Option<Phone> = picker.pick("phone", |one| one.phone.clone());
    let birth_date = born(&mut picker);
    let language = picker.pick("language", |one| one.language.clone());
    let address = picker.pick("address", |one| known_address(&one.address));
    let utm =
        picker.pick("source.utm", |one| Some(one.source.utm.clone()).filter(|utm| *utm != Utm::default()));
    let last_touch = last_touch(&mut picker);
    let referral_id = picker.pick("source.referral_id", |one| one.source.referral_id.clone());
    let member = picker.pick("member_id", |one| one.member);
    let data_consent = picker.pick("data_consent", |one| one.data_consent.clone());
    let attributes = attributes(&mut picker)?;
    let customer_type = standing(&records, member.is_some());
    let is_regular = customer_type == CustomerType::Regular;
    let regular_since = records.iter().filter_map(|one| one.regular_since).min();
    let regular_until =
        if is_regular { None } else { records.iter().filter_map(|one| one.regular_until).max() };
    let (email, email_verified_at) = email.map_or((None, None), |(email, at)| (Some(email), at));
    let customer = Customer {
        id: own.id,
        customer_type,
        member,
        regular_since,
        regular_until,
        external_id,
        gender,
        names: Names { title, first_name, last_name, vocative, company },
        email,
        email_verified_at,
        phone,
        birth_date,
        language,
        address: address.unwrap_or_default(),
        attributes,
        source: Source {
            utm: utm.unwrap_or_default(),
            last_touch,
            referral_id,
            created_by: own.source.created_by.clone(),
        },
        data_consent,
        created_at: own.created_at,
        updated_at: now,
    };
    Ok(Combined { customer, tags: tags(survivor, others), sources: picker.sources })
}

/// Why records do not become one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CombineError {
    /// Fields are chosen that cannot be.
    #[error("fields are chosen that cannot be")]
    Choice(Vec<InvalidChoice>),
    /// The record would have too many attributes.
    #[error(transparent)]
    TooManyAttributes(#[from] TooManyAttributes),
}

fn check(
    survivor: &CustomerRecord,
    others: &[CustomerRecord],
    chosen: &BTreeMap<String, CustomerId>,
) -> Result<(), CombineError> {
    let is_one =
        |id: &CustomerId| survivor.customer.id == *id || others.iter().any(|other| other.customer.id == *id);
    let mut faults = Vec::new();
    for (field, whose) in chosen {
        if !is_chosen_field(field) {
            faults.push(InvalidChoice::UnknownField(field.clone()));
        } else if !is_one(whose) {
            faults.push(InvalidChoice::NotOfTheMerge(field.clone()));
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(CombineError::Choice(faults)) }
}

fn is_chosen_field(field: &str) -> bool {
    let attribute = field.strip_prefix("attributes.");
    CHOSEN_FIELDS.contains(&field) || attribute.is_some_and(|key| key.parse::<AttributeKey>().is_ok())
}

fn same_name(one: &Option<Personal<Label>>, other: &Option<Personal<Label>>) -> bool {
    let folded = |name: &Option<Personal<Label>>| {
        name.as_ref().map(|name| regulars_kernel::fold(name.expose().as_str()))
    };
    folded(one) == folded(other)
}

fn known_address(address: &PostalAddress) -> Option<PostalAddress> {
    Some(address.clone()).filter(|address| *address != PostalAddress::default())
}

fn standing(records: &[&Customer], is_member: bool) -> CustomerType {
    if records.iter().any(|one| one.customer_type == CustomerType::Regular) {
        CustomerType::Regular
    } else if is_member {
        CustomerType::Member
    } else {
        CustomerType::NonMember
    }
}

fn attributes(picker: &mut Picker<'_>) -> Result<Attributes, TooManyAttributes> {
    let mut keys: Vec<AttributeKey> =
        picker.records.iter().flat_map(|one| one.attributes.iter().map(|(key, _)| key.clone())).collect();
    keys.sort();
    keys.dedup();
    let mut united = BTreeMap::new();
    for key in keys {
        let field = format!("attributes.{}", key.as_str());
        let held = picker.pick(&field, |one| {
            one.attributes.iter().find(|(name, _)| **name == key).map(|(_, held)| held.clone())
        });
        if held.is_some() {
            united.insert(key, held);
        }
    }
    Attributes::default().merged(united)
}

/// All tags, in the order of their folded names.
fn tags(survivor: &CustomerRecord, others: &[CustomerRecord]) -> Vec<Label> {
    let all = std::iter::once(survivor).chain(others).flat_map(|record| &record.tags);
    let united: BTreeMap<String, &Label> =
        all.map(|tag| (regulars_kernel::fold(tag.as_str()), tag)).collect();
    united.into_values().cloned().collect()
}

#[cfg(test)]
mod tests {
    use regulars_kernel::{BuyingRhythm, PurchaseTotals};
    use uuid::Uuid;

    use super::*;
    use crate::CreatedBy;

    fn id(number: u128) -> CustomerId {
        CustomerId::new(Uuid::from_u128(number))
    }

    fn at(day: u32) -> Instant {
        format!("2026-01-{day:02}T00:00:00Z").parse().unwrap()
    }

    fn label(text: &str) -> Option<Personal<Label>> {
        Some(Personal::new(text.parse().unwrap()))
    }

    fn record(number: u128) -> CustomerRecord {
        let customer = Customer {
            id: id(number),
            customer_type: CustomerType::NonMember,
            member: None,
            regular_since: None,
            regular_until: None,
            external_id: None,
            gender: None,
            names: Names::default(),
            email: None,
            email_verified_at: None,
            phone: None,
            birth_date: None,
            language: None,
            address: PostalAddress::default(),
            attributes: Attributes::default(),
            source: Source {
                utm: Utm::default(),
                last_touch: None,
                referral_id: None,
                created_by: CreatedBy::from_stored("api".to_owned()),
            },
            data_consent: None,
            created_at: at(1),
            updated_at: at(1),
        };
        CustomerRecord {
            customer,
            tags: Vec::new(),
            cards: Vec::new(),
            purchases: PurchaseTotals::default(),
            rhythm: BuyingRhythm::default(),
            rfm: None,
        }
    }

    fn combined(survivor: &CustomerRecord, other: &CustomerRecord, chosen: &[(&str, u128)]) -> Combined {
        let chosen = chosen.iter().map(|(field, whose)| ((*field).to_owned(), id(*whose))).collect();
        combine(survivor, std::slice::from_ref(other), &chosen, at(9)).unwrap()
    }

    #[test]
    fn the_survivor_s_value_stays_and_gaps_are_filled() {
        let (mut one, mut other) = (record(1), record(2));
        one.customer.names.first_name = label("Ana");
        one.customer.email = Some("ana@example.com".parse().unwrap());
        other.customer.names.first_name = label("Anna");
        other.customer.names.last_name = label("Petrović");
        other.customer.names.vocative = label("Petroviću");
        other.customer.email = Some("anna@example.com".parse().unwrap());
        other.customer.email_verified_at = Some(at(2));
        let Combined { customer, sources, .. } = combined(&one, &other, &[]);
        assert_eq!(customer.names.first_name, label("Ana"));
        assert_eq!(customer.names.last_name, label("Petrović"));
        assert_eq!(customer.names.vocative, label("Petroviću"));
        assert_eq!((customer.email, customer.email_verified_at), (one.customer.email, None));
        assert_eq!((sources["first_name"], sources["last_name"]), (id(1), id(2)));
    }

    #[test]
    fn what_is_chosen_stays_even_if_it_is_nothing() {
        let (mut one, mut other) = (record(1), record(2));
        one.customer.names.company = label("Delta");
        other.customer.email = Some("ana@example.com".parse().unwrap());
        other.customer.email_verified_at = Some(at(2));
        one.customer.email = Some("old@example.com".parse().unwrap());
        let Combined { customer, sources, .. } = combined(&one, &other, &[("email", 2), ("company", 2)]);
        assert_eq!((customer.email, customer.email_verified_at), (other.customer.email, Some(at(2))));
        assert_eq!((customer.names.company, sources.get("company")), (None, None));
    }

    #[test]
    fn a_vocative_does_not_come_with_another_family_name() {
        let (mut one, mut other) = (record(1), record(2));
        one.customer.names.last_name = label("Jović");
        other.customer.names.last_name = label("Petrović");
        other.customer.names.vocative = label("Petroviću");
        assert_eq!(combined(&one, &other, &[]).customer.names.vocative, None);
    }

    #[test]
    fn the_latest_touch_stays_as_a_whole() {
        let touch = |source: &str, medium: Option<&str>, day| {
            let (source, medium) = (source.parse().ok(), medium.and_then(|text| text.parse().ok()));
            Touch::new(Utm { source, medium, ..Utm::default() }, at(day))
        };
        let (mut one, mut other) = (record(1), record(2));
        one.customer.source.last_touch = touch("google", Some("cpc"), 2);
        other.customer.source.last_touch = touch("viber", None, 3);
        for (survivor, gone) in [(&one, &other), (&other, &one)] {
            let Combined { customer, sources, .. } = combined(survivor, gone, &[]);
            assert_eq!(customer.source.last_touch, touch("viber", None, 3));
            assert_eq!(sources["source.last_utm"], id(2));
        }
        other.customer.source.last_touch = touch("viber", None, 2);
        assert_eq!(combined(&one, &other, &[]).sources["source.last_utm"], id(1));
    }

    #[test]
    fn an_address_is_one_value() {
        let (mut one, mut other) = (record(1), record(2));
        one.customer.address.city = label("Niš");
        other.customer.address.street = label("Bulevar 1");
        other.customer.address.city = label("Beograd");
        assert_eq!(combined(&one, &other, &[]).customer.address, one.customer.address);
        assert_eq!(combined(&one, &other, &[("address", 2)]).customer.address, other.customer.address);
    }

    #[test]
    fn who_was_a_regular_once_stays_one_from_the_earliest_day() {
        let (mut one, mut other) = (record(1), record(2));
        one.customer.customer_type = CustomerType::Regular;
        one.customer.regular_since = Some(at(5));
        other.customer.customer_type = CustomerType::Regular;
        other.customer.regular_since = Some(at(3));
        let customer = combined(&one, &other, &[]).customer;
        assert_eq!((customer.customer_type, customer.regular_since), (CustomerType::Regular, Some(at(3))));
    }

    #[test]
    fn tags_are_united_whatever_their_letters() {
        let (mut one, mut other) = (record(1), record(2));
        one.tags = vec!["VIP".parse().unwrap()];
        other.tags = vec!["vino".parse().unwrap(), "VIP".parse().unwrap()];
        let tags: Vec<String> =
            combined(&one, &other, &[]).tags.into_iter().map(Label::into_string).collect();
        assert_eq!(tags, ["vino", "VIP"]);
    }

    #[test]
    fn only_fields_and_customers_of_the_merge_are_chosen() {
        let chosen = [("member_id", 1), ("email", 7), ("attributes.size", 2)];
        let chosen = chosen.iter().map(|(field, whose)| ((*field).to_owned(), id(*whose))).collect();
        let refused = combine(&record(1), &[record(2)], &chosen, at(9)).unwrap_err();
        let expected = vec![
            InvalidChoice::NotOfTheMerge("email".to_owned()),
            InvalidChoice::UnknownField("member_id".to_owned()),
        ];
        assert_eq!(refused, CombineError::Choice(expected));
    }
}
