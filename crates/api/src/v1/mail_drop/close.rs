//! `DELETE /v1/mail-drop`.

use actix_web::{delete, web};
use regulars_identity::IdentityStore;
use regulars_service::{MailReads, close_mail_drop};

use super::body::MailDropBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::IfMatch;
use crate::respond::NoContent;

/// Take the drop address away.
///
/// It leads nowhere from now on. Mails that came there stay on record.
#[utoipa::path(tag = "Mails", responses(
    (status = 204, description = "There is none now"),
    (status = 404, description = "There is none"),
))]
#[delete("/v1/mail-drop")]
pub async fn delete_mail_drop(
    caller: Caller<access::delete_mail_drop>,
    application: web::Data<Application>,
    if_match: IfMatch,
) -> Result<NoContent, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let shown = application.clone();
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                tx.own_merchant_for_change().await?;
                let missing = || ApiError::not_found("drop address");
                let found = tx.mail_drop().await?.ok_or_else(missing)?;
                if_match.check(&MailDropBody::new(&found, None, &shown))?;
                close_mail_drop(tx, &environment, scope.merchant()).await?;
                Ok(NoContent)
            })
        })
        .await
}
