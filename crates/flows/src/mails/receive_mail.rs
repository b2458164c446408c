//! Puts a mail that has come on record with the customers whose it is.

use std::collections::{BTreeMap, BTreeSet};

use regulars_kernel::{Actor, CustomerId, Email, Environment, MerchantId, StoreError};
use regulars_service::{Direction, FiledMail, MailAddress, MailOrigin, ReceivedMail, SealedMail, file_mail};

use super::store::ReceiveMailStore;

/// How often customers are looked for again who are gone when the mail is to be put on record with them.
const ROUNDS: usize = 5;

/// A mail that has come.
pub struct Arrival<'a> {
    /// The mail.
    pub mail: &'a SealedMail,
    /// How it came.
    pub origin: MailOrigin,
    /// The customer with whom it is to be put on record, whoever's addresses stand in it.
    pub named: Option<CustomerId>,
}

/// What became of a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MailReceipt {
    /// It is on record with these customers, one at least.
    Filed(Vec<FiledMail>),
    /// None of its addresses is a customer's. Nothing of it is kept.
    Unmatched,
    /// It tells what became of another one, and nobody wrote it. Nothing of it is kept.
    Report,
    /// A machine of the merchant sent it, such as a newsletter of this program. Nothing of it is kept.
    OwnMailing,
}

/// Why a mail was not received.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveMailError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Receives a mail: it is put on record with the customer who is named, and with those whose addresses stand in it, once with
/// each. A mail that one of them wrote, or is to be answered to, is inbound, and any other is outbound. With a customer who is named and stands nowhere in
/// it, it is outbound where the merchant's staff wrote it.
pub async fn receive_mail(
    store: &mut dyn ReceiveMailStore,
    environment: &Environment,
    (merchant, actor): (MerchantId, Actor),
    arrival: Arrival<'_>,
) -> Result<MailReceipt, ReceiveMailError> {
    let Arrival { mail, origin, named } = arrival;
    // What an integrator puts on record with somebody is taken at its word.
    let is_told = named.is_some() && origin == MailOrigin::Api;
    if mail.is_report && !is_told {
        return Ok(MailReceipt::Report);
    }
    let sender = mail.from.as_ref().and_then(address_of);
    // Forms of web shops write from an address of the shop, and name whoever filled them in as whom to answer.
    let behind: BTreeSet<String> = mail
        .from
        .iter()
        .chain(&mail.also_from)
        .filter_map(address_of)
        .map(|address| address.folded())
        .collect();
    let written_in: BTreeSet<String> = mail
        .recipients()
        .filter_map(address_of)
        .map(|address| address.folded())
        .take(ReceivedMail::MOST_CORRESPONDENTS)
        .chain(behind.iter().cloned())
        .collect();
    let folded: Vec<String> = written_in.into_iter().collect();
    let of_this_program = format!("{}.list.", merchant.value().simple());
    let is_own_list = mail.lists.iter().any(|list| list.starts_with(&of_this_program));
    let mut filed: BTreeMap<CustomerId, FiledMail> = BTreeMap::new();
    let mut is_named_gone = false;
    // Whoever is merged meanwhile leaves address and name to somebody else, who is asked for again.
    for _ in 0..ROUNDS {
        let named = match named {
            // An address that was given out goes on meaning the person; whoever names a customer of the API is told who it is.
            Some(id) if origin == MailOrigin::Api => Some(id),
            Some(id) => Some(store.survivors_of(&[id]).await?.remove(&id).unwrap_or(id)),
            None => None,
        };
        let known = store.customers_of_addresses(&folded, ReceivedMail::MOST_CORRESPONDENTS).await?;
        let is_from_customer = known.iter().any(|(_, address)| behind.contains(address));
        let known: BTreeSet<CustomerId> = known.into_iter().map(|(customer, _)| customer).collect();
        let direction = if is_from_customer {
            Direction::Inbound
        } else if named.is_none_or(|named| known.contains(&named)) || is_own(store, sender.as_ref()).await? {
            Direction::Outbound
        } else {
            Direction::Inbound
        };
        if !is_told && (is_own_list || direction == Direction::Outbound && mail.automatic) {
            return Ok(MailReceipt::OwnMailing);
        }
        let customers: BTreeSet<CustomerId> = match named {
            Some(named) if is_told => [named].into(),
            named => known.into_iter().chain(named).collect(),
        };
        let mut is_anybody_gone = false;
        for customer in customers {
            match file_mail(store, environment, actor, customer, (direction, origin), mail).await? {
                Some(one) => drop(filed.entry(customer).or_insert(one)),
                None => is_anybody_gone = true,
            }
        }
        is_named_gone = named.is_some_and(|named| !filed.contains_key(&named));
        if !is_anybody_gone {
            break;
        }
    }
    if is_named_gone {
        return Err(ReceiveMailError::UnknownCustomer);
    }
    let filed: Vec<FiledMail> = filed.into_values().collect();
    Ok(if filed.is_empty() { MailReceipt::Unmatched } else { MailReceipt::Filed(filed) })
}

fn address_of(written: &MailAddress) -> Option<Email> {
    written.address.parse().ok()
}

/// Whether that is an address of the merchant or of its staff.
async fn is_own(store: &mut dyn ReceiveMailStore, sender: Option<&Email>) -> Result<bool, StoreError> {
    let Some(sender) = sender else { return Ok(false) };
    let merchant = store.own_merchant().await?;
    let own = [&merchant.sender.email, &merchant.sender.reply_to, &merchant.contact.email];
    if own.into_iter().flatten().any(|own| own == sender) {
        return Ok(true);
    }
    Ok(store.find_own_staff_by_email(sender).await?.is_some())
}
