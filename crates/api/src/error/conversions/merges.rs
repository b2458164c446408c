//! Errors of the use cases about merges and duplicates.

use regulars_customers::{DismissError, InvalidChoice};
use regulars_flows::{MergeCardsError, MergeCustomersError, NewCardMerge, NewMerge, UndoMergeError};
use regulars_kernel::CustomerId;
use serde_json::json;

use crate::error::{ApiError, Code, Invalid};

impl ApiError {
    /// The customer is part of another one.
    pub fn merged(into: CustomerId) -> Self {
        Self::new(Code::Merged, format!("the customer was merged into {into}"))
            .with("merged_into", into.to_string())
    }

    /// Why these cards do not mean one customer, with a pointer to whose fault it is.
    pub fn of_card_merge(error: MergeCardsError, new: &NewCardMerge) -> Self {
        let detail = error.to_string();
        match error {
            MergeCardsError::UnknownCard(card) => {
                let field = || new.chosen.iter().find(|(_, chosen)| **chosen == card);
                match new.merged.iter().position(|merged| *merged == card) {
                    _ if card == new.survivor => Self::not_found("card"),
                    Some(place) => Self::not_found_at(&format!("/merged_cards/{place}"), "card"),
                    None => match field() {
                        Some((field, _)) => {
                            Self::not_found_at(&format!("/fields/{}", crate::extract::escape(field)), "card")
                        }
                        None => Self::not_found("card"),
                    },
                }
            }
            MergeCardsError::OneCustomer => Self::new(Code::Conflict, detail),
            MergeCardsError::Merge(error) => {
                let nobody = NewMerge {
                    survivor: CustomerId::new(uuid::Uuid::nil()),
                    merged: Vec::new(),
                    chosen: std::collections::BTreeMap::new(),
                };
                Self::of_merge(error, &nobody)
            }
            MergeCardsError::Store(error) => error.into(),
        }
    }

    /// Why these customers were not merged, with a pointer to whose fault it is.
    pub fn of_merge(error: MergeCustomersError, new: &NewMerge) -> Self {
        let detail = error.to_string();
        match error {
            MergeCustomersError::Customers => Self::invalid_field("/merged_ids", "invalid", detail),
            MergeCustomersError::UnknownCustomer(id) => Self::not_found_at(&pointer(id, new), "customer"),
            MergeCustomersError::Merged { customer, into } => {
                Self::merged(into).with_field(pointer(customer, new), "merged", detail)
            }
            MergeCustomersError::Choice(faults) => {
                let mut invalid = Invalid::default();
                for fault in faults {
                    let (code, detail) = match &fault {
                        InvalidChoice::UnknownField(_) => ("unknown", fault.to_string()),
                        InvalidChoice::NotOfTheMerge(_) => ("not_allowed", fault.to_string()),
                    };
                    let (InvalidChoice::UnknownField(field) | InvalidChoice::NotOfTheMerge(field)) = fault;
                    invalid.add(format!("/fields/{}", crate::extract::escape(&field)), code, detail);
                }
                invalid.into()
            }
            MergeCustomersError::TooManyAttributes(error) => {
                Self::invalid_field("/merged_ids", "too_many", error.to_string())
            }
            MergeCustomersError::Store(error) => error.into(),
        }
    }

    /// Why nothing was dismissed.
    pub fn of_dismissal(error: DismissError, customers: &[CustomerId]) -> Self {
        match error {
            DismissError::Count => Self::invalid_field("/customer_ids", "invalid", error.to_string()),
            DismissError::UnknownCustomer(id) => {
                let place = customers.iter().position(|one| *one == id).unwrap_or_default();
                Self::not_found_at(&format!("/customer_ids/{place}"), "customer")
            }
            DismissError::Store(error) => error.into(),
        }
    }
}

fn pointer(id: CustomerId, new: &NewMerge) -> String {
    match new.merged.iter().position(|merged| *merged == id) {
        Some(place) => format!("/merged_ids/{place}"),
        None => "/survivor_id".to_owned(),
    }
}

impl From<UndoMergeError> for ApiError {
    fn from(error: UndoMergeError) -> Self {
        let detail = error.to_string();
        match error {
            UndoMergeError::UnknownMerge => Self::not_found("merge"),
            UndoMergeError::Conflicts(conflicts) => {
                let listed = conflicts.into_iter().map(|one| json!({"what": one.what, "detail": one.detail}));
                Self::new(Code::Conflict, detail).with("conflicts", listed.collect::<Vec<_>>())
            }
            UndoMergeError::Store(error) => error.into(),
        }
    }
}
