//! The text in which the quick search looks.

use regulars_kernel::{BirthDate, Date, Email, Label, Phone, fold, fold_spelling_dj};
use regulars_network::CardNumber;

use crate::{AttributeValue, Customer, Utm};

/// Everything that the quick search finds a customer by, but for the tags, which it looks up by their names: folded, one
/// line per value. They are names in both orders and the vocative, company, address and country, e-mail, phone as it is
/// dialled from outside and inside its country, the merchant's own number, card numbers, date of birth, custom
/// attributes, and what brought the customer. A value that has đ, ђ or dj stands there a second time with dj.
///
/// A term holds no line break, so it never matches across two values.
pub fn search_text(customer: &Customer, cards: &[CardNumber]) -> String {
    let mut lines = Vec::new();
    for value in values(customer, cards) {
        let folded = fold(&value);
        let with_dj = fold_spelling_dj(&value);
        if with_dj != folded {
            lines.push(with_dj);
        }
        lines.push(folded);
    }
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn values(customer: &Customer, cards: &[CardNumber]) -> Vec<String> {
    let Customer {
        id: _,
        customer_type: _,
        member: _,
        regular_since: _,
        regular_until: _,
        external_id,
        gender: _,
        names,
        email,
        email_verified_at: _,
        phone,
        birth_date,
        language: _,
        address,
        attributes,
        source,
        data_consent: _,
        created_at: _,
        updated_at: _,
    } = customer;
    let mut values = Vec::new();
    values.extend(names.sought());
    let personal = [&address.street, &address.postcode, &address.city];
    values.extend(personal.into_iter().flatten().map(|label| label.expose().as_str().to_owned()));
    values.extend(address.country.iter().map(|country| country.code().to_owned()));
    values.extend(email.iter().map(|email| email.expose().to_owned()));
    values.extend(email.iter().filter_map(Email::in_own_letters));
    values.extend(phone.iter().map(|phone| phone.expose().to_owned()));
    values.extend(phone.iter().filter_map(Phone::national_digits));
    values.extend(cards.iter().map(|card| card.expose().to_owned()));
    values.extend(birth_date.iter().flat_map(|born| birth_dates(*born.expose())));
    values.extend(attributes.iter().flat_map(|(_, held)| attribute(&held.value)));
    let first = campaign(&source.utm);
    let last = source.last_touch.as_ref().map(|touch| campaign(touch.utm())).unwrap_or_default();
    let new = last.into_iter().filter(|label| !first.contains(label));
    let labels = [external_id, &source.referral_id].map(Option::as_ref).into_iter().chain(first).chain(new);
    values.extend(labels.flatten().map(|label| label.as_str().to_owned()));
    values
}

const fn campaign(utm: &Utm) -> [Option<&Label>; 5] {
    let Utm { source, medium, campaign, term, content } = utm;
    [source.as_ref(), medium.as_ref(), campaign.as_ref(), term.as_ref(), content.as_ref()]
}

/// A date of birth, or a birthday without a year, as computers and as people write it.
fn birth_dates(born: BirthDate) -> [String; 3] {
    let (month, day) = (born.day_of_year().month(), born.day_of_year().day());
    match born.date() {
        Some(date) => dates(date),
        None => [born.to_string(), format!("{day:02}.{month:02}."), format!("{day}.{month}.")],
    }
}

/// A date as computers, and as people write it.
fn dates(date: Date) -> [String; 3] {
    ["%Y-%m-%d", "%d.%m.%Y.", "%-d.%-m.%Y."].map(|form| date.format(form).to_string())
}

/// Yes and no are no texts that anybody looks for.
fn attribute(value: &AttributeValue) -> Vec<String> {
    match value {
        AttributeValue::Text(text) | AttributeValue::Choice(text) => vec![text.expose().as_str().to_owned()],
        AttributeValue::Integer(number) => vec![number.to_string()],
        AttributeValue::Decimal(number) => vec![number.to_string()],
        AttributeValue::Boolean(_) => Vec::new(),
        AttributeValue::Date(date) => dates(*date.expose()).into(),
        AttributeValue::Choices(options) => {
            options.iter().map(|option| option.expose().as_str().to_owned()).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Arc;

    use regulars_kernel::{
        Actor, AttributeId, Environment, ManualClock, MerchantCalendar, MerchantId, Names, Personal,
        PostalAddress, Scope, SeededRandom,
    };

    use uuid::Uuid;

    use super::*;
    use crate::{Attributes, HeldAttribute, NewCustomer};

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
        let held = |key: &str, value| {
            (key.parse().unwrap(), HeldAttribute { id: AttributeId::new(Uuid::nil()), value })
        };
        let attributes = BTreeMap::from([
            held("club", AttributeValue::Text(label("Žuti").unwrap())),
            held("size", AttributeValue::Integer(42)),
            held("wants", AttributeValue::Choices(vec![label("Čaj").unwrap(), label("Sir").unwrap()])),
            held("weight", AttributeValue::Decimal("61.5".parse().unwrap())),
        ]);
        let customer = customer(NewCustomer {
            names: Names {
                first_name: label("Ana  Marija"),
                last_name: label("Đorđević"),
                company: label("Delta d.o.o."),
                ..Names::default()
            },
            email: Some("Ana@müller.de".parse().unwrap()),
            phone: Some(Phone::parse("+381641234567", None).unwrap()),
            birth_date: Some(Personal::new("1990-05-17".parse().unwrap())),
            external_id: Some("K-17".parse().unwrap()),
            address: PostalAddress {
                street: label("Bulevar 1"),
                postcode: label("21000"),
                city: label("Łódź"),
                country: Some("RS".parse().unwrap()),
            },
            utm: Utm { source: Some("instagram".parse().unwrap()), ..Utm::default() },
            last_utm: Some(Utm {
                source: Some("instagram".parse().unwrap()),
                term: Some("Burek".parse().unwrap()),
                ..Utm::default()
            }),
            referral_id: Some("Friend-3".parse().unwrap()),
            ..NewCustomer::default()
        });
        let customer = Customer { attributes: Attributes::from_stored(attributes), ..customer };
        let text = search_text(&customer, &["AB12".parse().unwrap(), "2000000000008".parse().unwrap()]);
        let expected = "ana marija djordjevic ana marija\nana marija dordevic ana marija\ndelta d.o.o.\nbulevar 1\n\
                        21000\nlodz\nrs\nana@xn--mller-kva.de\nana@muller.de\n+381641234567\n0641234567\nab12\n\
                        2000000000008\n1990-05-17\n17.05.1990.\n17.5.1990.\nzuti\n42\ncaj\nsir\n61.5\nk-17\nfriend-3\ninstagram\nburek";
        assert_eq!(text, expected);
    }

    #[test]
    fn nothing_known_is_an_empty_text() {
        assert_eq!(search_text(&customer(NewCustomer::default()), &[]), "");
    }
}
