//! Looks at what a bulk edit would do, without doing it.

use std::collections::BTreeMap;

use regulars_customers::{
    BulkChanges, CustomerRecord, Foreseen, GivenChanges, Outcome, Reason, Vocabulary, look_at_customer,
    tags_for,
};
use regulars_kernel::{CustomerId, Environment, MerchantCalendar, StoreError};
use regulars_segments::resolve_filter;

use super::meant::{BeginBulkEditError, BulkSelection, check_known, checked_changes, each_once};
use super::store::BulkEditLookReads;

/// The most customers who are looked at.
pub const MOST_LOOKED_AT: u32 = 10_000;
/// The most customers whose differences are shown.
const SAMPLE: usize = 20;
/// How many customers are read at a time.
const READ_AT_A_TIME: usize = 200;

/// What a bulk edit would do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BulkEditLook {
    /// How many customers are meant.
    pub customers: u64,
    /// How many of them were looked at: all, or the first [`MOST_LOOKED_AT`] by age.
    pub examined: u64,
    /// How many of those would be different.
    pub changed: u64,
    /// How many are so already.
    pub unchanged: u64,
    /// How many would be refused, by reason.
    pub refused: BTreeMap<Reason, u64>,
    /// The first of those who would be changed or refused.
    pub sample: Vec<Foreseen>,
}

/// What a bulk edit would do if it was asked for now.
pub async fn look_at_bulk_edit<Store: BulkEditLookReads>(
    store: &mut Store,
    environment: &Environment,
    calendar: &MerchantCalendar,
    selection: BulkSelection,
    changes: GivenChanges,
) -> Result<BulkEditLook, BeginBulkEditError> {
    let now = environment.now();
    let changes = checked_changes(store, changes, calendar.date_of(now)).await?;
    let (customers, ids) = match &selection {
        BulkSelection::Named(named) => {
            let ids = each_once(named);
            (u64::try_from(ids.len()).unwrap_or(u64::MAX), ids)
        }
        BulkSelection::Passing(filter) => {
            let resolved = resolve_filter(store, filter, calendar, now).await?;
            let ids = store.first_customers_passing(&resolved, MOST_LOOKED_AT.saturating_add(1)).await?;
            let found = u64::try_from(ids.len()).unwrap_or(u64::MAX);
            let is_all = found <= u64::from(MOST_LOOKED_AT);
            let customers = match is_all {
                true => found,
                false => {
                    let reach = store.reach_of_customers(&resolved, &[], now).await?;
                    u64::try_from(reach.customers).unwrap_or_default()
                }
            };
            (customers, ids)
        }
    };
    let examined = &ids[..ids.len().min(usize::try_from(MOST_LOOKED_AT).unwrap_or(usize::MAX))];
    let attributes = if changes.names_attributes() { store.list_attributes().await? } else { Vec::new() };
    let mut vocabulary = Vocabulary { tags: Vec::new(), attributes };
    let mut look = BulkEditLook { customers, ..BulkEditLook::default() };
    let mut known: Vec<CustomerId> = Vec::with_capacity(examined.len());
    for part in examined.chunks(READ_AT_A_TIME) {
        let records = store.find_customers(part).await?;
        known.extend(records.iter().map(|record| record.customer.id));
        vocabulary.tags = tags_for(store, &changes, &records).await?;
        look.see(&changes, &records, &vocabulary, calendar, now)?;
    }
    if let BulkSelection::Named(named) = &selection {
        check_known(named, &known)?;
    }
    Ok(look)
}

impl BulkEditLook {
    fn see(
        &mut self,
        changes: &BulkChanges,
        records: &[CustomerRecord],
        vocabulary: &Vocabulary,
        calendar: &MerchantCalendar,
        now: regulars_kernel::Instant,
    ) -> Result<(), StoreError> {
        for record in records {
            let foreseen = look_at_customer(changes, record, vocabulary, calendar, now)?;
            self.examined += 1;
            match (foreseen.outcome, foreseen.reason) {
                (Outcome::Changed, _) => self.changed += 1,
                (_, Some(reason)) => *self.refused.entry(reason).or_default() += 1,
                (_, None) => {
                    self.unchanged += 1;
                    continue;
                }
            }
            if self.sample.len() < SAMPLE {
                self.sample.push(foreseen);
            }
        }
        Ok(())
    }
}
