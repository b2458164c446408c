//! `POST /v1/customers/{id}/files`.

use actix_web::{post, web};
use regulars_kernel::CustomerId;
use regulars_service::add_file;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::CustomerFileBody;
use super::receive::receive;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, OnceKey, Upload};
use crate::respond::{Created, Once};

/// A file for a customer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "describes the form, whose parts are taken as they come")]
pub struct NewCustomerFileForm {
    /// The file. The ending of its name says what it is.
    #[schema(value_type = String, format = Binary, max_length = 10_485_760)]
    file: Vec<u8>,
}

/// Attach a file to a customer.
///
/// A form with the field `file`: a PDF, an image (PNG, JPEG, WebP), a text or a table (TXT, CSV), or an office document without
/// macros (DOCX, XLSX, ODT, ODS). The ending of its name says what it is, and its bytes have to be that. It has at most 10 MiB; a
/// customer has at most 100 files, and 50 MiB of them together. The content is kept sealed with the customer's key, and goes when
/// the customer is erased.
#[utoipa::path(tag = "Files", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), request_body(
    content = NewCustomerFileForm, content_type = "multipart/form-data", description = "The file"
), responses(
    (status = 201, description = "The file is attached", body = CustomerFileBody),
    (status = 409, description = "The customer has as many files as one can have"),
))]
#[post("/v1/customers/{id}/files")]
pub async fn create_customer_file(
    caller: Caller<access::create_customer_file>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    upload: Upload,
) -> Result<Created<CustomerFileBody>, ApiError> {
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let (customer, by) = (CustomerId::new(id.0), scope.actor());
    let received = receive(upload, &environment).await?;
    let once = Once::new(key, received.fingerprint);
    let (name, content) = (received.name, received.content);
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let file = add_file(tx, &environment, by, customer, (name, &content)).await?;
            let location = format!("/v1/customers/{customer}/files/{}", file.id);
            Created::at(location, &CustomerFileBody::from(file))
        })
    })
    .await
}
