//! `POST /v1/mail-drop/rotations`.

use actix_web::{post, web};
use regulars_identity::IdentityStore;
use regulars_service::rotate_mail_drop as rotate;

use super::body::MailDropBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::OnceKey;
use crate::respond::{Created, Once};

/// Make a new drop address.
///
/// The one before, and those of customers made of it, lead nowhere from now on: for when it has come into the wrong hands.
#[utoipa::path(tag = "Mails", responses(
    (status = 201, description = "The address that holds now", body = MailDropBody),
))]
#[post("/v1/mail-drop/rotations")]
pub async fn rotate_mail_drop(
    caller: Caller<access::rotate_mail_drop>,
    application: web::Data<Application>,
    key: OnceKey,
) -> Result<Created<MailDropBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let shown = application.clone();
    let once = Once::new(key, b"mail drop".to_vec()).with_secret_answer();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            // Two at a time would otherwise each note that it was the first.
            tx.own_merchant_for_change().await?;
            let drop = rotate(tx, &environment, scope.merchant()).await?;
            Created::at("/v1/mail-drop".to_owned(), &MailDropBody::new(&drop, None, &shown))
        })
    })
    .await
}
