//! `POST /v1/newsletters/{id}/test-sends`.

use actix_web::http::StatusCode;
use actix_web::{post, web};
use regulars_flows::queue_test_messages;
use regulars_kernel::{Email, JobId, NewsletterId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::quota::TestQuotaBody;

/// Who gets a test.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"to": ["owner@demo.test"]}))]
pub struct TestSendBody {
    /// Addresses of the merchant's staff.
    #[schema(min_items = 1, max_items = 10)]
    to: Vec<String>,
}

impl TestSendBody {
    fn check(self) -> Result<Vec<Email>, ApiError> {
        let mut invalid = Invalid::default();
        let addresses: Option<Vec<Email>> = self
            .to
            .iter()
            .enumerate()
            .map(|(place, text)| invalid.check(&format!("/to/{place}"), text.parse::<Email>()))
            .collect();
        invalid.finish_with(addresses)
    }
}

/// Tests that are on their way.
#[derive(Serialize, ToSchema)]
pub struct TestsSentBody {
    /// The test sends of the month.
    tests: TestQuotaBody,
    /// The jobs that write and send them, one for each address: `GET /v1/jobs/{id}` tells whether it has left.
    #[schema(example = json!(["0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fe2"]))]
    job_ids: Vec<Uuid>,
}

/// Send a newsletter to oneself.
///
/// To addresses of the merchant's own staff only, rendered for somebody invented. Each address takes one test send of the
/// month and no quota. Nothing is counted, and links to unsubscribe are placeholders.
#[utoipa::path(tag = "Newsletters", params(("id" = uuid::Uuid, Path, description = "The newsletter's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fd0")),
    request_body = TestSendBody, responses(
        (status = 202, description = "The tests are on their way", body = TestsSentBody),
        (status = 409, description = "It has no subject or content yet, too few tests are left this month, or there is no \
            mail relay or no address to send from"),
    ))]
#[post("/v1/newsletters/{id}/test-sends")]
pub async fn send_newsletter_tests(
    caller: Caller<access::send_newsletter_tests>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<TestSendBody>,
) -> Result<Created<TestsSentBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let (id, to) = (NewsletterId::new(id.0), body.value.check()?);
    let (environment, terms) = (caller.environment(&application), application.sending_terms());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let sent = queue_test_messages(tx, &environment, terms, id, &to).await?;
            let job_ids = sent.mails.into_iter().map(JobId::value).collect();
            let body = TestsSentBody { tests: sent.tests.into(), job_ids };
            Created::with_status(StatusCode::ACCEPTED, None, &body)
        })
    })
    .await
}
