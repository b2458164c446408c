//! `POST /v1/customers/imports`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::begin_import;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::CustomerImportBody;
use super::options_body::ImportOptionsBody;
use super::receive::receive;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{OnceKey, Upload};
use crate::respond::{Created, Once};

/// A file of customers, and what holds for every row of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the form, whose parts are taken as they come")]
pub struct NewCustomerImportForm {
    /// An XLSX, XLS, ODS or CSV file. Its kind, its encoding and its separator are found in its bytes.
    #[schema(value_type = String, format = Binary, max_length = 67108864)]
    file: Vec<u8>,
    /// What holds for every row, in JSON.
    #[schema(value_type = ImportOptionsBody, required = false)]
    options: Option<ImportOptionsBody>,
}

/// Upload a file of customers.
///
/// Nothing is written yet: a job reads the file and finds out what each row would do. Follow it with
/// `GET /v1/customers/imports/{id}`, correct with `PATCH` what a column was taken for, and write the rows with
/// `POST /v1/customers/imports/{id}/commit`.
///
/// The first row has the headings, in English, German, Polish, Russian or Serbian, or as Mailchimp, listmonk, Mautic,
/// Klaviyo, EspoCRM, Loyverse and Square write them. A file has at most 64 MiB (the operator may set another limit), 200
/// columns and 1,000,000 rows. A row finds its customer by `external_id`, card, e-mail or phone. Who unsubscribed stays
/// so, whatever the file says; who agreed to advertising needs a source, a version of the text and a date.
#[utoipa::path(tag = "Imports", request_body(
    content = NewCustomerImportForm, content_type = "multipart/form-data", description = "The file"
), responses((status = 202, description = "Taken; a job reads it", body = CustomerImportBody)))]
#[post("/v1/customers/imports")]
pub async fn create_customer_import(
    caller: Caller<access::create_customer_import>,
    application: web::Data<Application>,
    key: OnceKey,
    upload: Upload,
) -> Result<Created<CustomerImportBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let received = receive(&application, scope, &environment, upload).await?;
    let once = Once::new(key, received.fingerprint);
    let by = scope.actor();
    let (id, file_name, size, options) = (received.id, received.file_name, received.size, received.options);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let import = begin_import(tx, &environment, by, id, file_name, size, options).await?;
            let location = Some(format!("/v1/jobs/{}", import.job));
            let body = CustomerImportBody::of(import);
            Created::with_status(StatusCode::ACCEPTED, location, &body)
        })
    })
    .await
}
