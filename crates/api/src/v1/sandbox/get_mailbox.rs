//! `GET /v1/sandbox/mailbox`.

use actix_web::{get, web};
use regulars_consent::{Link, LinkToken};
use regulars_identity::{IdentityReads, MerchantMode};
use serde::Serialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Single;

/// Where people read what a sandbox captured.
#[derive(Serialize, ToSchema)]
#[schema(as = Mailbox)]
pub struct SandboxMailboxBody {
    /// The page. Its link is a credential: whoever has it can read every captured message.
    #[schema(example = "http://127.0.0.1:8080/mailbox/bQGS8MErPH1Oj1prfI2eDxs", format = "uri")]
    url: String,
}

/// Show where the mailbox of a sandbox is.
///
/// A page with every message that the sandbox captured, as `GET /v1/sandbox/messages` lists them. Open it in a browser: the
/// link is its own credential. A live merchant has none, which is answered with 404.
#[utoipa::path(tag = "Sandbox", responses(
    (status = 200, description = "The link", body = SandboxMailboxBody),
    (status = 404, description = "The merchant is no sandbox"),
))]
#[get("/v1/sandbox/mailbox")]
pub async fn get_sandbox_mailbox(
    caller: Caller<access::get_sandbox_mailbox>,
    application: web::Data<Application>,
) -> Result<Single<SandboxMailboxBody>, ApiError> {
    let scope = caller.scope();
    let merchant = application.database.read(scope, async move |tx| tx.own_merchant().await).await?;
    if merchant.mode != MerchantMode::Sandbox {
        return Err(ApiError::not_found("mailbox"));
    }
    let token = LinkToken { merchant: scope.merchant(), link: Link::Mailbox }.sign(&application.links);
    let origin = application.settings.link_hosts.shared_origin();
    Ok(Single(SandboxMailboxBody { url: format!("{origin}/mailbox/{token}") }))
}
