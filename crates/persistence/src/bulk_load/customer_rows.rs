//! Customers with their tags, cards, consents and suppressions as rows.

use regulars_consent::{NewChain, Suppression};
use regulars_customers::{Customer, search_text};
use regulars_kernel::TagId;
use regulars_network::{Card, Member};
use sea_orm::Value;

use super::Rows;
use crate::consent::{EventRow, StateRow};
use crate::customers::{WrittenCustomerRow, value_rows};
use crate::network::{CardRow, MemberRow};
use crate::wall::{BulkTable, RowColumns, values};

const MEMBERS: BulkTable = BulkTable::of_platform("members", MemberRow::LIST);
const CARDS: BulkTable = BulkTable::of_platform("cards", CardRow::LIST);
const CUSTOMERS: BulkTable = BulkTable::of_merchant("customers", WrittenCustomerRow::LIST);
const TAGS: BulkTable = BulkTable::of_merchant("customer_tags", "customer_id, tag_id");
const ATTRIBUTES: BulkTable = BulkTable::of_merchant(
    "customer_attributes",
    "customer_id, attribute_id, place, written, folded, number",
);
const KEYS: BulkTable = BulkTable::of_merchant("customer_keys", "customer_id, sealed_key, created_at");
const EVENTS: BulkTable = BulkTable::of_merchant("consent_events", EventRow::LIST);
const STATES: BulkTable = BulkTable::of_merchant("consent_states", StateRow::LIST);
const SUPPRESSIONS: BulkTable =
    BulkTable::of_merchant("suppressions", "channel, address, reason, source, created_at, expires_at");

/// The tables that customers are loaded into.
pub(super) const TABLES: [BulkTable; 9] =
    [MEMBERS, CARDS, CUSTOMERS, TAGS, ATTRIBUTES, KEYS, EVENTS, STATES, SUPPRESSIONS];

/// A customer with all that belongs to it.
#[derive(Clone, Debug)]
pub struct LoadedCustomer {
    /// The customer.
    pub customer: Customer,
    /// The member that it is, with its one card.
    pub member: Option<(Member, Card)>,
    /// Its tags.
    pub tags: Vec<TagId>,
    /// What it consented to, if anything.
    pub consents: Option<NewChain>,
    /// Why its address is not written to, if that is so.
    pub suppression: Option<Suppression>,
}

/// The rows in an order in which each finds what it refers to.
pub(super) fn rows(customers: &[LoadedCustomer]) -> Vec<Rows> {
    let mut members = Vec::new();
    let mut cards = Vec::new();
    let mut records = Vec::with_capacity(customers.len());
    let mut tags = Vec::new();
    let mut attributes = Vec::new();
    let mut keys = Vec::new();
    let mut events = Vec::new();
    let mut states = Vec::new();
    let mut suppressions = Vec::new();
    for loaded in customers {
        let LoadedCustomer { customer, member, tags: own_tags, consents, suppression } = loaded;
        let card = member.as_ref().map(|(_, card)| card);
        let numbers: Vec<_> = card.into_iter().map(|card| card.number.clone()).collect();
        if let Some((member, card)) = member {
            members.push(MemberRow::from(member).into_values());
            cards.push(CardRow::from(card).into_values());
        }
        records.push(WrittenCustomerRow::of(customer, &search_text(customer, &numbers)).into_values());
        tags.extend(own_tags.iter().map(|tag| values![customer.id.value(), tag.value()]));
        attributes.extend(value_rows(customer.id, &customer.attributes));
        if let Some(chain) = consents {
            keys.push(values![customer.id.value(), chain.key.0.clone(), customer.created_at]);
            events.extend(chain.events.iter().map(|event| EventRow::from(event).into_values()));
            states.extend(
                chain.standing.iter().map(|standing| StateRow::of(customer.id, standing).into_values()),
            );
        }
        suppressions.extend(suppression.iter().map(suppression_columns));
    }
    vec![
        (MEMBERS, members),
        (CARDS, cards),
        (CUSTOMERS, records),
        (TAGS, tags),
        (ATTRIBUTES, attributes),
        (KEYS, keys),
        (EVENTS, events),
        (STATES, states),
        (SUPPRESSIONS, suppressions),
    ]
}

fn suppression_columns(suppression: &Suppression) -> Vec<Value> {
    let Suppression { channel, address, reason, source, created_at, expires_at } = suppression;
    values![channel.name(), address.expose(), reason.name(), source.as_str(), *created_at, *expires_at]
}
