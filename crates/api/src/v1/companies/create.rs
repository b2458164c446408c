//! `POST /v1/companies`.

use actix_web::{post, web};
use regulars_companies::{CompanyFigures, create_company as create};

use super::body::CompanyWithFiguresBody;
use super::new_body::NewCompanyBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// Add a company.
///
/// A company that the merchant sells to; the people who buy for it are its employees. Its tax number is checked by its country:
/// with check digits for AT, BE, BG, DE, HR, HU, IT, ME, MK, PL, RO, RS, RU and SI, by its form for BA and the other countries of the
/// European Union, and not at all for the rest, which `tax_number_check` tells.
#[utoipa::path(tag = "Companies", request_body = NewCompanyBody, responses(
    (status = 201, description = "Added", body = CompanyWithFiguresBody),
    (status = 409, description = "Another company, `company_id`, has that tax number"),
))]
#[post("/v1/companies")]
pub async fn create_company(
    caller: Caller<access::create_company>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewCompanyBody>,
) -> Result<Created<CompanyWithFiguresBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let profile = body.value.check(caller.facts().country.as_deref())?;
    let (currency, environment) = (caller.facts().currency, caller.environment(&application));
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let company = create(tx, &environment, profile).await?;
            let location = format!("/v1/companies/{}", company.id);
            Created::at(location, &CompanyWithFiguresBody::new(company, CompanyFigures::default(), currency))
        })
    })
    .await
}
