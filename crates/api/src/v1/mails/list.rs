//! `GET /v1/customers/{id}/mails`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_customers::CustomerReads;
use regulars_kernel::{CustomerId, CustomerMailId, PageRequest};
use regulars_service::{MailPosition, MailReads};
use serde_json::json;
use uuid::Uuid;

use super::body::ListedMailBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the mails from and to a customer.
///
/// Those that came from outside of this program, the newest first, without their texts. What this program sent itself is among
/// the customer's messages.
#[utoipa::path(tag = "Mails", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"),
    PageParameters
), responses((status = 200, description = "A page of mails", body = List<ListedMailBody>)))]
#[get("/v1/customers/{id}/mails")]
pub async fn list_customer_mails(
    caller: Caller<access::list_customer_mails>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<ListedMailBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let after = page.0.cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(sent_at, id)| MailPosition { sent_at, id: CustomerMailId::new(id) });
    let page = PageRequest { size: page.0.size()?, after };
    let mails = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            tx.list_mails(customer, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(mails, ListedMailBody::from, |at| json!([at.sent_at, at.id.value()])))
}
