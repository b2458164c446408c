//! `DELETE /v1/mailbox`.

use actix_web::{delete, web};
use regulars_service::{MailboxReads, remove_mailbox};

use super::body::MailboxBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::IfMatch;
use crate::respond::NoContent;

/// Take the mailbox away.
///
/// It is not read any more, and its password is gone. Mails that came from it stay on record.
#[utoipa::path(tag = "Mails", responses(
    (status = 204, description = "There is none now"),
    (status = 404, description = "There is none"),
))]
#[delete("/v1/mailbox")]
pub async fn delete_mailbox(
    caller: Caller<access::delete_mailbox>,
    application: web::Data<Application>,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let found = tx.mailbox().await?.ok_or_else(|| ApiError::not_found("mailbox"))?;
                if_match.check(&MailboxBody::from(found.clone()))?;
                remove_mailbox(tx, &environment, scope.merchant(), &found).await?;
                Ok(NoContent)
            })
        })
        .await
}
