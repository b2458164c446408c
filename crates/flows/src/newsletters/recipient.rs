//! What a newsletter may know about a customer.

use std::collections::BTreeMap;

use regulars_customers::{AttributeValue, Attributes, Customer};
use regulars_kernel::{Email, Gender, Label, Language, Names, Personal};
use regulars_newsletters::{MergeAttribute, MergeValue, Recipient};

/// The customer as the recipient of a newsletter.
pub fn recipient_of(customer: &Customer) -> Recipient {
    Recipient {
        gender: customer.gender,
        names: customer.names.as_ref().map(|_, label| label.as_ref().map(text)),
        email: customer.email.clone(),
        attributes: merge_values(&customer.attributes),
    }
}

fn text(label: &Personal<Label>) -> Personal<String> {
    Personal::new(label.expose().as_str().to_owned())
}

/// Custom attributes as newsletters show them.
pub fn merge_values(attributes: &Attributes) -> BTreeMap<MergeAttribute, MergeValue> {
    let shown = attributes.iter().filter_map(|(key, held)| {
        let value = match &held.value {
            AttributeValue::Text(written) => MergeValue::Text(text(written)),
            AttributeValue::Integer(number) => MergeValue::Integer(*number),
            AttributeValue::Decimal(number) => MergeValue::Decimal(*number),
            AttributeValue::Boolean(is_so) => MergeValue::Boolean(*is_so),
            AttributeValue::Date(date) => MergeValue::Date(date.clone()),
            AttributeValue::Choice(option) => MergeValue::Choice(text(option)),
            AttributeValue::Choices(options) => MergeValue::Choices(options.iter().map(text).collect()),
        };
        Some((MergeAttribute::of_key(key.as_str())?, value))
    });
    shown.collect()
}

/// Somebody who stands for the customers where no real one is named, with these attributes.
pub(super) fn sample_recipient(
    language: Language,
    email: Option<Email>,
    attributes: BTreeMap<MergeAttribute, MergeValue>,
) -> Recipient {
    let (first_name, last_name) = match language {
        Language::SerbianLatin => ("Petar", "Petrović"),
        Language::SerbianCyrillic => ("Петар", "Петровић"),
        Language::Polish => ("Jan", "Kowalski"),
        Language::Russian => ("Иван", "Петров"),
        Language::German => ("Max", "Müller"),
        Language::English => ("John", "Smith"),
    };
    let name = |name: &str| Some(Personal::new(name.to_owned()));
    Recipient {
        gender: Some(Gender::Male),
        names: Names { first_name: name(first_name), last_name: name(last_name), ..Names::default() },
        email: email.or_else(|| "petar.petrovic@example.com".parse().ok()),
        attributes,
    }
}
