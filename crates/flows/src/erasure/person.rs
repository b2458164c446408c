//! What a person is found by in what a file said.

use std::collections::BTreeSet;

use regulars_consent::ContactAddress;
use regulars_customers::CustomerRecord;
use regulars_interchange::{ColumnTarget, Field, StagedRow, TableColumn};
use regulars_kernel::{Channel, Email, Label, Personal, Phone, fold};
use regulars_network::CardNumber;

use super::store::FormerSelf;

/// Fewer digits are no phone number.
const DIGITS_AT_LEAST: usize = 6;

/// What a person is found by in what a file said.
pub(super) struct Person {
    addresses: BTreeSet<(Channel, ContactAddress)>,
    external_ids: BTreeSet<String>,
    cards: BTreeSet<String>,
    names: BTreeSet<(String, String)>,
}

impl Person {
    /// What a customer is found by, who had these addresses, and was that before it was merged.
    pub(super) fn of(
        record: &CustomerRecord,
        former: &[FormerSelf],
        addresses: &BTreeSet<(Channel, ContactAddress)>,
    ) -> Self {
        let names = former.iter().map(|one| &one.names).chain([&record.customer.names]);
        let numbers = former.iter().map(|one| &one.external_id).chain([&record.customer.external_id]);
        let folded = |name: &Option<Personal<Label>>| name.as_ref().map(|name| fold(name.expose().as_str()));
        Self {
            addresses: addresses.clone(),
            external_ids: numbers.flatten().map(|id| id.as_str().to_owned()).collect(),
            cards: record.cards.iter().map(|card| card.expose().to_owned()).collect(),
            names: names
                .filter_map(|names| folded(&names.first_name).zip(folded(&names.last_name)))
                .collect(),
        }
    }

    /// Whether a row has an address, the number or a card of the person. A phone without a country code is of `country`.
    pub(super) fn is_in(&self, row: &StagedRow, columns: &[TableColumn], country: Option<&str>) -> bool {
        row.cells.iter().enumerate().any(|(place, cell)| {
            let Some(text) = cell.text() else { return false };
            let target = columns.get(place).and_then(|column| column.target.as_ref());
            let is_number = matches!(target, Some(ColumnTarget::Field(Field::ExternalId)));
            self.has_address(text, country)
                || (is_number && self.external_ids.contains(text))
                || text.parse::<CardNumber>().is_ok_and(|card| self.cards.contains(card.expose()))
        })
    }

    /// Whether a row has the given and the family name of the person, in whatever cells.
    pub(super) fn is_named_in(&self, row: &StagedRow) -> bool {
        if self.names.is_empty() {
            return false;
        }
        let words: BTreeSet<String> = row
            .cells
            .iter()
            .filter_map(|cell| cell.text())
            .flat_map(|text| [text].into_iter().chain(text.split_whitespace()).map(fold).collect::<Vec<_>>())
            .collect();
        self.names.iter().any(|(first, last)| words.contains(first) && words.contains(last))
    }

    fn has_address(&self, text: &str, country: Option<&str>) -> bool {
        if text.contains('@') {
            let email = text.parse::<Email>().map(|email| ContactAddress::of_email(&email));
            return email.is_ok_and(|email| self.addresses.contains(&(Channel::Email, email)));
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        digits >= DIGITS_AT_LEAST
            && Phone::parse(text, country)
                .is_ok_and(|phone| self.addresses.contains(&(Channel::Sms, ContactAddress::of_phone(&phone))))
    }
}
