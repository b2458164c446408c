//! `GET /v1/newsletters`.

use actix_web::{get, web};
use regulars_kernel::NewsletterId;
use regulars_newsletters::{NewsletterReads, NewsletterState};
use serde::Deserialize;
use utoipa::IntoParams;

use super::body::{NewsletterBody, NewsletterStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// Which newsletters, and which page of them.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct NewsletterParameters {
    /// Only newsletters that stand there.
    #[param(inline)]
    pub state: Option<NewsletterStateBody>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    pub limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// List the merchant's newsletters.
///
/// The newest first. A page ends sooner than `limit` where its newsletters are long: `next` tells where it goes on.
#[utoipa::path(tag = "Newsletters", params(NewsletterParameters), responses(
    (status = 200, description = "A page of newsletters", body = List<NewsletterBody>)
))]
#[get("/v1/newsletters")]
pub async fn list_newsletters(
    caller: Caller<access::list_newsletters>,
    application: web::Data<Application>,
    parameters: Query<NewsletterParameters>,
) -> Result<List<NewsletterBody>, ApiError> {
    let NewsletterParameters { state, limit, cursor } = parameters.0;
    let page = PageParameters { limit, cursor }.by_id(NewsletterId::new)?;
    let state = state.map(NewsletterState::from);
    let newsletters = application
        .database
        .read_heavily(caller.scope(), async move |tx| tx.list_newsletters(state, page).await)
        .await?;
    Ok(List::of(newsletters, NewsletterBody::from, |id| id.to_string().into()))
}
