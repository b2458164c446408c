//! How often what is called certain is right, and how much of what is one person is called so, on a town that is made up:
//! persons of whom some have a second record with slips, and families, namesakes, fathers and sons who do not.

use std::collections::BTreeSet;

use regulars_kernel::{CustomerId, Random, SeededRandom};
use uuid::Uuid;

use super::tests::customer;
use super::*;
use crate::Customer;

const FIRST: [&str; 24] = [
    "Ana",
    "Marko",
    "Jovana",
    "Jovan",
    "Milica",
    "Nikola",
    "Jelena",
    "Stefan",
    "Ivana",
    "Ivan",
    "Dragana",
    "Dragan",
    "Marija",
    "Petar",
    "Aleksandra",
    "Aleksandar",
    "Katarina",
    "Luka",
    "Tamara",
    "Miloš",
    "Nataša",
    "Đorđe",
    "Snežana",
    "Živko",
];
const LAST: [&str; 20] = [
    "Petrović",
    "Jovanović",
    "Nikolić",
    "Marković",
    "Đorđević",
    "Stojanović",
    "Ilić",
    "Stanković",
    "Pavlović",
    "Milošević",
    "Kovačević",
    "Živković",
    "Popović",
    "Todorović",
    "Ristić",
    "Kostić",
    "Tomić",
    "Simić",
    "Lukić",
    "Čolić",
];

struct Draw(SeededRandom);

impl Draw {
    fn below(&self, most: usize) -> usize {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        usize::try_from(u64::from_le_bytes(bytes) % most as u64).unwrap()
    }

    fn one_in(&self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn of<'a>(&self, names: &[&'a str]) -> &'a str {
        names[self.below(names.len())]
    }
}

/// What is known of a person.
#[derive(Clone)]
struct Person {
    first: String,
    last: String,
    email: String,
    phone: String,
    born: String,
}

impl Person {
    fn draw(draw: &Draw, number: usize) -> Self {
        let year = 1940 + draw.below(65);
        Self {
            first: draw.of(&FIRST).to_owned(),
            last: draw.of(&LAST).to_owned(),
            email: format!("osoba{number}@example.com"),
            phone: format!("06{}{:07}", draw.below(10), number),
            born: format!("{year}-{:02}-{:02}", 1 + draw.below(12), 1 + draw.below(28)),
        }
    }

    fn record(&self) -> Customer {
        customer(&self.first, &self.last, &self.email, &self.phone, &self.born)
    }

    /// The same person, as somebody else has written it down.
    fn again(&self, draw: &Draw) -> Self {
        let mut again = self.clone();
        match draw.below(3) {
            0 => again.first = again.first.to_uppercase(),
            1 => again.last = again.last.replace(['ć', 'č'], "c").replace('ž', "z").replace('Đ', "Dj"),
            _ => {}
        }
        again.email = again.email.to_uppercase();
        // One of the ways by which the person is known is another one, or was not written down.
        match draw.below(4) {
            0 => again.email = format!("drugi.{}", self.email),
            1 => again.phone = String::new(),
            2 => again.born = String::new(),
            _ => {}
        }
        if draw.one_in(25) {
            let at = 2 + draw.below(again.last.chars().count() - 3);
            again.last = again
                .last
                .chars()
                .enumerate()
                .filter(|(place, _)| *place != at)
                .map(|(_, one)| one)
                .collect();
        }
        again
    }
}

#[test]
fn what_is_certain_is_right_and_most_of_what_is_right_is_certain() {
    let draw = Draw(SeededRandom::new(20_261_121));
    let mut records: Vec<Customer> = Vec::new();
    let mut same: BTreeSet<(usize, usize)> = BTreeSet::new();
    for number in 0..500 {
        let person = Person::draw(&draw, number);
        let at = records.len();
        records.push(person.record());
        if draw.one_in(3) {
            same.insert((at, records.len()));
            records.push(person.again(&draw).record());
        }
        if draw.one_in(4) {
            // Somebody of the family uses the same mailbox and phone.
            let other = Person { first: draw.of(&FIRST).to_owned(), ..Person::draw(&draw, number + 10_000) };
            let other = Person {
                last: person.last.clone(),
                email: person.email.clone(),
                phone: person.phone.clone(),
                ..other
            };
            if other.first != person.first {
                records.push(other.record());
            }
        }
        if draw.one_in(20) {
            // A son of the same name, at the same phone.
            let son = Person { born: "2004-03-09".to_owned(), email: String::new(), ..person.clone() };
            if son.born != person.born {
                records.push(son.record());
            }
        }
        if draw.one_in(30) {
            // A twin.
            let twin = Person { first: draw.of(&FIRST).to_owned(), ..person.clone() };
            if twin.first != person.first {
                records.push(twin.record());
            }
        }
    }
    for (number, record) in records.iter_mut().enumerate() {
        record.id = CustomerId::new(Uuid::from_u128(number as u128 + 1));
    }
    let (mut right, mut wrong) = (0_u32, 0_u32);
    for one in 0..records.len() {
        for other in one + 1..records.len() {
            if likeness(&records[one], &records[other]).is_some_and(|found| found.is_certain()) {
                if same.contains(&(one, other)) { right += 1 } else { wrong += 1 }
            }
        }
    }
    let precision = f64::from(right) / f64::from(right + wrong);
    let recall = f64::from(right) / f64::from(u32::try_from(same.len()).unwrap());
    assert!(precision >= 0.98, "precision {precision}: {right} right, {wrong} wrong");
    assert!(recall >= 0.95, "recall {recall} of {}", same.len());
}
