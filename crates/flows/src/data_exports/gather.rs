//! Gathers what is known of a customer, section by section and page by page, so that no more than a page is held at a time.

use chrono::SecondsFormat;
use regulars_audit::{AuditQuery, NotedChanges, Recorded};
use regulars_consent::SealingKeys;
use regulars_kernel::{
    AuditEventId, CustomerId, Instant, Label, Language, MerchantId, NewsletterId, PageRequest, PageSize,
    RfmMoveId, StoreError,
};
use regulars_purchases::{Purchase, PurchaseFilter, PurchasePosition, PurchaseReads};
use regulars_segments::{RfmClass, RfmMove, RfmStanding};
use serde_json::{Map, Value, json};

use super::store::SubjectDataReads;

/// A part of what is known, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The record with tags, attributes, cards and totals.
    Profile,
    /// What stands of consents.
    Consents,
    /// Everything that was said about consent, with the texts that were shown and the evidence.
    ConsentHistory,
    /// Receipts.
    Purchases,
    /// Messages of newsletters.
    Messages,
    /// What was opened and clicked.
    Reactions,
    /// The score, and every move between classes.
    Rfm,
    /// Files that the customer was in.
    Imports,
    /// Every change that was noted.
    AuditEvents,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Self; 9] = [
        Self::Profile,
        Self::Consents,
        Self::ConsentHistory,
        Self::Purchases,
        Self::Messages,
        Self::Reactions,
        Self::Rfm,
        Self::Imports,
        Self::AuditEvents,
    ];

    /// Its name in the document.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Consents => "consents",
            Self::ConsentHistory => "consent_history",
            Self::Purchases => "purchases",
            Self::Messages => "messages",
            Self::Reactions => "reactions",
            Self::Rfm => "rfm",
            Self::Imports => "imports",
            Self::AuditEvents => "audit_events",
        }
    }
}

/// Where a page of a section ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionPlace {
    /// At this entry of the ledger.
    Entry(i64),
    /// At this receipt.
    Receipt(PurchasePosition),
    /// At this newsletter.
    Newsletter(NewsletterId),
    /// At this move.
    Move(RfmMoveId),
    /// At this event.
    Event(AuditEventId),
}

/// Of how many newsletters the messages are read at a time.
const NEWSLETTERS: u16 = 100;

/// A page of a section, and where it ended if there is more.
pub async fn gather(
    store: &mut dyn SubjectDataReads,
    sealing: &SealingKeys,
    merchant: MerchantId,
    customer: CustomerId,
    section: Section,
    after: Option<SectionPlace>,
) -> Result<(Vec<Value>, Option<SectionPlace>), StoreError> {
    let size = PageSize::LARGEST;
    match section {
        Section::Profile => Ok((profile(store, customer).await?, None)),
        Section::Consents => {
            let subject = store.find_subject(customer).await?;
            let standing = subject.map(|subject| subject.standing).unwrap_or_default();
            let told = standing.iter().map(|one| {
                json!({
                    "purpose": one.purpose.name(), "channel": one.channel.map(|channel| channel.name()),
                    "state": one.state.name(), "address": one.address.as_ref().map(|address| address.expose()),
                    "since": instant(one.since), "source": one.source.as_str(),
                })
            });
            Ok((told.collect(), None))
        }
        Section::ConsentHistory => {
            let after = match after {
                Some(SectionPlace::Entry(sequence)) => Some(sequence),
                _ => None,
            };
            consent_history(store, sealing, merchant, customer, PageRequest { size, after }).await
        }
        Section::Purchases => {
            let after = match after {
                Some(SectionPlace::Receipt(position)) => Some(position),
                _ => None,
            };
            let filter = PurchaseFilter { customer: Some(customer), ..PurchaseFilter::default() };
            let page = PurchaseReads::list(store, &filter, PageRequest { size, after }).await?;
            Ok((page.items.iter().map(receipt).collect(), page.next.map(SectionPlace::Receipt)))
        }
        Section::Messages | Section::Reactions => {
            let after = match after {
                Some(SectionPlace::Newsletter(newsletter)) => Some(newsletter),
                _ => None,
            };
            messages(store, customer, section, after).await
        }
        Section::Rfm => {
            let after = match after {
                Some(SectionPlace::Move(id)) => Some(id),
                _ => None,
            };
            let mut told = Vec::new();
            if after.is_none() {
                let stands = store.rfm_standing(customer).await?;
                told.extend(stands.as_ref().map(|stands| json!({"stands": standing(stands)})));
            }
            let page = store.rfm_moves(customer, PageRequest { size, after }).await?;
            told.extend(page.items.iter().map(moved));
            Ok((told, page.next.map(SectionPlace::Move)))
        }
        Section::Imports => {
            let origins = store.origins_in_files(customer).await?;
            let told = origins.into_iter().map(|one| {
                json!({
                    "import_id": one.import.to_string(), "file_name": one.file_name, "row": one.number,
                    "disposition": one.disposition, "at": instant(one.at),
                })
            });
            Ok((told.collect(), None))
        }
        Section::AuditEvents => {
            let after = match after {
                Some(SectionPlace::Event(id)) => Some(id),
                _ => None,
            };
            let query = AuditQuery { about: Some(customer), ..AuditQuery::default() };
            let page = store.list_audit_events(&query, PageRequest { size, after }).await?;
            let told = page.items.iter().map(|event| {
                let changes: Vec<Value> = match &event.changes {
                    NotedChanges::Fields(fields) => fields
                        .iter()
                        .map(|one| json!({"field": one.field, "before": one.before, "after": one.after}))
                        .collect(),
                    NotedChanges::Erased => Vec::new(),
                };
                json!({"at": instant(event.at), "action": event.action.name(), "changes": changes})
            });
            Ok((told.collect(), page.next.map(SectionPlace::Event)))
        }
    }
}

/// The language that the customer reads, if it is one that the program speaks.
pub async fn language_of(
    store: &mut dyn SubjectDataReads,
    customer: CustomerId,
) -> Result<Option<Language>, StoreError> {
    let record = store.find_customer(customer).await?;
    let tag = record.and_then(|record| record.customer.language);
    Ok(tag.and_then(|tag| tag.as_str().parse().ok()))
}

async fn profile(store: &mut dyn SubjectDataReads, customer: CustomerId) -> Result<Vec<Value>, StoreError> {
    let Some(record) = store.find_customer(customer).await? else { return Ok(Vec::new()) };
    let mut fields: Map<String, Value> = record.fields().into_iter().collect();
    fields.insert("id".to_owned(), customer.to_string().into());
    fields.insert("created_by".to_owned(), record.customer.source.created_by.as_str().into());
    fields.insert("created_at".to_owned(), instant(record.customer.created_at));
    fields.insert("updated_at".to_owned(), instant(record.customer.updated_at));
    let totals = &record.purchases;
    fields.insert("purchases.count".to_owned(), totals.count.into());
    fields.insert("purchases.total".to_owned(), totals.total.into());
    Ok(vec![Value::Object(fields)])
}

async fn consent_history(
    store: &mut dyn SubjectDataReads,
    sealing: &SealingKeys,
    merchant: MerchantId,
    customer: CustomerId,
    page: PageRequest<i64>,
) -> Result<(Vec<Value>, Option<SectionPlace>), StoreError> {
    let page = match regulars_consent::list_history(store, sealing, merchant, customer, page).await {
        Ok(page) => page,
        Err(regulars_consent::ListConsentsError::UnknownCustomer) => return Ok((Vec::new(), None)),
        Err(regulars_consent::ListConsentsError::Store(error)) => return Err(error),
    };
    let mut told = Vec::new();
    for entry in page.items {
        let event = &entry.event;
        let text = match event.text {
            Some(id) => store.find_text(id).await?.map(|text| text.text.as_str().to_owned()),
            None => None,
        };
        told.push(json!({
            "purpose": event.purpose.name(), "channel": event.channel.map(|channel| channel.name()),
            "state": event.state.name(), "address": event.address.as_ref().map(|address| address.expose()),
            "source": event.source.as_str(), "text_version": event.text_version.as_ref().map(Label::as_str),
            "text": text, "occurred_at": instant(event.occurred_at), "recorded_at": instant(event.recorded_at),
            "recorded_by": event.actor.kind(), "evidence": entry.evidence.as_ref().map(|one| one.expose()),
        }));
    }
    Ok((told, page.next.map(SectionPlace::Entry)))
}

async fn messages(
    store: &mut dyn SubjectDataReads,
    customer: CustomerId,
    section: Section,
    after: Option<NewsletterId>,
) -> Result<(Vec<Value>, Option<SectionPlace>), StoreError> {
    let messages = store.messages_to(customer, after, NEWSLETTERS).await?;
    let last = messages.last().map(|message| SectionPlace::Newsletter(message.newsletter));
    let mut told = Vec::new();
    let mut seen = None;
    for message in messages {
        let newsletter = message.newsletter;
        if section == Section::Messages {
            told.push(json!({
                "newsletter_id": newsletter.to_string(), "subject": message.subject, "channel": message.channel,
                "address": message.address, "state": message.state, "reason": message.reason,
                "settled_at": message.settled_at.map(instant),
            }));
        } else if seen != Some(newsletter) {
            seen = Some(newsletter);
            told.extend(store.reactions_to(customer, newsletter).await?.into_iter().map(|one| {
                json!({"newsletter_id": newsletter.to_string(), "kind": one.kind, "at": instant(one.at)})
            }));
        }
    }
    Ok((told, last))
}

fn receipt(purchase: &Purchase) -> Value {
    let lines = purchase.lines.iter().map(|recorded| {
        let line = &recorded.line;
        json!({
            "sku": line.sku.as_ref().map(Label::as_str), "name": line.name.as_ref().map(Label::as_str),
            "category": line.category.as_ref().map(Label::as_str), "quantity": line.quantity.to_string(),
            "unit_price": line.unit_price, "discount": line.discount, "total": line.total,
        })
    });
    json!({
        "id": purchase.id.to_string(), "receipt_number": purchase.key.number.as_str(),
        "store_id": purchase.store.map(|store| store.to_string()),
        "identified_by": purchase.identification.as_ref().map(regulars_purchases::Identification::name),
        "occurred_at": instant(purchase.occurred_at), "recorded_at": instant(purchase.recorded_at),
        "currency": purchase.currency.code(), "total": purchase.total, "refunded_total": purchase.refunded_total,
        "lines": lines.collect::<Vec<_>>(),
        "coupons": purchase.coupons.iter().map(Label::as_str).collect::<Vec<_>>(),
    })
}

fn moved(one: &RfmMove) -> Value {
    json!({
        "on": one.on.to_string(), "from": one.from.as_ref().map(RfmClass::as_str),
        "to": one.to.as_ref().map(standing),
    })
}

fn standing(stands: &RfmStanding) -> Value {
    let RfmStanding { recency, frequency, monetary, class } = stands;
    json!({
        "class": class.as_str(), "recency": recency.get(), "frequency": frequency.get(),
        "monetary": monetary.get(),
    })
}

fn instant(at: Instant) -> Value {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()
}
