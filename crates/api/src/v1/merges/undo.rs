//! `POST /v1/customers/merges/{id}/undo`.

use actix_web::{post, web};
use regulars_consent::LedgerAccess;
use regulars_flows::undo_merge;
use regulars_kernel::MergeId;

use super::body::CustomerMergeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;

/// Undo a merge.
///
/// Every customer of it is there again exactly as before, with its cards, receipts, tags, attributes and consents. Where
/// something was written since that would be lost, nothing is undone, and `conflicts` lists it; a later merge of the same
/// customer must be undone first. The ledgers of consents keep what the merge wrote, and tell what stands again. Messages that
/// did not leave because of the merge do not leave now. To undo it again changes nothing.
#[utoipa::path(tag = "Duplicates", params(("id" = uuid::Uuid, Path, description = "The merge's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fc4")),
    responses(
        (status = 200, description = "Undone, now or before", body = CustomerMergeBody),
        (status = 409, description = "Something was written since, listed in `conflicts`"),
    ))]
#[post("/v1/customers/merges/{id}/undo")]
pub async fn undo_customer_merge(
    caller: Caller<access::undo_customer_merge>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<CustomerMergeBody>, ApiError> {
    let (id, scope) = (MergeId::new(id.0), caller.scope());
    let (environment, sealing) = (caller.environment(&application), application.sealing.clone());
    application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let (merchant, actor) = (scope.merchant(), scope.actor().into());
                let recording =
                    LedgerAccess { environment: &environment, sealing: &sealing, merchant, actor };
                Ok(Single(CustomerMergeBody::from(undo_merge(tx, recording, id).await?)))
            })
        })
        .await
}
