//! `POST /v1/views`.

use actix_web::{post, web};
use regulars_kernel::{CustomerOrder, Label};
use regulars_segments::{NewView, create_view as create};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::ViewBody;
use super::seen::definitions_for;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::customers::columns::Columns;
use crate::v1::customers::order::CustomerSortBody;
use crate::v1::filter::FilterBody;

/// A view to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Regulars of Novi Sad", "columns": ["first_name", "last_name", "email", "purchases"],
    "filter": {"field": "city", "op": "eq", "value": "Novi Sad"}, "sort": "last_name", "shared": true
}))]
pub struct NewViewBody {
    /// What people call it.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Names of fields of a customer, or `attributes.` and the key of one; everything when it is left out.
    #[schema(max_items = 100)]
    #[serde(default)]
    columns: Vec<String>,
    /// Who is in it; everybody when it is left out.
    #[serde(default)]
    filter: Option<FilterBody>,
    /// The order; the newest first when it is left out.
    #[schema(inline)]
    #[serde(default)]
    sort: Option<CustomerSortBody>,
    /// Whether everybody at the merchant sees it; only you, when it is left out.
    #[schema(default = false)]
    #[serde(default)]
    shared: bool,
}

impl NewViewBody {
    fn check(self, country: Option<&str>) -> Result<NewView, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        Columns::check_names(&self.columns, "/columns", &mut invalid);
        let name = invalid.finish_with(name)?;
        let filter = self.filter.map(|filter| filter.check(country)).transpose()?;
        let order = self.sort.map_or(CustomerOrder::NEWEST_FIRST, Into::into);
        Ok(NewView { name, columns: self.columns, filter, order, shared: self.shared })
    }
}

/// Store a view.
///
/// `GET /v1/customers?view=` and `POST /v1/customers/exports` go by it. It keeps meaning the tags, attributes and segments that
/// it names when these are renamed, and none of them can be deleted while it does.
#[utoipa::path(tag = "Views", request_body = NewViewBody, responses(
    (status = 201, description = "Created", body = ViewBody),
    (status = 409, description = "There are 500 views already"),
))]
#[post("/v1/views")]
pub async fn create_view(
    caller: Caller<access::create_view>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewViewBody>,
) -> Result<Created<ViewBody>, ApiError> {
    let (merchant, country) = (caller.scope().merchant(), caller.facts().country.clone());
    let once = Once::new(key, body.fingerprint);
    let checking = move || body.value.check(country.as_deref());
    let new = application.processors.run_sized(merchant, body.size, checking).await??;
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let view = create(tx, &environment, by, new).await?;
            let attributes = definitions_for(tx, std::slice::from_ref(&view)).await?;
            Created::at(format!("/v1/views/{}", view.id), &ViewBody::new(&view, &attributes))
        })
    })
    .await
}
