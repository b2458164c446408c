//! `PUT /v1/mailbox`.

use actix_web::{HttpRequest, put, web};
use regulars_identity::IdentityStore;
use regulars_kernel::StoreError;
use regulars_service::{ConfigureMailboxError, MailboxReads, configure_mailbox};

use super::body::{MailboxBody, NewMailboxBody};
use super::look::look;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, IfMatch};
use crate::guesses::GuessedSecret;
use crate::peers::peer_of;
use crate::respond::Single;

/// Set the mailbox up.
///
/// A mailbox on another server (IMAP4rev1), which is read every five minutes from the day on which it was set up: a mail from or to
/// a customer is put on record with that customer, and of any other one nothing is kept. Nothing in the mailbox is changed, nor
/// marked as read. The connection is tried before anything is kept: what does not work is pointed at, `/host` for what the server
/// itself does. The password is kept sealed and never shown.
#[utoipa::path(tag = "Mails", request_body = NewMailboxBody,
    responses((status = 200, description = "The mailbox as it is now", body = MailboxBody)))]
#[put("/v1/mailbox")]
pub async fn set_mailbox(
    request: HttpRequest,
    caller: Caller<access::set_mailbox>,
    application: web::Data<Application>,
    if_match: IfMatch,
    body: Body<NewMailboxBody>,
) -> Result<Single<MailboxBody>, ApiError> {
    let new = body.value.check()?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let machine_now = application.environment.now();
    if new.enabled {
        let (before, known) = application
            .database
            .read(scope, async move |tx| {
                Ok::<_, StoreError>((tx.mailbox().await?, tx.mailbox_password().await?))
            })
            .await?;
        let is_same =
            before.is_some_and(|before| before.is_same_place(&new.over(Some(&before), machine_now)));
        let password = new.password.clone().or(known.filter(|_| is_same));
        let password = password.ok_or(ConfigureMailboxError::PasswordNeeded)?;
        // Who tries many servers or passwords in vain has to wait.
        let account = application.guesses.account(scope.merchant());
        let guess = application.guesses.begin(GuessedSecret::Mailbox, peer_of(&request), Some(account))?;
        look(&new, password, &application.settings).await?;
        guess.succeeded();
    }
    let mailbox = application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                tx.own_merchant_for_change().await?;
                if let Some(found) = tx.mailbox().await? {
                    if_match.check(&MailboxBody::from(found))?;
                }
                configure_mailbox(tx, &environment, scope.merchant(), machine_now, new)
                    .await
                    .map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(mailbox.into()))
}
