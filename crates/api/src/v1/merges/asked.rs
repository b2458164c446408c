//! A merge that is asked for, whether by customers or by cards.

use actix_web::http::StatusCode;
use regulars_consent::{LedgerAccess, SealingKeys};
use regulars_flows::{NewCardMerge, NewMerge, merge_cards, merge_customers};
use regulars_identity::MerchantFacts;
use regulars_kernel::{Environment, Scope};
use regulars_persistence::WriteTx;

use super::body::{CustomerMergeBody, MergedCustomerBody};
use crate::error::ApiError;
use crate::respond::Created;
use crate::v1::customers::body::CustomerBody;

/// What is to be merged.
pub(super) enum Wanted {
    /// Customers.
    Customers(NewMerge),
    /// Whoever is meant by cards.
    Cards(NewCardMerge),
}

/// A merge that is asked for, and by whom.
pub(super) struct Asked {
    pub(super) scope: Scope,
    pub(super) environment: Environment,
    pub(super) facts: MerchantFacts,
    pub(super) sealing: SealingKeys,
    pub(super) wanted: Wanted,
    pub(super) is_kept: bool,
}

impl Asked {
    /// Merges, and tells what was merged.
    pub(super) async fn answer(&self, tx: &mut WriteTx) -> Result<Created<MergedCustomerBody>, ApiError> {
        let Self { scope, environment, facts, sealing, wanted, is_kept } = self;
        let (merchant, actor) = (scope.merchant(), scope.actor().into());
        let recording = LedgerAccess { environment, sealing, merchant, actor };
        let (done, record) = match wanted {
            Wanted::Customers(new) => {
                let merged = merge_customers(tx, recording, new).await;
                merged.map_err(|error| ApiError::of_merge(error, new))?
            }
            Wanted::Cards(new) => {
                let merged = merge_cards(tx, recording, new).await;
                merged.map_err(|error| ApiError::of_card_merge(error, new))?
            }
        };
        let customer = CustomerBody::new(record, facts, environment.now());
        let merge = CustomerMergeBody::new(done, *is_kept);
        Created::with_status(StatusCode::OK, None, &MergedCustomerBody { merge, customer })
    }
}
