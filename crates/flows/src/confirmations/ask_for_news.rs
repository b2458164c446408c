//! Asks somebody who has ticked news on a public page whether they own the mailbox.

use regulars_consent::{LedgerAccess, LinkKeys, RequestOptInError};
use regulars_kernel::{CustomerId, Scope, StoreError};

use super::{ConfirmationRequestStore, RequestOptInMailError, request_opt_in_mail};
use crate::newsletters::SendingTerms;

/// Asks the customer whether news may come. Where the gate or the merchant's settings hold the mail back, nobody is asked.
pub(crate) async fn ask_for_news(
    store: &mut dyn ConfirmationRequestStore,
    recording: LedgerAccess<'_>,
    scope: Scope,
    sending: (&LinkKeys, SendingTerms),
    customer: CustomerId,
) -> Result<(), StoreError> {
    let asked =
        request_opt_in_mail(store, recording.environment, sending, scope.merchant(), customer, None).await;
    match asked {
        Ok(_)
        | Err(
            RequestOptInMailError::CannotLeave(_)
            | RequestOptInMailError::Request(RequestOptInError::Blocked(_)),
        ) => Ok(()),
        Err(RequestOptInMailError::Request(RequestOptInError::Store(error))) => Err(error),
        Err(impossible) => Err(StoreError::Defect(impossible.to_string().into())),
    }
}
