//! What becomes of one customer of a bulk edit.

use regulars_kernel::{CustomerId, named};

use crate::UpdateCustomerError;
use crate::bulk_edits::image::ChangeImage;

named! {
    /// What became of a customer.
    Outcome {
        /// The customer is different.
        Changed = "changed",
        /// The customer was so already.
        Unchanged = "unchanged",
        /// A rule forbade it; the customer is as before.
        Refused = "refused",
        /// The change was taken back.
        Undone = "undone",
        /// The change could not be taken back; the customer stays as is.
        Conflict = "conflict",
    }
}

named! {
    /// Why a customer was not changed, or not changed back.
    Reason {
        /// The customer is no longer there.
        CustomerGone = "customer_gone",
        /// The customer would have too many tags.
        TooManyTags = "too_many_tags",
        /// The customer would have too many attributes.
        TooManyAttributes = "too_many_attributes",
        /// A tag is no longer there.
        TagGone = "tag_gone",
        /// An attribute is no longer there, or no longer takes the value.
        AttributeChanged = "attribute_changed",
        /// The value is not taken any more, such as a date of birth that lies in the future, or a birthday
        /// beside a date of birth on another day.
        ValueNotTaken = "value_not_taken",
        /// Somebody has changed the same fields since.
        ChangedSince = "changed_since",
    }
}

/// What became of one customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BulkResult {
    /// The customer.
    pub customer: CustomerId,
    /// What became of it; none as long as its turn has not come.
    pub outcome: Option<Outcome>,
    /// Why nothing was done.
    pub reason: Option<Reason>,
    /// The fields that were changed, or that stand in the way.
    pub fields: Vec<String>,
}

impl BulkResult {
    /// Nothing was done, for a reason.
    pub(crate) const fn left(customer: CustomerId, outcome: Outcome, reason: Reason) -> Self {
        Self { customer, outcome: Some(outcome), reason: Some(reason), fields: Vec::new() }
    }

    /// The customer is as it was.
    pub(crate) const fn unchanged(customer: CustomerId) -> Self {
        Self { customer, outcome: Some(Outcome::Unchanged), reason: None, fields: Vec::new() }
    }

    /// These fields are different.
    pub(crate) fn of_image(customer: CustomerId, outcome: Outcome, image: &ChangeImage) -> Self {
        Self { customer, outcome: Some(outcome), reason: None, fields: image.names() }
    }
}

/// Why the rules of changing a single customer forbid it; a failure of the store is none of them.
pub(crate) fn reason_of(error: UpdateCustomerError) -> Result<Reason, regulars_kernel::StoreError> {
    match error {
        UpdateCustomerError::UnknownCustomer => Ok(Reason::CustomerGone),
        UpdateCustomerError::BirthDate(_)
        | UpdateCustomerError::Birthday(_)
        | UpdateCustomerError::ExternalIdTaken => Ok(Reason::ValueNotTaken),
        UpdateCustomerError::Attributes(_) => Ok(Reason::AttributeChanged),
        UpdateCustomerError::TooManyAttributes(_) => Ok(Reason::TooManyAttributes),
        UpdateCustomerError::UnknownTags(_) => Ok(Reason::TagGone),
        UpdateCustomerError::TooManyTags => Ok(Reason::TooManyTags),
        UpdateCustomerError::Store(error) => Err(error),
    }
}
