//! Takes rows back: the last row of the file first, because a row may have met what an earlier one has done.

use std::collections::HashMap;

use regulars_audit::{AuditAction, AuditNote, AuditSubject, FieldChange, SubjectKind};
use regulars_consent::{
    ContactAddress, LedgerAccess, Subject, erase_consents, revives_a_grant, take_back_statements,
};
use regulars_customers::{
    BulkField, CustomerRecord, ImageField, KnownByField, Outcome, Reason, take_back_changes,
};
use regulars_interchange::{Import, ImportState, RowUndo, UndoOutcome};
use regulars_kernel::{Channel, CustomerId, Email, ImportId, StoreError};
use serde_json::Value;

use crate::erasure::grounds::{ErasureGrounds, ErasureReason};
use crate::exports::withdraw_exports::withdraw_every_export;
use crate::imports::import_rows::ImportTerms;
use crate::imports::row_image::{RowImage, RowToUndo};
use crate::imports::store::ImportUndoStore;

/// The source of suppressions that come from objections of people who were erased.
const OF_THE_ERASED: &str = "erasure";

/// Takes at most so many rows back, before the one whose turn was last. What is done and how far the import is are one
/// transaction. Before the first one the import is undone.
pub async fn undo_rows(
    store: &mut dyn ImportUndoStore,
    terms: ImportTerms<'_>,
    import: Import,
    at_most: u32,
) -> Result<Import, StoreError> {
    let now = terms.recording.environment.now();
    let before = (import.at_row > 0).then_some(import.at_row);
    let rows = store.rows_to_undo(import.id, before, at_most).await?;
    let Some(at_row) = rows.last().map(|row| row.number) else {
        let undone = Import { state: ImportState::Undone, updated_at: now, ..import };
        store.update_import(&undone).await?;
        return Ok(undone);
    };
    let made: Vec<CustomerId> = rows.iter().filter(|row| row.is_new).filter_map(|row| row.customer).collect();
    let mut happened: HashMap<CustomerId, Vec<String>> = HashMap::new();
    let mut all = store.what_happened_with(&made).await?;
    all.sort_unstable();
    for (customer, what) in all {
        happened.entry(customer).or_default().push(what);
    }
    let mut undos = Vec::with_capacity(rows.len());
    let mut removes = false;
    for row in rows {
        let number = row.number;
        let since = row.customer.and_then(|customer| happened.remove(&customer)).unwrap_or_default();
        let is_new = row.is_new;
        let undo = undo_row(store, terms, import.id, row, since).await?;
        removes |= is_new && undo.outcome == UndoOutcome::Undone;
        undos.push((number, undo));
    }
    if removes {
        // Who is no customer any more is in no file either.
        withdraw_every_export(store, terms.recording.environment).await?;
    }
    store.write_row_undos(import.id, &undos).await?;
    let counts = import.counts.with_undos(undos.iter().map(|(_, undo)| undo.outcome));
    let import = Import { at_row, counts, updated_at: now, ..import };
    store.update_import(&import).await?;
    Ok(import)
}

fn conflict(reason: Reason, fields: Vec<String>) -> RowUndo {
    RowUndo { outcome: UndoOutcome::Conflict, reason: Some(reason.name().to_owned()), fields }
}

async fn undo_row(
    store: &mut dyn ImportUndoStore,
    terms: ImportTerms<'_>,
    import: ImportId,
    row: RowToUndo,
    since: Vec<String>,
) -> Result<RowUndo, StoreError> {
    if let (true, Some(customer)) = (row.is_new, row.customer) {
        return unmake(store, terms, import, customer, row.image.unwrap_or_default(), since).await;
    }
    // A row that was left out has done nothing to a customer of its own, and has an image all the same.
    let Some(image) = row.image else { return Ok(conflict(Reason::CustomerGone, Vec::new())) };
    let in_the_way = said_since(store, &image, None).await?;
    if !in_the_way.is_empty() {
        return Ok(conflict(Reason::ChangedSince, in_the_way));
    }
    let mut fields = image.fields.names();
    if let (false, Some(customer)) = (image.fields.0.is_empty(), row.customer) {
        let (environment, changes) =
            (terms.recording.environment, vec![(customer, Some(image.fields.clone()))]);
        let results = take_back_changes(store, environment, terms.calendar, changes).await?;
        if let Some(result) = results.into_iter().find(|result| result.outcome != Some(Outcome::Undone)) {
            return Ok(conflict(result.reason.unwrap_or(Reason::ChangedSince), result.fields));
        }
    }
    if let (Some(marks), Some(customer)) = (image.marks, row.customer) {
        store.put_back_marks(customer, marks).await?;
    }
    fields.extend(put_back(store, terms.recording, &image, None).await?);
    for (channel, address) in addresses_given(&image) {
        forget_renewed_suppression(store, channel, &address).await?;
    }
    Ok(RowUndo { outcome: UndoOutcome::Undone, reason: None, fields })
}

/// The addresses that the row had given its customer.
fn addresses_given(image: &RowImage) -> Vec<(Channel, ContactAddress)> {
    let address = |field: &ImageField| {
        let text = field.after.text()?;
        match field.field {
            BulkField::KnownBy(KnownByField::Email) => {
                let email = text.parse::<Email>().ok()?;
                Some((Channel::Email, ContactAddress::of_email(&email)))
            }
            BulkField::KnownBy(KnownByField::Phone) => {
                Some((Channel::Sms, ContactAddress::from_stored(text.to_owned())))
            }
            _ => None,
        }
    };
    image.fields.0.iter().filter_map(address).collect()
}

/// What others have said or done since about the same consents and addresses; of one customer it is known already.
async fn said_since(
    store: &mut dyn ImportUndoStore,
    image: &RowImage,
    but: Option<CustomerId>,
) -> Result<Vec<String>, StoreError> {
    let mut fields = Vec::new();
    let those: Vec<CustomerId> = image.said.iter().map(|said| said.customer).collect();
    for said in image.said.iter().filter(|said| Some(said.customer) != but) {
        if store.has_spoken_since(said.customer, said.last).await?
            || revives_a_grant(store, said, &those).await?
        {
            fields.push("consents".to_owned());
            break;
        }
    }
    for image in &image.suppressions {
        let present = store.find_suppression(image.after.channel, &image.after.address).await?;
        if present.as_ref() != Some(&image.after) {
            fields.push(suppression_field(image.after.channel));
        }
    }
    Ok(fields)
}

fn suppression_field(channel: Channel) -> String {
    format!("suppressions.{}", channel.name())
}

/// Lets consents and suppressions be as they were, and tells which fields that are.
async fn put_back(
    store: &mut dyn ImportUndoStore,
    recording: LedgerAccess<'_>,
    image: &RowImage,
    but: Option<CustomerId>,
) -> Result<Vec<String>, StoreError> {
    let mut fields = Vec::new();
    for said in image.said.iter().filter(|said| Some(said.customer) != but && !said.before.is_empty()) {
        take_back_statements(store, recording, said).await?;
        if fields.is_empty() {
            fields.push("consents".to_owned());
        }
    }
    for image in &image.suppressions {
        store.forget_suppression(image.after.channel, &image.after.address).await?;
        if let Some(before) = &image.before {
            store.put_suppression(before).await?;
        }
        fields.push(suppression_field(image.after.channel));
    }
    Ok(fields)
}

/// Removes a customer whom the row has made, unless anything has happened since.
async fn unmake(
    store: &mut dyn ImportUndoStore,
    terms: ImportTerms<'_>,
    import: ImportId,
    customer: CustomerId,
    image: RowImage,
    mut since: Vec<String>,
) -> Result<RowUndo, StoreError> {
    let record = store.find_customer_for_change(customer).await?;
    let subject = store.find_subject(customer).await?;
    let Some((record, subject)) = record.zip(subject) else {
        return Ok(conflict(Reason::CustomerGone, Vec::new()));
    };
    if record.customer.member.is_some() {
        since.push("member_id".to_owned());
    }
    if subject.restricted_at.is_some() {
        since.push("restricted".to_owned());
    }
    if store.has_spoken_since(customer, image.last_entry_of(customer)).await? {
        since.push("consents".to_owned());
    }
    for field in said_since(store, &image, Some(customer)).await? {
        if !since.contains(&field) {
            since.push(field);
        }
    }
    if !since.is_empty() {
        return Ok(conflict(Reason::ChangedSince, since));
    }
    put_back(store, terms.recording, &image, Some(customer)).await?;
    remove(store, terms, import, &record, &subject).await?;
    Ok(RowUndo { outcome: UndoOutcome::Undone, reason: None, fields: Vec::new() })
}

async fn remove(
    store: &mut dyn ImportUndoStore,
    terms: ImportTerms<'_>,
    import: ImportId,
    record: &CustomerRecord,
    subject: &Subject,
) -> Result<(), StoreError> {
    let environment = terms.recording.environment;
    let (customer, now) = (record.customer.id, environment.now());
    erase_consents(store, environment, customer).await?;
    store.forget_customer_of_rows(customer).await?;
    let grounds = ErasureGrounds { reason: ErasureReason::Other, requested_by_person: false };
    store.remove_customer(customer, None, grounds, now).await?;
    for (channel, address) in [(Channel::Email, &subject.email), (Channel::Sms, &subject.phone)] {
        if let Some(address) = address {
            forget_renewed_suppression(store, channel, address).await?;
        }
    }
    store.note(environment, note_of(customer, import)).await
}

/// The suppression that an objection of somebody erased gave the address anew goes, where nobody carries the address any more.
/// The objection itself is kept.
async fn forget_renewed_suppression(
    store: &mut dyn ImportUndoStore,
    channel: Channel,
    address: &ContactAddress,
) -> Result<(), StoreError> {
    let present = store.find_suppression(channel, address).await?;
    if present.is_some_and(|present| present.source.as_str() == OF_THE_ERASED)
        && store.customers_at(channel, address).await?.is_empty()
    {
        store.forget_suppression(channel, address).await?;
    }
    Ok(())
}

/// What the trail tells: that it was done and by which import, about nobody, since there is no key any more that could seal it.
fn note_of(customer: CustomerId, import: ImportId) -> AuditNote {
    let undone = FieldChange {
        field: "undone_import".to_owned(),
        before: Value::Null,
        after: import.to_string().into(),
    };
    AuditNote {
        action: AuditAction::Deleted,
        subject: AuditSubject { kind: SubjectKind::Customer, id: customer.value() },
        about: None,
        changes: vec![undone],
    }
}
