//! Gathers what is known of a customer, section by section and page by page, so that no more than a page is held at a time.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use regulars_audit::{AuditEvent, AuditQuery, NotedChanges};
use regulars_consent::{ListConsentsError, SealingKeys, list_history, list_history_of_merged};
use regulars_kernel::{
    AuditEventId, CustomerFileId, CustomerId, Instant, Language, MerchantId, PageRequest, PageSize,
    RfmMoveId, StoreError,
};
use regulars_purchases::{PurchaseFilter, PurchasePosition, PurchaseReads};
use regulars_service::{CasePosition, CaseQuery, InteractionPosition, InteractionQuery, MailPosition};
use serde_json::{Value, json};

use super::profile::{about, profile};
use super::section::Section;
use super::shown_value::told_instant;
use super::store::{SubjectDataReads, TracePage, TracePlace};
use super::told_consents::{consent_entry, standing_consent};
use super::told_purchases::receipt;
use super::told_service::{actor, case, file, interaction, mail, moved, standing};

/// Where a page of a section ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SectionPlace {
    /// In the ledger of this customer: at its entry of that number, or before the first.
    Entry(CustomerId, Option<i64>),
    /// At this receipt.
    Receipt(PurchasePosition),
    /// At this interaction.
    Interaction(InteractionPosition),
    /// At this case.
    Case(CasePosition),
    /// At this file.
    File(CustomerFileId),
    /// At this mail.
    Mail(MailPosition),
    /// At this move.
    Move(RfmMoveId),
    /// At this event.
    Event(AuditEventId),
    /// At this row.
    Row(TracePlace),
}

/// What gathering depends on besides the store.
#[derive(Clone)]
pub struct GatherTerms {
    /// What opens the customers' keys.
    pub sealing: SealingKeys,
    /// The merchant.
    pub merchant: MerchantId,
    /// When it is gathered.
    pub now: Instant,
}

/// The position behind which a section goes on, of the one kind that it has.
macro_rules! place {
    ($after:expr, $kind:ident) => {
        match $after {
            Some(SectionPlace::$kind(place)) => Some(place),
            _ => None,
        }
    };
}

/// A page of a section, and where it ended if there is more.
pub async fn gather(
    store: &mut dyn SubjectDataReads,
    terms: &GatherTerms,
    customer: CustomerId,
    section: Section,
    after: Option<SectionPlace>,
) -> Result<(Vec<Value>, Option<SectionPlace>), StoreError> {
    let size = PageSize::LARGEST;
    if let Some(trace) = section.trace() {
        let TracePage { items, next } = store.traces(customer, trace, place!(after, Row), size).await?;
        return Ok((items, next.map(SectionPlace::Row)));
    }
    match section {
        Section::About => Ok((vec![about(store, customer, terms.now).await?], None)),
        Section::Profile => Ok((profile(store, customer, terms.now).await?.into_iter().collect(), None)),
        Section::Consents => {
            let subject = store.find_subject(customer).await?;
            let stands = subject.map(|subject| subject.standing).unwrap_or_default();
            Ok((stands.iter().map(standing_consent).collect(), None))
        }
        Section::ConsentHistory => {
            let (of, after) = match after {
                Some(SectionPlace::Entry(of, after)) => (of, after),
                _ => (customer, None),
            };
            consent_history(store, terms, customer, of, PageRequest { size, after }).await
        }
        Section::Purchases => {
            let filter = PurchaseFilter { customer: Some(customer), ..PurchaseFilter::default() };
            let page = PageRequest { size, after: place!(after, Receipt) };
            let page = PurchaseReads::list(store, &filter, page).await?;
            Ok((page.items.iter().map(receipt).collect(), page.next.map(SectionPlace::Receipt)))
        }
        Section::Interactions => {
            let page = PageRequest { size, after: place!(after, Interaction) };
            let page = store.list_interactions(customer, &InteractionQuery::default(), page).await?;
            let told = page.items.iter().map(interaction).collect();
            Ok((told, page.next.map(SectionPlace::Interaction)))
        }
        Section::Cases => {
            let query = CaseQuery { customer: Some(customer), ..CaseQuery::default() };
            let page = store.list_cases(&query, PageRequest { size, after: place!(after, Case) }).await?;
            Ok((page.items.iter().map(case).collect(), page.next.map(SectionPlace::Case)))
        }
        Section::Files => {
            // One at a time: each carries its content.
            let page = PageRequest { size: PageSize::ONE, after: place!(after, File) };
            let page = store.list_customer_files(customer, page).await?;
            let mut told = Vec::new();
            for one in &page.items {
                // One that is gone meanwhile is not told.
                if let Some(content) = store.read_customer_file(one).await? {
                    told.push(file(one, &content));
                }
            }
            Ok((told, page.next.map(SectionPlace::File)))
        }
        Section::Mails => {
            // Few at a time: each carries its text.
            let size = PageSize::new(20).unwrap_or(PageSize::ONE);
            let page = store.list_mails(customer, PageRequest { size, after: place!(after, Mail) }).await?;
            let mut told = Vec::new();
            for one in &page.items {
                // One that is gone meanwhile is not told.
                if let Some(text) = store.read_mail_text(one.id).await? {
                    told.push(mail(one, &text));
                }
            }
            Ok((told, page.next.map(SectionPlace::Mail)))
        }
        Section::Rfm => {
            let stands = store.rfm_standing(customer).await?;
            Ok((stands.as_ref().map(standing).into_iter().collect(), None))
        }
        Section::RfmMoves => {
            let page = store.rfm_moves(customer, PageRequest { size, after: place!(after, Move) }).await?;
            Ok((page.items.iter().map(moved).collect(), page.next.map(SectionPlace::Move)))
        }
        Section::AuditEvents => {
            let query = AuditQuery { about: Some(customer), ..AuditQuery::default() };
            let page = PageRequest { size, after: place!(after, Event) };
            let page = store.list_audit_events(&query, page).await?;
            Ok((page.items.iter().map(noted).collect(), page.next.map(SectionPlace::Event)))
        }
        Section::Cards
        | Section::CardLinks
        | Section::Confirmations
        | Section::Suppressions
        | Section::Refunds
        | Section::Invoices
        | Section::Carts
        | Section::Events
        | Section::Programmes
        | Section::PointAccounts
        | Section::PointOperations
        | Section::RewardOrders
        | Section::Coupons
        | Section::HeldCoupons
        | Section::Surveys
        | Section::Messages
        | Section::Reactions
        | Section::CaseMessages
        | Section::Employments
        | Section::Offers
        | Section::OfferMails
        | Section::Imports
        | Section::BulkEdits
        | Section::DataExports => Ok((Vec::new(), None)),
    }
}

/// The language that the page is in: the customer's if it is one that the program speaks, else the merchant's.
pub async fn page_language(
    store: &mut dyn SubjectDataReads,
    customer: CustomerId,
) -> Result<Language, StoreError> {
    let record = store.find_customer(customer).await?;
    let own = record.and_then(|record| record.customer.language).and_then(|tag| tag.spoken());
    match own {
        Some(own) => Ok(own),
        None => Ok(store.merchant_facts().await?.locale.language()),
    }
}

/// A page of the ledger `of` the customer itself or of somebody who was merged into it. The customer's own comes first, and then
/// those of the others by their ids.
async fn consent_history(
    store: &mut dyn SubjectDataReads,
    terms: &GatherTerms,
    customer: CustomerId,
    of: CustomerId,
    page: PageRequest<i64>,
) -> Result<(Vec<Value>, Option<SectionPlace>), StoreError> {
    let merged = store.merged_into(customer).await?;
    let page = if of == customer {
        match list_history(store, &terms.sealing, terms.merchant, of, page).await {
            Ok(page) => page,
            Err(ListConsentsError::UnknownCustomer) => return Ok((Vec::new(), None)),
            Err(ListConsentsError::Store(error)) => return Err(error),
        }
    } else if !merged.contains(&of) {
        // That merge was undone meanwhile.
        return Ok((Vec::new(), None));
    } else {
        list_history_of_merged(store, &terms.sealing, terms.merchant, of, page).await?
    };
    let mut texts = BTreeMap::new();
    let mut told = Vec::new();
    for entry in &page.items {
        let text = match entry.event.text {
            Some(id) => {
                if let Entry::Vacant(unread) = texts.entry(id) {
                    unread.insert(store.find_text(id).await?);
                }
                texts.get(&id).and_then(Option::as_ref)
            }
            None => None,
        };
        told.push(consent_entry(entry, text));
    }
    let next = match page.next {
        Some(entry) => Some(SectionPlace::Entry(of, Some(entry))),
        None => {
            let behind = merged.into_iter().find(|one| of == customer || *one > of);
            behind.map(|one| SectionPlace::Entry(one, None))
        }
    };
    Ok((told, next))
}

fn noted(event: &AuditEvent) -> Value {
    let changes: Vec<Value> = match &event.changes {
        NotedChanges::Fields(fields) => fields
            .iter()
            .map(|one| json!({"field": one.field, "before": one.before, "after": one.after}))
            .collect(),
        NotedChanges::Erased => Vec::new(),
    };
    json!({
        "id": event.id.to_string(),
        "occurred_at": told_instant(event.at),
        "actor": actor(event.actor),
        "action": event.action.name(),
        "subject": {"kind": event.subject.kind.name(), "id": event.subject.id.to_string()},
        "changes": changes,
    })
}
