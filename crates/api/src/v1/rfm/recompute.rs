//! `POST /v1/rfm/recomputations`.

use actix_web::{post, web};
use regulars_segments::RfmStore;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::respond::Accepted;

/// Score every customer anew.
///
/// It is done every day by itself, early in the morning. Asked for, it is done as soon as a worker comes to it; asked for
/// twice before that, it is done once. `scored_at` of the matrix tells when it was.
#[utoipa::path(tag = "RFM", responses((status = 202, description = "It will be done")))]
#[post("/v1/rfm/recomputations")]
pub async fn recompute_rfm(
    caller: Caller<access::recompute_rfm>,
    application: web::Data<Application>,
) -> Result<Accepted, ApiError> {
    let now = caller.environment(&application).now();
    application
        .database
        .write(caller.scope(), move |tx| Box::pin(async move { tx.ask_for_rfm(now).await }))
        .await?;
    Ok(Accepted)
}
