//! `GET /v1/segments/{id}/customers`.

use actix_web::{get, web};
use regulars_kernel::{CustomerOrder, CustomerPosition, PageRequest};
use regulars_segments::get_segment;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Query;
use crate::respond::List;
use crate::v1::customers::columns::{Columns, CustomerColumns};
use crate::v1::customers::filtered::page_of;
use crate::v1::customers::order::page_of_parameters;
use crate::v1::segments::path::SegmentPath;

/// Which fields of the customers, and which page.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SegmentCustomersParameters {
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
    /// Names of the fields of each item, separated by commas; all of them when it is left out.
    #[param(max_length = 500, example = "id,first_name,last_name,email")]
    fields: Option<String>,
}

impl SegmentCustomersParameters {
    fn page(&self) -> Result<PageRequest<CustomerPosition>, ApiError> {
        page_of_parameters(CustomerOrder::NEWEST_FIRST, self.limit, self.cursor.as_deref())
    }
}

/// List the customers in a segment.
///
/// The newest first, as they are at this moment: who is in a segment is found anew each time.
#[utoipa::path(tag = "Segments", params(
    ("id" = String, Path, description = "The segment's id, or the key of a built-in one", example = "all_verified"),
    SegmentCustomersParameters
), responses((status = 200, description = "A page of customers", body = List<CustomerColumns>)))]
#[get("/v1/segments/{id}/customers")]
pub async fn list_segment_customers(
    caller: Caller<access::list_segment_customers>,
    application: web::Data<Application>,
    segment: SegmentPath,
    query: Query<SegmentCustomersParameters>,
) -> Result<List<CustomerColumns>, ApiError> {
    let (page, columns) = (query.0.page()?, Columns::parse(query.0.fields.as_deref())?);
    let now = caller.environment(&application).now();
    let facts = caller.facts().clone();
    application
        .database
        .read_heavily(caller.scope(), async move |tx| {
            let segment = get_segment(tx, segment.0).await?;
            let segment = segment.ok_or_else(|| ApiError::not_found("segment"))?;
            page_of(tx, &segment.filter, CustomerOrder::NEWEST_FIRST, page, &columns, &facts, now).await
        })
        .await
}
