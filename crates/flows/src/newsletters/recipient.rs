//! What a newsletter may know about a customer.

use regulars_customers::Customer;
use regulars_kernel::{Email, Gender, Label, Language, Names, Personal};
use regulars_newsletters::Recipient;

/// The customer as the recipient of a newsletter.
pub fn recipient_of(customer: &Customer) -> Recipient {
    let name = |label: &Personal<Label>| Personal::new(label.expose().as_str().to_owned());
    Recipient {
        gender: customer.gender,
        names: customer.names.as_ref().map(|_, label| label.as_ref().map(name)),
        email: customer.email.clone(),
    }
}

/// Somebody who stands for the customers where no real one is named.
pub(super) fn sample_recipient(language: Language, email: Option<Email>) -> Recipient {
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
    }
}
