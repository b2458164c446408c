//! `GET /v1/customers/{id}/point-accounts`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::CustomerId;
use regulars_loyalty::{OpenAccount, PointReads};

use super::body::{PointAccountBody, PointAccountsBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Show what points a customer has.
///
/// One account for each programme and type of points, as it is now. Somebody who has never earned any has none.
#[utoipa::path(tag = "Points", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40")
), responses((status = 200, description = "The accounts", body = PointAccountsBody)))]
#[get("/v1/customers/{id}/point-accounts")]
pub async fn list_customer_point_accounts(
    caller: Caller<access::list_customer_point_accounts>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<PointAccountsBody>, ApiError> {
    let customer = CustomerId::new(id.0);
    let now = caller.environment(&application).now();
    let mut found = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(customer).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            tx.point_accounts_of(customer).await.map_err(ApiError::from)
        })
        .await?;
    found.sort_by_key(|found| found.account.id);
    let settled = found.into_iter().map(|found| OpenAccount::settled(found, now));
    Ok(Single(PointAccountsBody { items: settled.map(PointAccountBody::from).collect() }))
}
