//! `GET /v1/companies`.

use actix_web::{get, web};
use regulars_companies::{CompanyQuery, CompanyReads};
use regulars_customers::SearchTerm;
use regulars_kernel::CompanyId;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::body::CompanyBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// Which companies, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CompanyParameters {
    /// A part of any name, number, street, postcode, city, e-mail address, phone number or website, without regard to letter case,
    /// accents and script. Repeat it to search for several parts: every one must be found somewhere.
    #[param(max_items = 10, example = json!(["dunav", "novi sad"]))]
    #[serde(default)]
    q: Vec<String>,
    /// Only those that are out of use; without it only those that are not.
    #[serde(default)]
    #[param(default = false)]
    archived: bool,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

impl CompanyParameters {
    fn query(&self) -> Result<CompanyQuery, ApiError> {
        let mut invalid = Invalid::default();
        let terms = self.q.iter().filter_map(|term| invalid.check("?q", term.parse::<SearchTerm>()));
        let terms = terms.map(|term| term.spellings().to_vec()).collect();
        invalid.finish()?;
        Ok(CompanyQuery { terms, archived: self.archived })
    }
}

/// List and search companies.
///
/// The newest first. With `q` only those in which every term is found.
#[utoipa::path(tag = "Companies", params(CompanyParameters), responses(
    (status = 200, description = "A page of companies", body = List<CompanyBody>)
))]
#[get("/v1/companies")]
pub async fn list_companies(
    caller: Caller<access::list_companies>,
    application: web::Data<Application>,
    parameters: Query<CompanyParameters>,
) -> Result<List<CompanyBody>, ApiError> {
    let query = parameters.0.query()?;
    let CompanyParameters { limit, cursor, .. } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(CompanyId::new)?;
    let companies = application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            tx.list_companies(&query, page).await.map_err(ApiError::from)
        })
        .await?;
    Ok(List::of(companies, CompanyBody::from, |id| json!(id.value())))
}
