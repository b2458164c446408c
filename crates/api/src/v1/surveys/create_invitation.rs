//! `POST /v1/surveys/{id}/invitations`.

use actix_web::{post, web};
use regulars_consent::{Link, LinkToken};
use regulars_flows::link_origin;
use regulars_identity::IdentityReads;
use regulars_kernel::{CustomerId, PurchaseId, SurveyId};
use regulars_surveys::invite_customer;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::response_body::SurveyInvitationBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Who is asked.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"customer_id": "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f41"}))]
pub struct NewSurveyInvitationBody {
    /// The customer.
    customer_id: Uuid,
    /// A purchase of the customer that it is about.
    purchase_id: Option<Uuid>,
}

/// Ask a customer.
///
/// Makes a link that a till prints on the receipt or shows as a QR code. Nothing is sent, so no consent is needed; a customer whose
/// data are restricted is not asked. About one purchase a customer is asked once: whoever asks again gets the same invitation.
#[utoipa::path(tag = "Surveys", params(("id" = uuid::Uuid, Path, description = "The survey's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0d40")),
    request_body = NewSurveyInvitationBody, responses(
        (status = 201, description = "The invitation", body = SurveyInvitationBody),
        (status = 409, description = "The survey is not open, or the customer's data are restricted"),
    ))]
#[post("/v1/surveys/{id}/invitations")]
pub async fn create_survey_invitation(
    caller: Caller<access::create_survey_invitation>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewSurveyInvitationBody>,
) -> Result<Created<SurveyInvitationBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let NewSurveyInvitationBody { customer_id, purchase_id } = body.value;
    let (survey, customer) = (SurveyId::new(id.0), CustomerId::new(customer_id));
    let purchase = purchase_id.map(PurchaseId::new);
    let environment = caller.environment(&application);
    let (links, shared) = (application.links.clone(), application.settings.link_hosts.shared_origin());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let invitation = invite_customer(tx, &environment, survey, customer, purchase).await?;
            let merchant = tx.own_merchant().await?;
            let link = Link::SurveyInvitation(invitation.id);
            let token = LinkToken { merchant: merchant.id, link }.sign(&links);
            let url = format!("{}/f/{token}", link_origin(&merchant, &shared));
            let body = SurveyInvitationBody::new(&invitation, url);
            Created::at(format!("/v1/surveys/{survey}/responses"), &body)
        })
    })
    .await
}
