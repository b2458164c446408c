//! `POST /v1/cases`.

use actix_web::{post, web};
use chrono::NaiveDate;
use regulars_kernel::{CustomerId, Label, Personal, UserId};
use regulars_service::{NewCase, open_case};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::CaseBody;
use super::message_body::NewCaseMessageBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// A case to be opened.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f40", "subject": "Wrong loaf delivered", "due_on": "2026-11-28",
    "message": {"kind": "inbound", "text": "The rye bread was a wheat bread."}
}))]
pub struct NewCaseBody {
    /// Whose it is.
    customer_id: Uuid,
    /// What it is about.
    #[schema(min_length = 1, max_length = 200)]
    subject: String,
    /// The person of the staff who is in charge.
    assignee_id: Option<Uuid>,
    /// The day by which it is to be resolved, in the merchant's time zone.
    due_on: Option<NaiveDate>,
    /// What was said first.
    message: Option<NewCaseMessageBody>,
}

impl NewCaseBody {
    fn check(self) -> Result<NewCase, ApiError> {
        let Self { customer_id, subject, assignee_id, due_on, message } = self;
        let mut invalid = Invalid::default();
        let subject = invalid.check("/subject", subject.parse::<Label>());
        let message = message.map(|message| message.check(&mut invalid, "/message"));
        invalid.finish_with(subject.map(|subject| NewCase {
            customer: CustomerId::new(customer_id),
            subject: Personal::new(subject),
            assignee: assignee_id.map(UserId::new),
            due_on,
            message: message.flatten(),
        }))
    }
}

/// Open a service case.
///
/// A complaint or a request of a customer. It begins as `open`.
#[utoipa::path(tag = "Cases", request_body = NewCaseBody, responses(
    (status = 201, description = "Opened", body = CaseBody)
))]
#[post("/v1/cases")]
pub async fn create_case(
    caller: Caller<access::create_case>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewCaseBody>,
) -> Result<Created<CaseBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let case = open_case(tx, &environment, scope.actor(), new).await?;
            Created::at(format!("/v1/cases/{}", case.id), &CaseBody::from(case))
        })
    })
    .await
}
