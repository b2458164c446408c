//! Merges the customers of several cards of one person.

use std::collections::{BTreeMap, BTreeSet};

use regulars_consent::LedgerAccess;
use regulars_customers::{CustomerRecord, Merge};
use regulars_kernel::{CustomerId, StoreError};
use regulars_network::CardNumber;

use super::merge_customers::{MergeCustomersError, NewMerge, merge_customers};
use super::store::MergingStore;

/// Cards of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewCardMerge {
    /// The card of the customer that stays.
    pub survivor: CardNumber,
    /// Those that are to mean the same customer.
    pub merged: Vec<CardNumber>,
    /// Of fields whose value is not to be the first that there is: whose it is, by the card.
    pub chosen: BTreeMap<String, CardNumber>,
}

/// Why the cards do not mean one customer.
#[derive(Debug, thiserror::Error)]
pub enum MergeCardsError {
    /// The card means none of the merchant's customers, is blocked or unknown.
    #[error("none of your customers is meant by that card")]
    UnknownCard(CardNumber),
    /// They mean one already.
    #[error("the cards mean one customer already")]
    OneCustomer,
    /// Their customers were not merged.
    #[error(transparent)]
    Merge(#[from] MergeCustomersError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Merges whoever is meant by the cards into the customer of one of them. What it does is what [`merge_customers`] does.
pub async fn merge_cards(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    new: &NewCardMerge,
) -> Result<(Merge, CustomerRecord), MergeCardsError> {
    let survivor = meant_by(store, &new.survivor).await?;
    let mut seen = BTreeSet::from([survivor]);
    let mut merged = Vec::new();
    for card in &new.merged {
        let customer = meant_by(store, card).await?;
        if seen.insert(customer) {
            merged.push(customer);
        }
    }
    if merged.is_empty() {
        return Err(MergeCardsError::OneCustomer);
    }
    let mut chosen = BTreeMap::new();
    for (field, card) in &new.chosen {
        chosen.insert(field.clone(), meant_by(store, card).await?);
    }
    merge_customers(store, recording, &NewMerge { survivor, merged, chosen }).await.map_err(|error| {
        match error {
            // Somebody else merged one of them meanwhile: asked again, the cards tell whom they mean now.
            MergeCustomersError::UnknownCustomer(_) | MergeCustomersError::Merged { .. } => {
                StoreError::Contended.into()
            }
            error => error.into(),
        }
    })
}

async fn meant_by(store: &mut dyn MergingStore, card: &CardNumber) -> Result<CustomerId, MergeCardsError> {
    let holder = store.find_by_card(card).await?.and_then(|holder| holder.customer);
    holder.map(|customer| customer.id).ok_or_else(|| MergeCardsError::UnknownCard(card.clone()))
}
