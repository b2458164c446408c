//! `GET /v1/events`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{CustomEventId, CustomerId, EventName, PageRequest};
use regulars_purchases::{EventPosition, EventQuery, EventReads};
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;
use uuid::Uuid;

use super::body::EventBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{PageParameters, Query, parse_cursor, require_order};
use crate::respond::List;

/// Which events, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct EventParameters {
    /// Only those of that name.
    #[param(min_length = 1, max_length = 60, pattern = "^[a-z][a-z0-9_.-]*$")]
    name: Option<String>,
    /// Only those of that customer.
    customer_id: Option<Uuid>,
    /// Only those that happened at that instant or later.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    from: Option<DateTime<Utc>>,
    /// Only those that happened before that instant.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    to: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List custom events.
///
/// The one that happened last first. They can be narrowed to a name, a customer, and when they happened. A page of large events holds
/// fewer items than were asked for.
#[utoipa::path(tag = "Events", params(EventParameters), responses(
    (status = 200, description = "A page of events", body = List<EventBody>)
))]
#[get("/v1/events")]
pub async fn list_events(
    caller: Caller<access::list_events>,
    application: web::Data<Application>,
    parameters: Query<EventParameters>,
) -> Result<List<EventBody>, ApiError> {
    let EventParameters { name, customer_id, from, to, limit, cursor } = parameters.0;
    require_order(from, to, "?to")?;
    let mut invalid = Invalid::default();
    let name = invalid.parse_option::<EventName>("?name", name);
    invalid.finish()?;
    let after = cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after = after.map(|(occurred_at, id)| EventPosition { occurred_at, id: CustomEventId::new(id) });
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let query = EventQuery { name, customer: customer_id.map(CustomerId::new), from, until: to };
    let events =
        application.database.read(caller.scope(), async move |tx| tx.list_events(&query, page).await).await?;
    Ok(List::of(events, EventBody::from, |at| json!([at.occurred_at, at.id.value()])))
}
