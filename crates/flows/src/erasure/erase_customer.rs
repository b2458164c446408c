//! Erases a customer.

use std::collections::BTreeSet;

use regulars_audit::{AuditAction, AuditNote, AuditSubject, FieldChange, SubjectKind};
use regulars_consent::{ContactAddress, erase_consents};
use regulars_kernel::{Channel, CustomerId, Environment, Instant, MerchantCalendar, StoreError};
use regulars_quota::SettleError;
use serde_json::Value;

use super::end_loyalty::end_loyalty;
use super::forget_import_rows::{forget_import_rows, hold_imports};
use super::grounds::ErasureGrounds;
use super::keep_objections::{keep_objections, ledger_of};
use super::person::Person;
use super::store::{ErasureStore, compared};
use crate::exports::withdraw_exports::withdraw_every_export;
use crate::newsletters::settle_newsletter::settle_newsletter;

/// What erasing depends on besides the store.
#[derive(Clone, Copy)]
pub struct ErasureTerms<'a> {
    /// Time and ids.
    pub environment: &'a Environment,
    /// The merchant's.
    pub calendar: MerchantCalendar,
    /// The country in which the merchant's customers' phone numbers are local.
    pub country: Option<&'a str>,
}

/// What became of an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Who was erased.
    pub customer: CustomerId,
    /// Why.
    pub grounds: ErasureGrounds,
    /// When.
    pub at: Instant,
    /// How many receipts are nobody's now.
    pub receipts: u64,
}

/// Why nobody was erased.
#[derive(Debug, thiserror::Error)]
pub enum EraseCustomerError {
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer,
    /// The books of the quota do not fit, which is a defect.
    #[error(transparent)]
    Quota(#[from] SettleError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Erases a customer: everything that says who that was, wherever it stands, is gone with this transaction.
///
/// Receipts become nobody's, so that figures stay. Orders of rewards that have not left are called off, and what is held of points and
/// coupons is free. The entries of the ledger of consents stay without address and evidence,
/// and the trail of changes without what changed: the key that opened both is destroyed. What has not left to the person does
/// not leave. Objections to advertising go on, as keyed hashes of their addresses. What the network knows of a member is the
/// platform's.
pub async fn erase_customer(
    store: &mut dyn ErasureStore,
    terms: ErasureTerms<'_>,
    customer: CustomerId,
    grounds: ErasureGrounds,
) -> Result<Erased, EraseCustomerError> {
    let ErasureTerms { environment, calendar, country } = terms;
    let now = environment.now();
    // Before the customer, as whoever writes the rows of an import does.
    let imports = hold_imports(store).await?;
    withdraw_every_export(store, environment).await?;
    let record =
        store.find_customer_for_change(customer).await?.ok_or(EraseCustomerError::UnknownCustomer)?;
    let subject = store.find_subject(customer).await?.ok_or(EraseCustomerError::UnknownCustomer)?;
    let former = store.former_selves(customer).await?;
    // Everybody who went into the customer is the same person.
    let ids: BTreeSet<CustomerId> = former.iter().map(|one| one.customer).chain([customer]).collect();
    let (mut ledger, mut written) = (Vec::new(), Vec::new());
    for id in &ids {
        ledger.extend(ledger_of(store, *id).await?);
        written.extend(store.addresses_written_to(*id).await?);
    }
    ledger.sort_by_key(|event| event.occurred_at);

    let mut addresses: BTreeSet<(Channel, ContactAddress)> = BTreeSet::new();
    for channel in Channel::ALL.iter().copied() {
        addresses.extend(subject.address(channel).map(|address| (channel, address.clone())));
    }
    let of_event = |event: &regulars_consent::ConsentEvent| event.channel.zip(event.address.clone());
    addresses.extend(ledger.iter().filter_map(of_event));
    addresses.extend(former.iter().flat_map(|one| one.addresses.iter().cloned()));
    addresses.extend(written.iter().map(|(channel, address)| (*channel, compared(*channel, address))));

    let mut recipients: BTreeSet<String> = written.into_iter().map(|(_, address)| address).collect();
    recipients.extend(addresses.iter().map(|(_, address)| address.expose().to_owned()));
    let emails = former.iter().map(|one| &one.email).chain([&record.customer.email]);
    recipients.extend(emails.flatten().map(|email| email.expose().to_owned()));
    let recipients: Vec<String> = recipients.into_iter().collect();

    end_loyalty(store, environment, &calendar, customer).await?;
    keep_objections(store, &subject, &ledger, &addresses, now).await?;
    let receipts = store.make_receipts_anonymous(customer).await?;
    for id in &ids {
        for newsletter in store.forget_deliveries(*id, now).await? {
            settle_newsletter(store, environment, newsletter).await?;
        }
    }
    store.forget_messages(&recipients).await?;
    forget_import_rows(store, &imports, &Person::of(&record, &former, &addresses), country).await?;
    for id in &ids {
        store.forget_customer_of_rows(*id).await?;
        store.forget_answers(*id).await?;
        store.forget_carried_addresses(*id, &addresses, now).await?;
    }
    erase_consents(store, environment, customer).await?;
    store.remove_customer(customer, record.customer.member, grounds, now).await?;
    store.note(environment, note_of(customer, grounds)).await?;
    Ok(Erased { customer, grounds, at: now, receipts })
}

/// What the trail tells: that it was done and why, about nobody, since there is no key any more that could seal it.
fn note_of(customer: CustomerId, grounds: ErasureGrounds) -> AuditNote {
    let told =
        |field: &str, after: Value| FieldChange { field: field.to_owned(), before: Value::Null, after };
    AuditNote {
        action: AuditAction::Deleted,
        subject: AuditSubject { kind: SubjectKind::Customer, id: customer.value() },
        about: None,
        changes: vec![
            told("erasure.reason", grounds.reason.name().into()),
            told("erasure.requested_by_person", grounds.requested_by_person.into()),
        ],
    }
}
