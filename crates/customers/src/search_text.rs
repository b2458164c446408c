//! The text in which the quick search looks.

use regulars_network::CardNumber;

use crate::{Customer, fold};

/// Everything that the quick search finds a customer by, folded, one line per value: names in both orders, company,
/// e-mail, phone (its digits are a part of it), the merchant's own number, card numbers, street, postcode and city.
/// A term holds no line break, so it never matches across two values.
pub fn search_text(customer: &Customer, cards: &[CardNumber]) -> String {
    let first = customer.first_name.as_ref().map(|name| name.expose().as_str());
    let last = customer.last_name.as_ref().map(|name| name.expose().as_str());
    let mut lines: Vec<String> = match (first, last) {
        (Some(first), Some(last)) => vec![format!("{first} {last} {first}")],
        (one, other) => one.or(other).into_iter().map(str::to_owned).collect(),
    };
    let address = &customer.address;
    for label in [&customer.company, &address.street, &address.postcode, &address.city].into_iter().flatten()
    {
        lines.push(label.expose().as_str().to_owned());
    }
    lines.extend(customer.email.iter().map(|email| email.expose().to_owned()));
    lines.extend(customer.phone.iter().map(|phone| phone.expose().to_owned()));
    lines.extend(customer.external_id.iter().map(|id| id.as_str().to_owned()));
    lines.extend(cards.iter().map(|card| card.expose().to_owned()));
    let folded: Vec<String> = lines.iter().map(|line| one_line(&fold(line))).collect();
    folded.join("\n")
}

/// The text with every run of white space as one space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use regulars_kernel::{
        Actor, Environment, ManualClock, MerchantCalendar, MerchantId, Personal, Phone, Scope, SeededRandom,
    };

    use super::*;
    use crate::{Address, NewCustomer};

    #[expect(clippy::disallowed_methods, reason = "a test mints a scope")]
    fn customer(new: NewCustomer) -> Customer {
        let clock = ManualClock::at("2026-11-21T12:00:00Z".parse().unwrap());
        let environment = Environment::new(Arc::new(clock), Arc::new(SeededRandom::new(1)));
        let scope = Scope::of_authenticated_caller(MerchantId::new(environment.new_id()), Actor::System);
        new.into_customer(&environment, &MerchantCalendar::of_zone("UTC").unwrap(), scope).unwrap().0
    }

    #[test]
    fn every_field_that_is_searched_is_in_the_text() {
        let label = |text: &str| Some(Personal::new(text.parse().unwrap()));
        let customer = customer(NewCustomer {
            first_name: label("Ana  Marija"),
            last_name: label("Petrović"),
            company: label("Delta d.o.o."),
            email: Some("Ana@Example.com".parse().unwrap()),
            phone: Some(Phone::parse("+381641234567", None).unwrap()),
            external_id: Some("K-17".parse().unwrap()),
            address: Address {
                street: label("Bulevar 1"),
                postcode: label("21000"),
                city: label("Novi Sad"),
                country: Some("RS".parse().unwrap()),
            },
            ..NewCustomer::default()
        });
        let text = search_text(&customer, &["AB12".parse().unwrap(), "2000000000008".parse().unwrap()]);
        let expected = "ana marija petrović ana marija\ndelta d.o.o.\nbulevar 1\n21000\nnovi sad\n\
                        ana@example.com\n+381641234567\nk-17\nab12\n2000000000008";
        assert_eq!(text, expected);
    }

    #[test]
    fn nothing_known_is_an_empty_text() {
        assert_eq!(search_text(&customer(NewCustomer::default()), &[]), "");
    }
}
