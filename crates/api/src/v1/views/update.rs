//! `PATCH /v1/views/{id}`.

use actix_web::{patch, web};
use regulars_kernel::{Change, CustomerOrder, Label, ViewId};
use regulars_segments::{SegmentStore, ViewPatch, update_view as update};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::ViewBody;
use super::seen::{definitions_for, seen_view};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::customers::columns::Columns;
use crate::v1::customers::order::CustomerSortBody;
use crate::v1::filter::FilterBody;

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"columns": ["first_name", "last_name", "phone"]}))]
pub struct ViewPatchBody {
    /// What people call it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// Names of fields of a customer, or `attributes.` and the key of one; everything when it is empty or `null`.
    #[schema(value_type = Option<Vec<String>>, max_items = 100)]
    #[serde(default)]
    columns: Patched<Vec<String>>,
    /// Who is in it; everybody when it is `null`.
    #[schema(value_type = Option<FilterBody>)]
    #[serde(default)]
    filter: Patched<FilterBody>,
    /// The order; the newest first when it is `null`.
    #[schema(value_type = Option<CustomerSortBody>)]
    #[serde(default)]
    sort: Patched<CustomerSortBody>,
    /// Whether everybody at the merchant sees it; only whoever made it when it is `null`.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    shared: Patched<bool>,
}

impl ViewPatchBody {
    fn check(self, country: Option<&str>) -> Result<ViewPatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>()).flatten();
        let columns = match self.columns.0 {
            Change::Set(names) => {
                Columns::check_names(&names, "/columns", &mut invalid);
                Some(names)
            }
            Change::Clear => Some(Vec::new()),
            Change::Unchanged => None,
        };
        invalid.finish()?;
        let filter = match self.filter.0 {
            Change::Set(filter) => Change::Set(filter.check(country)?),
            Change::Clear => Change::Clear,
            Change::Unchanged => Change::Unchanged,
        };
        let order = match self.sort.0 {
            Change::Set(sort) => Some(sort.into()),
            Change::Clear => Some(CustomerOrder::NEWEST_FIRST),
            Change::Unchanged => None,
        };
        let shared = match self.shared.0 {
            Change::Set(shared) => Some(shared),
            Change::Clear => Some(false),
            Change::Unchanged => None,
        };
        Ok(ViewPatch { name, columns, filter, order, shared })
    }
}

/// Change a view.
///
/// Absent fields stay as they are. Everybody who sees a view can change it.
#[utoipa::path(tag = "Views", params(("id" = uuid::Uuid, Path, description = "The view's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0fbc")), request_body = ViewPatchBody,
    responses((status = 200, description = "The view as it is now", body = ViewBody)))]
#[patch("/v1/views/{id}")]
pub async fn update_view(
    caller: Caller<access::update_view>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<ViewPatchBody>,
) -> Result<Single<ViewBody>, ApiError> {
    let (merchant, country) = (caller.scope().merchant(), caller.facts().country.clone());
    let checking = move || body.value.check(country.as_deref());
    let patch = application.processors.run_sized(merchant, body.size, checking).await??;
    let (id, by) = (ViewId::new(id.0), caller.scope().actor());
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                tx.lock_segments().await?;
                let before = seen_view(tx, id, by).await?;
                let attributes = definitions_for(tx, std::slice::from_ref(&before)).await?;
                if_match.check(&ViewBody::new(&before, &attributes))?;
                let after = update(tx, &environment, before, patch).await?;
                let attributes = definitions_for(tx, std::slice::from_ref(&after)).await?;
                Ok(Single(ViewBody::new(&after, &attributes)))
            })
        })
        .await
}
