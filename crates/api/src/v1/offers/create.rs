//! `POST /v1/companies/{id}/offers`.

use actix_web::{post, web};
use regulars_companies::create_offer;
use regulars_kernel::CompanyId;

use super::body::OfferBody;
use super::new_body::NewOfferBody;
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, Id, OnceKey};
use crate::respond::{Created, Once};

/// Write an offer to a company.
///
/// A draft, which goes out by `POST /v1/offers/{id}/send`. A line that names goods by their number has the price that was agreed upon
/// with the company for that quantity today, unless it comes with one. A company has at most 5,000 offers; one that
/// is archived gets none.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10")
), request_body = NewOfferBody, responses(
    (status = 201, description = "The draft", body = OfferBody),
    (status = 409, description = "The company is archived (`reason` is `archived`), or has as many offers as one can have"),
))]
#[post("/v1/companies/{id}/offers")]
pub async fn create_company_offer(
    caller: Caller<access::create_company_offer>,
    application: web::Data<Application>,
    id: Id,
    key: OnceKey,
    body: Body<NewOfferBody>,
) -> Result<Created<OfferBody>, ApiError> {
    let company = CompanyId::new(id.0);
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check(caller.facts().currency)?;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let showing = Showing::to(&caller, &application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let offer = create_offer(tx, &environment, by, showing.today, company, new).await?;
            let location = format!("/v1/offers/{}", offer.id);
            Created::at(location, &showing.shown(tx).await?.body(offer))
        })
    })
    .await
}
