//! `GET /v1/views`.

use actix_web::{get, web};
use regulars_kernel::{Page, StoreError, ViewId};
use regulars_segments::ViewReads;

use super::body::ViewBody;
use super::seen::definitions_for;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;

/// List the views that you see.
///
/// Those that everybody at the merchant sees and your own, the oldest first.
#[utoipa::path(tag = "Views", params(PageParameters), responses(
    (status = 200, description = "A page of views", body = List<ViewBody>)
))]
#[get("/v1/views")]
pub async fn list_views(
    caller: Caller<access::list_views>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<ViewBody>, ApiError> {
    let (page, by) = (page.0.by_id(ViewId::new)?, caller.scope().actor());
    let read = application.database.read(caller.scope(), async move |tx| {
        let views = tx.every_view().await?.into_iter();
        let seen = views.filter(|view| view.is_seen_by(by) && page.after.is_none_or(|after| view.id > after));
        let views: Vec<_> = seen.take(usize::from(page.size.get()) + 1).collect();
        let attributes = definitions_for(tx, &views).await?;
        let views = Page::from_surplus(views, page.size, |view| view.id);
        Ok::<_, StoreError>(views.map(|view| ViewBody::new(&view, &attributes)))
    });
    Ok(List::of(read.await?, |body| body, |id| id.to_string().into()))
}
