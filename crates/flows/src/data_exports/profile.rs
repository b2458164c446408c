//! Who tells what is known of a customer, and the customer's record.

use regulars_audit::Recorded;
use regulars_customers::{Lifecycle, Touch};
use regulars_kernel::{CustomerId, Email, Instant, Label, Phone, StoreError};
use serde_json::{Map, Value, json};

use super::shown_value::{told_instant, told_money};
use super::store::SubjectDataReads;

/// How the members of the document are named and meant. A change that is no addition makes another one.
const VERSION: u32 = 1;

/// Who tells it, about whom, and when.
pub(super) async fn about(
    store: &mut dyn SubjectDataReads,
    customer: CustomerId,
    now: Instant,
) -> Result<Value, StoreError> {
    let merchant = store.own_merchant().await?;
    let text = |label: &Option<Label>| label.as_ref().map(|label| label.as_str().to_owned());
    let (address, contact) = (&merchant.address, &merchant.contact);
    Ok(json!({
        "version": VERSION,
        "made_at": told_instant(now),
        "customer_id": customer.to_string(),
        "merchant": {
            "id": merchant.id.to_string(),
            "name": merchant.name.as_str(),
            "legal_name": text(&merchant.legal_name),
            "address": {
                "street": text(&address.street), "postcode": text(&address.postcode), "city": text(&address.city),
                "country": address.country,
            },
            "phone": contact.phone.as_ref().map(Phone::expose),
            "email": contact.email.as_ref().map(Email::expose),
            "website": text(&contact.website),
        },
    }))
}

/// The record, as `GET /v1/customers/{id}` names its members, with what that does not show.
pub(super) async fn profile(
    store: &mut dyn SubjectDataReads,
    customer: CustomerId,
    now: Instant,
) -> Result<Option<Value>, StoreError> {
    let (record, subject) = (store.find_customer(customer).await?, store.find_subject(customer).await?);
    let (Some(record), Some(subject)) = (record, subject) else { return Ok(None) };
    let facts = store.merchant_facts().await?;
    let mut told = Map::new();
    told.insert("id".to_owned(), customer.to_string().into());
    for (name, value) in record.fields() {
        put(&mut told, &name, value);
    }
    let at = |instant: Option<Instant>| instant.map_or(Value::Null, told_instant);
    let known = &record.customer;
    let (totals, rhythm) = (&record.purchases, &record.rhythm);
    let consent = known.data_consent.as_ref();
    let others = [
        ("lifecycle", lifecycle(Lifecycle::of(totals, now, &facts.calendar)).into()),
        ("regular_since", at(known.regular_since)),
        ("regular_until", at(known.regular_until)),
        ("email_verified_at", at(known.email_verified_at)),
        ("email_since", at(subject.email_since)),
        ("phone_since", at(subject.phone_since)),
        ("restricted_at", at(subject.restricted_at)),
        ("source.last_utm_at", at(known.source.last_touch.as_ref().map(Touch::at))),
        ("source.created_by", known.source.created_by.as_str().into()),
        ("data_consent.source", consent.map(|consent| consent.source.as_str()).into()),
        (
            "data_consent.text_version",
            consent.and_then(|consent| consent.text_version.as_ref()).map(Label::as_str).into(),
        ),
        ("purchases.count", totals.count.into()),
        ("purchases.total", told_money(totals.total, facts.currency)),
        ("purchases.first_at", at(totals.first_at)),
        ("purchases.last_at", at(totals.last_at)),
        ("buying_rhythm.gaps", rhythm.gaps.into()),
        ("buying_rhythm.median_gap_days", rhythm.median_gap_days.into()),
        (
            "buying_rhythm.next_purchase_expected_at",
            rhythm.next_expected_on.map(|day| day.to_string()).into(),
        ),
        ("created_at", told_instant(known.created_at)),
        ("updated_at", told_instant(known.updated_at)),
    ];
    for (name, value) in others {
        put(&mut told, name, value);
    }
    Ok(Some(Value::Object(told)))
}

const fn lifecycle(stands: Lifecycle) -> &'static str {
    match stands {
        Lifecycle::Prospect => "prospect",
        Lifecycle::Active => "active",
        Lifecycle::Lost => "lost",
    }
}

/// Puts a member in its place: a full stop in a name leads into an object.
fn put(members: &mut Map<String, Value>, name: &str, value: Value) {
    match name.split_once('.') {
        None => {
            members.insert(name.to_owned(), value);
        }
        Some((outer, inner)) => {
            let within = members.entry(outer).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(within) = within {
                put(within, inner, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_stop_leads_into_an_object() {
        let mut members = Map::new();
        for (name, value) in
            [("email", 1), ("source.utm.term", 2), ("source.utm.medium", 3), ("source.by", 4)]
        {
            put(&mut members, name, value.into());
        }
        let told = json!({"email": 1, "source": {"utm": {"term": 2, "medium": 3}, "by": 4}});
        assert_eq!(Value::Object(members), told);
    }
}
