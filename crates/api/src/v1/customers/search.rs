//! `POST /v1/customers/search`.

use actix_web::{post, web};
use regulars_filters::Filter;
use regulars_kernel::{CustomerOrder, CustomerPosition, PageRequest, PageSize};
use serde::Deserialize;
use utoipa::ToSchema;

use super::columns::{Columns, CustomerColumns};
use super::filtered::page_of;
use super::order::{CustomerSortBody, position_of};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Body;
use crate::respond::List;
use crate::v1::filter::FilterBody;

/// Which customers, which fields of them, and which page.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "filter": {"field": "city", "op": "in", "value": ["Novi Sad", "Beograd"]},
    "sort": "-created_at", "fields": ["id", "first_name", "last_name", "email"], "limit": 50
}))]
pub struct CustomerSearchBody {
    /// Whom to find.
    filter: FilterBody,
    /// The order of the items; the newest first when it is left out.
    #[schema(inline)]
    sort: Option<CustomerSortBody>,
    /// Names of the fields of each item; all of them when it is left out.
    #[schema(max_items = 100)]
    fields: Option<Vec<String>>,
    /// How many items at most; 50 when it is left out.
    #[schema(minimum = 1, maximum = 200)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer, under the same `sort`. Opaque.
    #[schema(max_length = 2000)]
    cursor: Option<String>,
}

impl CustomerSearchBody {
    fn check(&self, country: Option<&str>) -> Result<Checked, ApiError> {
        // Any other limit was refused as the body was read.
        let size = self.limit.and_then(PageSize::new).unwrap_or(PageSize::DEFAULT);
        let order = self.sort.map_or(CustomerOrder::NEWEST_FIRST, Into::into);
        let after = self.cursor.as_deref().map(|cursor| position_of(order, cursor)).transpose();
        let after = after
            .map_err(|_| ApiError::invalid_field("/cursor", "invalid", "is not a cursor of this list"))?;
        let columns = Columns::of_names(self.fields.as_deref())?;
        Ok(Checked { filter: self.filter.check(country)?, order, page: PageRequest { size, after }, columns })
    }
}

/// What is to be found, and how it is to be shown.
struct Checked {
    filter: Filter,
    order: CustomerOrder,
    page: PageRequest<CustomerPosition>,
    columns: Columns,
}

/// Find customers by a filter.
///
/// The newest first, or in the order that `sort` names. The filter is that of segments: what can be filtered, `GET /v1/segments/fields` lists. Send `next`
/// of the answer as `cursor` to get the next page.
#[utoipa::path(tag = "Customers", request_body = CustomerSearchBody,
    extensions(("x-idempotency" = json!("natural"))),
    responses((status = 200, description = "A page of customers", body = List<CustomerColumns>)))]
#[post("/v1/customers/search")]
pub async fn search_customers(
    caller: Caller<access::search_customers>,
    application: web::Data<Application>,
    body: Body<CustomerSearchBody>,
) -> Result<web::Json<List<CustomerColumns>>, ApiError> {
    let (merchant, country) = (caller.scope().merchant(), caller.facts().country.clone());
    let checking = move || body.value.check(country.as_deref());
    let Checked { filter, order, page, columns } =
        application.processors.run_sized(merchant, body.size, checking).await??;
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            page_of(tx, &filter, order, page, &columns, &facts, now).await.map(web::Json)
        })
        .await
}
