//! `GET /v1/customers/{id}/rfm`.

use actix_web::{get, web};
use regulars_customers::CustomerReads;
use regulars_kernel::{CustomerId, PageRequest, RfmMoveId};
use regulars_segments::RfmReads;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{MoveBody, StandingBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor, render_cursor};
use crate::respond::Single;

/// Where a customer stands, and how they came there.
#[derive(Serialize, ToSchema)]
#[schema(as = CustomerRfm)]
pub struct CustomerRfmBody {
    /// Where they stand; `null` for who has bought nothing, or has not been scored yet.
    standing: Option<StandingBody>,
    /// Their moves, the newest first.
    moves: Vec<MoveBody>,
    /// Where the moves go on, for `cursor`; `null` when these were all.
    #[schema(max_length = 500)]
    next: Option<String>,
}

/// Get where a customer stands, with the history.
///
/// The scores by recency, frequency and value, and every move from one class to another.
#[utoipa::path(tag = "RFM",
    params(("id" = Uuid, Path, description = "The customer's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40"), PageParameters),
    responses((status = 200, description = "The standing and a page of moves", body = CustomerRfmBody)))]
#[get("/v1/customers/{id}/rfm")]
pub async fn get_customer_rfm(
    caller: Caller<access::get_customer_rfm>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<Single<CustomerRfmBody>, ApiError> {
    let id = CustomerId::new(id.0);
    let after = page.0.cursor.as_deref().map(parse_cursor::<Uuid>).transpose()?.map(RfmMoveId::new);
    let page = PageRequest { size: page.0.size()?, after };
    let body = application
        .database
        .read(caller.scope(), async move |tx| {
            tx.find_customer(id).await?.ok_or_else(|| ApiError::not_found("customer"))?;
            let (standing, moves) = (tx.rfm_standing(id).await?, tx.rfm_moves(id, page).await?);
            Ok::<_, ApiError>(CustomerRfmBody {
                standing: standing.map(StandingBody::from),
                next: moves.next.map(|id| render_cursor(&id.value())),
                moves: moves.items.into_iter().map(MoveBody::from).collect(),
            })
        })
        .await?;
    Ok(Single(body))
}
