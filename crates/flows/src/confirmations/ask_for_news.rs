//! Asks somebody who has ticked news on a public page whether they own the mailbox.

use regulars_consent::{LedgerAccess, LinkKeys, RequestOptInError};
use regulars_customers::Touch;
use regulars_kernel::{CustomerId, Scope, StoreError};

use super::{ConfirmationRequestStore, RequestOptInMailError, request_opt_in_mail};
use crate::newsletters::SendingTerms;

/// Asks the customer whether news may come. Where the gate or the merchant's settings hold the mail back, nobody is asked. The
/// campaign that led to the page of somebody who was known before waits for the answer.
pub(crate) async fn ask_for_news(
    store: &mut dyn ConfirmationRequestStore,
    recording: LedgerAccess<'_>,
    scope: Scope,
    sending: (&LinkKeys, SendingTerms),
    customer: CustomerId,
    touch: Option<Touch>,
) -> Result<(), StoreError> {
    let asked =
        request_opt_in_mail(store, recording.environment, sending, scope.merchant(), customer, None).await;
    match asked {
        Ok(asked) => match touch {
            Some(touch) => store.keep_waiting_touch(&asked.confirmation.hash, &touch).await,
            None => Ok(()),
        },
        Err(
            RequestOptInMailError::CannotLeave(_)
            | RequestOptInMailError::Request(RequestOptInError::Blocked(_)),
        ) => Ok(()),
        Err(RequestOptInMailError::Request(RequestOptInError::Store(error))) => Err(error),
        Err(impossible) => Err(StoreError::Defect(impossible.to_string().into())),
    }
}
