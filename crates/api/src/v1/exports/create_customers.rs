//! `POST /v1/customers/exports`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_customers::AttributeReads;
use regulars_flows::begin_export;
use regulars_segments::{ViewReads, resolve_filter};

use super::body::ExportBody;
use super::new_customers_body::NewCustomerExportBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::views::columns_of;

/// Write customers into a file.
///
/// A job writes an XLSX or a CSV with headings in the language of the merchant. Follow it with `GET /v1/exports/{id}`, then
/// take `GET /v1/exports/{id}/file`. The file is gone 24 hours after it was asked for, and at once when a customer is erased.
///
/// It can be uploaded to `POST /v1/customers/imports` as it is: what nobody has changed in it changes nobody. Each customer is
/// told as it is when its row is written.
#[utoipa::path(tag = "Exports", request_body = NewCustomerExportBody, responses(
    (status = 202, description = "Taken; a job writes the file", body = ExportBody),
    (status = 409, description = "There are 50 files already"),
))]
#[post("/v1/customers/exports")]
pub async fn create_customer_export(
    caller: Caller<access::create_customer_export>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewCustomerExportBody>,
) -> Result<Created<ExportBody>, ApiError> {
    let (merchant, facts) = (caller.scope().merchant(), caller.facts().clone());
    let (once, country) = (Once::new(key, body.fingerprint), facts.country.clone());
    let checking = move || body.value.check(country.as_deref());
    let wanted = application.processors.run_sized(merchant, body.size, checking).await??;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let definitions = tx.list_attributes().await?;
            let wanted = match wanted.view {
                Some(view) => {
                    let view = tx.find_view(view).await?.filter(|view| view.is_seen_by(by));
                    let view = view.ok_or_else(|| ApiError::not_found_at("/view_id", "view"))?;
                    let columns = columns_of(&view, &definitions);
                    wanted.by_view(view, columns)
                }
                None => wanted,
            };
            if let Some(filter) = &wanted.filter {
                resolve_filter(tx, filter, &facts.calendar, environment.now()).await?;
            }
            let attributes: Vec<String> =
                definitions.iter().map(|known| known.key.as_str().to_owned()).collect();
            let export = begin_export(tx, &environment, by, wanted.into_new(&attributes, &facts)?).await?;
            let location = Some(format!("/v1/jobs/{}", export.job));
            Created::with_status(StatusCode::ACCEPTED, location, &ExportBody::from(export))
        })
    })
    .await
}
