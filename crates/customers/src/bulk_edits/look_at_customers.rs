//! What a bulk edit would do to customers. It is what the edit itself goes by before it writes.

use regulars_audit::{FieldChange, Recorded, changes_between};
use regulars_kernel::{Change, CustomerId, Instant, MerchantCalendar};

use crate::bulk_edits::changes::BulkChanges;
use crate::bulk_edits::plan::patch_for;
use crate::bulk_edits::result::{Outcome, Reason, reason_of};
use crate::bulk_edits::vocabulary::Vocabulary;
use crate::resolve_tags::pick_tags;
use crate::update_customer::revised;
use crate::{CustomerPatch, CustomerRecord, UpdateCustomerError, check_attributes};

/// What an edit would do to one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foreseen {
    /// The customer.
    pub customer: CustomerId,
    /// What would become of it.
    pub outcome: Outcome,
    /// Why nothing would be done.
    pub reason: Option<Reason>,
    /// What would be different.
    pub differences: Vec<FieldChange>,
}

/// What the changes would do to this customer, where nothing changes meanwhile.
pub fn look_at_customer(
    changes: &BulkChanges,
    before: &CustomerRecord,
    vocabulary: &Vocabulary,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Foreseen, regulars_kernel::StoreError> {
    let customer = before.customer.id;
    let refused = |reason| Foreseen {
        customer,
        outcome: Outcome::Refused,
        reason: Some(reason),
        differences: Vec::new(),
    };
    let patch = match patch_for(changes, before, vocabulary) {
        Ok(patch) => patch,
        Err(reason) => return Ok(refused(reason)),
    };
    match after_changes(before, patch, vocabulary, calendar, now) {
        Ok(after) => {
            let differences = changes_between(before.fields(), after.fields());
            let outcome = if differences.is_empty() { Outcome::Unchanged } else { Outcome::Changed };
            Ok(Foreseen { customer, outcome, reason: None, differences })
        }
        Err(error) => reason_of(error).map(refused),
    }
}

/// The customer as the update leaves it, by what is known of tags and attributes.
pub(crate) fn after_changes(
    before: &CustomerRecord,
    mut patch: CustomerPatch,
    vocabulary: &Vocabulary,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<CustomerRecord, UpdateCustomerError> {
    let tags = match std::mem::take(&mut patch.tags) {
        Change::Unchanged => None,
        Change::Clear => Some(Vec::new()),
        Change::Set(names) => Some(pick_tags(&vocabulary.tags, names)?),
    };
    let attributes = std::mem::take(&mut patch.attributes);
    let attributes = attributes.try_map(|given| check_attributes(&vocabulary.attributes, given));
    let attributes = attributes.map_err(UpdateCustomerError::Attributes)?;
    let tags = tags.as_deref();
    revised(before, patch, tags, attributes, calendar, now)
}
