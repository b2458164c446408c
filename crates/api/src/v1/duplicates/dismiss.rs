//! `POST /v1/customers/duplicates/dismissals`.

use actix_web::{post, web};
use regulars_customers::dismiss_duplicates as dismiss;
use regulars_kernel::CustomerId;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::DismissalBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// Customers who are not the same person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"customer_ids": [
    "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40", "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f42"
]}))]
pub struct NewDismissalBody {
    /// Of these no two are one person.
    #[schema(min_items = 2, max_items = 10)]
    customer_ids: Vec<Uuid>,
}

/// Remember that customers are not the same person.
///
/// They are no longer listed as duplicates of each other. What was said before of two of them is part of this from then on.
/// They can still be merged.
#[utoipa::path(tag = "Duplicates", request_body = NewDismissalBody, responses(
    (status = 201, description = "Remembered", body = DismissalBody),
    (status = 404, description = "There is no such customer"),
))]
#[post("/v1/customers/duplicates/dismissals")]
pub async fn dismiss_duplicates(
    caller: Caller<access::dismiss_duplicates>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewDismissalBody>,
) -> Result<Created<DismissalBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let customers: Vec<CustomerId> = body.value.customer_ids.into_iter().map(CustomerId::new).collect();
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let dismissal = dismiss(tx, &environment, &customers)
                .await
                .map_err(|error| ApiError::of_dismissal(error, &customers))?;
            let location = format!("/v1/customers/duplicates/dismissals/{}", dismissal.id);
            Created::at(location, &DismissalBody::from(dismissal))
        })
    })
    .await
}
