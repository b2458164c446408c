//! `PUT` and `DELETE /v1/customers/{id}/tags/{tag_id}`.

use actix_web::{delete, put, web};
use futures_util::future::BoxFuture;
use regulars_customers::{
    AssignTagError, CustomerRecord, CustomerStore, assign_tag as assign, take_tag as take,
};
use regulars_kernel::{CustomerId, Environment, MerchantCalendar, TagId};

use crate::access;
use crate::access::Operation;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, IfMatch, TagInPath};
use crate::respond::Single;
use crate::v1::customers::body::CustomerBody;

/// Give a customer a tag.
///
/// The other tags stay. A customer who has it already stays as it is.
#[utoipa::path(tag = "Tags", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41"),
    ("tag_id" = uuid::Uuid, Path, description = "The tag's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50")
), responses((status = 200, description = "The customer as it is now", body = CustomerBody)))]
#[put("/v1/customers/{id}/tags/{tag_id}")]
pub async fn assign_tag(
    caller: Caller<access::assign_tag>,
    application: web::Data<Application>,
    id: Id,
    tag: TagInPath,
    if_match: IfMatch,
) -> Result<Single<CustomerBody>, ApiError> {
    change(
        &caller,
        &application,
        CustomerId::new(id.0),
        tag.0,
        if_match,
        |store, environment, calendar, id, tag| Box::pin(assign(store, environment, calendar, id, tag)),
    )
    .await
}

/// Take a tag from a customer.
///
/// The other tags stay. A customer who does not have it stays as it is.
#[utoipa::path(tag = "Tags", params(
    ("id" = uuid::Uuid, Path, description = "The customer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41"),
    ("tag_id" = uuid::Uuid, Path, description = "The tag's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f50")
), responses((status = 200, description = "The customer as it is now", body = CustomerBody)))]
#[delete("/v1/customers/{id}/tags/{tag_id}")]
pub async fn take_tag(
    caller: Caller<access::take_tag>,
    application: web::Data<Application>,
    id: Id,
    tag: TagInPath,
    if_match: IfMatch,
) -> Result<Single<CustomerBody>, ApiError> {
    change(
        &caller,
        &application,
        CustomerId::new(id.0),
        tag.0,
        if_match,
        |store, environment, calendar, id, tag| Box::pin(take(store, environment, calendar, id, tag)),
    )
    .await
}

/// Gives a tag, or takes it.
type TagChange = for<'t> fn(
    &'t mut dyn CustomerStore,
    &'t Environment,
    &'t MerchantCalendar,
    CustomerId,
    TagId,
) -> BoxFuture<'t, Result<CustomerRecord, AssignTagError>>;

/// Changes a tag of the customer, unless that is in another state than the caller knows.
async fn change<O: Operation>(
    caller: &Caller<O>,
    application: &Application,
    id: CustomerId,
    tag: TagId,
    if_match: IfMatch,
    change: TagChange,
) -> Result<Single<CustomerBody>, ApiError> {
    let (facts, environment) = (caller.facts().clone(), caller.environment(application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                if if_match.is_named() {
                    let before = tx.find_customer_for_change(id).await?;
                    let before = before.ok_or_else(|| ApiError::not_found("customer"))?;
                    if_match.check(&CustomerBody::new(before, &facts, environment.now()))?;
                }
                let record = change(tx, &environment, &facts.calendar, id, tag).await?;
                Ok(Single(CustomerBody::new(record, &facts, environment.now())))
            })
        })
        .await
}
