//! `POST /v1/events`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::record_event_and_award;

use super::body::RecordedEventBody;
use super::new_body::NewEventBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Body;
use crate::respond::Created;

/// Tell a custom event.
///
/// What another tool of yours knows of a customer: that they wrote a review, came to a class, answered in an app. It goes by `source` and
/// `event_id`: told again, ever so often or at once, it is the same event and is answered as it was; another event under the same id
/// is refused. It stands on the customer's timeline, and earning rules with the trigger `custom_event` and this name give points for it,
/// once for each event, to whoever is in their programme. What is told while a programme is paused gives nothing in it, later neither.
#[utoipa::path(tag = "Events", request_body = NewEventBody, extensions(("x-idempotency" = json!("natural"))), responses(
    (status = 200, description = "It was told before", body = RecordedEventBody),
    (status = 201, description = "Taken in", body = RecordedEventBody),
    (status = 404, description = "None of your customers is meant"),
    (status = 409, description = "Another event was told under that id; the detail names what differs"),
))]
#[post("/v1/events")]
pub async fn record_event(
    caller: Caller<access::record_event>,
    application: web::Data<Application>,
    body: Body<NewEventBody>,
) -> Result<Created<RecordedEventBody>, ApiError> {
    let new = body.value.check(caller.facts())?;
    let (environment, calendar) = (caller.environment(&application), caller.facts().calendar);
    let actor = caller.scope().actor();
    let recorded = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move { record_event_and_award(tx, &environment, &calendar, actor, new).await })
        })
        .await?;
    let answer = RecordedEventBody::from(recorded);
    let status = if answer.replayed { StatusCode::OK } else { StatusCode::CREATED };
    Created::with_status(status, None, &answer)
}
