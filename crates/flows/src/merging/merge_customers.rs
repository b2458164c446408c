//! Merges customers into one of them.

use std::collections::{BTreeMap, BTreeSet};

use regulars_audit::{AuditNote, FieldChange};
use regulars_consent::{
    ContactAddress, LedgerAccess, OpenConfirmations, Subject, UnitedAddresses, UnitedConsents,
    carry_consents, unite_consents,
};
use regulars_customers::{
    CombineError, Combined, Customer, CustomerRecord, ImageTaken, InvalidChoice, Merge, Moved, ServiceFields,
    TooManyAttributes, UnitedConsent, Written, combine, search_text,
};
use regulars_kernel::{
    Channel, ConsentState, CustomerId, Email, Instant, Label, MemberId, MergeId, Purpose, StoreError, TagId,
    fold,
};
use regulars_loyalty::leave_every_programme;

use super::store::MergingStore;
use super::told_of_survivor::{MergedSide, told_of_survivor};
use super::unite_points::unite_points;
use super::unite_tiers::unite_tiers;

/// Customers to be merged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMerge {
    /// The one that stays.
    pub survivor: CustomerId,
    /// Those that go into it.
    pub merged: Vec<CustomerId>,
    /// Of fields whose value is not to be the first that there is: whose it is.
    pub chosen: BTreeMap<String, CustomerId>,
}

/// Why customers were not merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeCustomersError {
    /// There are no customers to be merged, too many, one twice, or the one that stays is among them.
    #[error("must be 1 to {} other customers, each once", Merge::MOST)]
    Customers,
    /// The merchant has no such customer.
    #[error("there is no such customer")]
    UnknownCustomer(CustomerId),
    /// The customer is part of another one already.
    #[error("the customer was merged")]
    Merged {
        /// Which.
        customer: CustomerId,
        /// What it is part of now.
        into: CustomerId,
    },
    /// Fields are chosen that cannot be.
    #[error("fields are chosen that cannot be")]
    Choice(Vec<InvalidChoice>),
    /// The customer would have too many attributes.
    #[error(transparent)]
    TooManyAttributes(#[from] TooManyAttributes),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Merges customers. Whoever is merged into the same one already stays so: to repeat a merge changes nothing.
///
/// Everybody is held in the order of their ids first, so that two merges of the same customers wait for each other, and the
/// second finds what the first has left.
pub async fn merge_customers(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    new: &NewMerge,
) -> Result<(Merge, CustomerRecord), MergeCustomersError> {
    let ids = everybody(new)?;
    let held = store.find_customers_for_change(&ids).await?;
    let found: BTreeMap<CustomerId, CustomerRecord> =
        held.into_iter().map(|record| (record.customer.id, record)).collect();
    if found.len() < ids.len() {
        return repeated(store, new, &found).await;
    }
    let record_of = |id: &CustomerId| found.get(id).cloned().ok_or(MergeCustomersError::UnknownCustomer(*id));
    let survivor = record_of(&new.survivor)?;
    let others = new.merged.iter().map(record_of).collect::<Result<Vec<_>, _>>()?;
    let now = recording.environment.now();
    let combined = combine(&survivor, &others, &new.chosen, now).map_err(|error| match error {
        CombineError::Choice(faults) => MergeCustomersError::Choice(faults),
        CombineError::TooManyAttributes(error) => error.into(),
    })?;
    let subjects = subjects_of(store, new).await?;
    let addresses = addresses_of(&combined);
    let united = unite_consents(&subjects, &addresses, now)?;
    let mut merge = Merge {
        id: MergeId::new(recording.environment.new_id()),
        survivor: new.survivor,
        merged: new.merged.clone(),
        sources: combined.sources.clone(),
        moved: counted(&survivor, &others, &combined),
        consents: told(&united),
        merged_at: now,
        undone_at: None,
    };
    store.insert_merge(&merge).await?;
    for id in &ids {
        store.keep_image(recording.environment, merge.id, *id, ImageTaken::Before).await?;
    }
    for other in &others {
        let moved = store.move_what_hangs_on(merge.id, other.customer.id, new.survivor, now).await?;
        merge.moved = merge.moved.and(moved);
        merge.moved.point_accounts += unite_points(store, recording, other.customer.id, new.survivor).await?;
        unite_tiers(store, recording, other.customer.id, new.survivor).await?;
        note_merged(store, recording, other, new.survivor).await?;
        store.bury(merge.id, other.customer.id, new.survivor).await?;
    }
    keep_what_meant_them(store, &merge, &survivor, &others, &combined.customer).await?;
    let combined = Combined {
        customer: Customer { email_verified_at: united.email_verified_at, ..combined.customer },
        ..combined
    };
    let after = write(store, recording, &survivor, &subjects, combined).await?;
    let own = subjects.into_iter().next();
    let mut own = own.ok_or(MergeCustomersError::UnknownCustomer(new.survivor))?;
    let carried = carry_consents(store, recording, &mut own, &united).await?;
    if united.statements.iter().any(|one| ends_programmes(one.purpose, one.state)) {
        leave_every_programme(store, recording.environment, new.survivor).await?;
    }
    merge.moved.consents = u64::try_from(carried.len()).unwrap_or(u64::MAX);
    store.recount_purchases(new.survivor).await?;
    store.ask_for_rfm(now).await?;
    store.keep_image(recording.environment, merge.id, new.survivor, ImageTaken::After).await?;
    store.update_merge(&merge).await?;
    let note = after.note_updated(&survivor).map(|note| told_of_survivor(&merge, note, MergedSide::After));
    store.note_if(recording.environment, note).await?;
    Ok((merge, shown(store, new.survivor).await?))
}

/// Whether nobody is in a programme who has said that.
const fn ends_programmes(purpose: Purpose, state: ConsentState) -> bool {
    matches!(purpose, Purpose::DataProcessing) && !matches!(state, ConsentState::Granted)
}

/// A record is one member. The cards of every other one mean it too, at this merchant; what the network knows of them stays
/// as it is. A number and an address that the record does not have are still somebody's.
async fn keep_what_meant_them(
    store: &mut dyn MergingStore,
    merge: &Merge,
    survivor: &CustomerRecord,
    others: &[CustomerRecord],
    combined: &Customer,
) -> Result<(), StoreError> {
    let all = || std::iter::once(survivor).chain(others).map(|record| &record.customer);
    let members: BTreeSet<MemberId> = all().filter_map(|one| one.member).collect();
    for member in members.into_iter().filter(|member| Some(*member) != combined.member) {
        store.join_member(merge.id, merge.survivor, member).await?;
    }
    let numbers: BTreeSet<&Label> = all().filter_map(|one| one.external_id.as_ref()).collect();
    for number in numbers.into_iter().filter(|number| Some(*number) != combined.external_id.as_ref()) {
        store.keep_external_id(merge.id, number).await?;
    }
    let kept = combined.email.as_ref().map(Email::folded);
    let emails: BTreeMap<String, &Email> =
        all().filter_map(|one| one.email.as_ref()).map(|email| (email.folded(), email)).collect();
    for (_, email) in emails.into_iter().filter(|(folded, _)| Some(folded) != kept.as_ref()) {
        store.keep_email(merge.id, email).await?;
    }
    Ok(())
}

/// Everybody whom a merge is about, in the order of their ids.
fn everybody(new: &NewMerge) -> Result<Vec<CustomerId>, MergeCustomersError> {
    let all: BTreeSet<CustomerId> = new.merged.iter().copied().chain([new.survivor]).collect();
    if new.merged.is_empty() || new.merged.len() > Merge::MOST || all.len() != new.merged.len() + 1 {
        return Err(MergeCustomersError::Customers);
    }
    Ok(all.into_iter().collect())
}

/// Somebody is not there: whoever was merged into the same one before makes the merge a repetition of that one.
async fn repeated(
    store: &mut dyn MergingStore,
    new: &NewMerge,
    found: &BTreeMap<CustomerId, CustomerRecord>,
) -> Result<(Merge, CustomerRecord), MergeCustomersError> {
    let missing: Vec<CustomerId> =
        new.merged.iter().copied().chain([new.survivor]).filter(|id| !found.contains_key(id)).collect();
    let survivors = store.survivors_of(&missing).await?;
    if let Some(unknown) = missing.iter().find(|id| !survivors.contains_key(id)) {
        return Err(MergeCustomersError::UnknownCustomer(*unknown));
    }
    if missing.len() == new.merged.len() && !missing.contains(&new.survivor) {
        let first = match missing.first() {
            Some(first) => store.merge_of(*first).await?,
            None => None,
        };
        if let Some(merge) =
            first.filter(|merge| merge.survivor == new.survivor && merge.merged == new.merged)
        {
            return Ok((merge, shown(store, new.survivor).await?));
        }
    }
    let (customer, into) = match survivors.get(&new.survivor) {
        Some(into) => (new.survivor, *into),
        None => survivors.into_iter().next().ok_or(MergeCustomersError::UnknownCustomer(new.survivor))?,
    };
    Err(MergeCustomersError::Merged { customer, into })
}

/// The ledgers, that of the survivor first.
async fn subjects_of(
    store: &mut dyn MergingStore,
    new: &NewMerge,
) -> Result<Vec<Subject>, MergeCustomersError> {
    let mut subjects = Vec::with_capacity(new.merged.len() + 1);
    for id in std::iter::once(&new.survivor).chain(&new.merged) {
        let subject = store.find_subject(*id).await?;
        subjects.push(subject.ok_or(MergeCustomersError::UnknownCustomer(*id))?);
    }
    Ok(subjects)
}

fn addresses_of(combined: &Combined) -> UnitedAddresses {
    let Combined { customer, sources, .. } = combined;
    let from = |field: &str| sources.get(field).copied().unwrap_or(customer.id);
    UnitedAddresses {
        email: customer.email.as_ref().map(|email| (ContactAddress::of_email(email), from("email"))),
        phone: customer.phone.as_ref().map(|phone| (ContactAddress::of_phone(phone), from("phone"))),
    }
}

fn counted(survivor: &CustomerRecord, others: &[CustomerRecord], combined: &Combined) -> Moved {
    let foreign =
        |field: &&String| combined.sources.get(*field).is_some_and(|of| *of != survivor.customer.id);
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let cards = others.iter().map(|one| one.cards.len()).sum();
    let attributes = combined.sources.keys().filter(|field| field.starts_with("attributes.")).filter(foreign);
    Moved {
        cards: count(cards),
        tags: count(combined.tags.len() - survivor.tags.len().min(combined.tags.len())),
        attributes: count(attributes.count()),
        ..Moved::default()
    }
}

fn told(united: &UnitedConsents) -> Vec<UnitedConsent> {
    let each = united.statements.iter().map(|statement| UnitedConsent {
        purpose: statement.purpose,
        channel: statement.channel,
        state: statement.state,
        from: statement.from,
    });
    each.collect()
}

/// Writes the record with its tags and attributes, and what is kept beside it. Whoever's address went away is not asked
/// about it any more.
async fn write(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    before: &CustomerRecord,
    subjects: &[Subject],
    combined: Combined,
) -> Result<CustomerRecord, MergeCustomersError> {
    let Combined { customer, tags, .. } = combined;
    let id = customer.id;
    let folded: Vec<String> = tags.iter().map(|tag| fold(tag.as_str())).collect();
    let named = store.find_tags_named(&folded).await?;
    let tag_ids: Vec<TagId> = named.iter().map(|tag| tag.id).collect();
    match store.update_customer(&customer, "").await? {
        Written::Done => {}
        Written::ExternalIdTaken | Written::MemberTaken => return Err(StoreError::Contended.into()),
    }
    store.set_customer_tags(id, &tag_ids).await?;
    store.set_customer_attributes(id, &customer.attributes).await?;
    let now = recording.environment.now();
    store.set_service_fields(id, service_fields(subjects, &customer, now)).await?;
    for (channel, address) in [
        (Channel::Email, customer.email.as_ref().map(ContactAddress::of_email)),
        (Channel::Sms, customer.phone.as_ref().map(ContactAddress::of_phone)),
    ] {
        let previous = subjects.first().and_then(|own| own.address(channel)).cloned();
        if previous.is_some() && previous != address {
            store.expire_confirmations(id, OpenConfirmations::AllOver(channel), now).await?;
        }
    }
    // The cards are known once the member is written.
    let cards = shown(store, id).await?.cards;
    store.update_customer(&customer, &search_text(&customer, &cards)).await?;
    Ok(CustomerRecord {
        customer,
        tags,
        cards,
        purchases: before.purchases,
        rfm: before.rfm.clone(),
        rhythm: before.rhythm,
    })
}

/// Restricted is who was restricted anywhere. An address that was another one before is this one since now, and one that is
/// new keeps the day that it has where it is from.
fn service_fields(subjects: &[Subject], customer: &Customer, now: Instant) -> ServiceFields {
    let since = |channel: Channel, address: Option<ContactAddress>| {
        let own = subjects.first()?;
        match (own.address(channel), address) {
            (Some(before), Some(after)) if *before == after => own.address_since(channel),
            (None, Some(after)) => {
                let from = subjects.iter().find(|subject| subject.address(channel) == Some(&after));
                from.and_then(|from| from.address_since(channel))
            }
            (Some(_), _) => Some(now),
            (None, None) => own.address_since(channel),
        }
    };
    ServiceFields {
        restricted_at: subjects.iter().filter_map(|subject| subject.restricted_at).min(),
        email_since: since(Channel::Email, customer.email.as_ref().map(ContactAddress::of_email)),
        phone_since: since(Channel::Sms, customer.phone.as_ref().map(ContactAddress::of_phone)),
    }
}

/// The merged customer's own trail tells what it was, and what it is part of now.
async fn note_merged(
    store: &mut dyn MergingStore,
    recording: LedgerAccess<'_>,
    merged: &CustomerRecord,
    into: CustomerId,
) -> Result<(), StoreError> {
    let mut note = AuditNote::deleted(merged).about(merged.customer.id);
    note.changes.push(FieldChange {
        field: "merged_into".to_owned(),
        before: serde_json::Value::Null,
        after: into.to_string().into(),
    });
    store.note(recording.environment, note).await
}

async fn shown(store: &mut dyn MergingStore, id: CustomerId) -> Result<CustomerRecord, StoreError> {
    let found = store.find_customer(id).await?;
    found.ok_or_else(|| StoreError::inconsistent("customers", "the survivor of a merge is gone"))
}
