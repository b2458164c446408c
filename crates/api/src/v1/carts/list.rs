//! `GET /v1/carts`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{CartId, CustomerId, Label, PageRequest};
use regulars_purchases::{CartPosition, CartQuery, CartReads};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::{CartBody, CartStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{PageParameters, Query, parse_cursor};
use crate::respond::List;

/// Which carts, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CartParameters {
    /// Only those in one of these states by now, with commas between.
    #[param(style = Form, explode = false, inline, max_items = 5, example = json!(["abandoned", "recovered"]))]
    #[serde(default, deserialize_with = "crate::extract::names")]
    state: Vec<CartStateBody>,
    /// Only those of that customer.
    customer_id: Option<Uuid>,
    /// Only the one with that id of the shop.
    #[param(min_length = 1, max_length = 200)]
    external_id: Option<String>,
    /// Only those that were changed at that instant or later.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only those that were changed before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    to: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List carts.
///
/// The one that was changed last first. They can be narrowed to states, a customer, an id of the shop, and when they were changed.
/// A page of large carts holds fewer items than were asked for.
#[utoipa::path(tag = "Carts", params(CartParameters), responses(
    (status = 200, description = "A page of carts", body = List<CartBody>)
))]
#[get("/v1/carts")]
pub async fn list_carts(
    caller: Caller<access::list_carts>,
    application: web::Data<Application>,
    parameters: Query<CartParameters>,
) -> Result<List<CartBody>, ApiError> {
    let CartParameters { state, customer_id, external_id, from, to, limit, cursor } = parameters.0;
    let mut invalid = Invalid::default();
    let external_id = invalid.parse_option::<Label>("?external_id", external_id);
    invalid.finish()?;
    let after = cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(changed_at, id)| CartPosition { changed_at, id: CartId::new(id) });
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let now = caller.environment(&application).now();
    let query = CartQuery {
        states: state.into_iter().map(Into::into).collect(),
        now,
        customer: customer_id.map(CustomerId::new),
        external_id,
        from,
        until: to,
    };
    let carts =
        application.database.read(caller.scope(), async move |tx| tx.list_carts(&query, page).await).await?;
    Ok(List::of(carts, |cart| CartBody::new(cart, now), |at| json!([at.changed_at, at.id.value()])))
}
