//! `GET /v1/programmes/{id}/members`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{Page, PageRequest, ProgrammeId, ProgrammeMembershipId};
use regulars_loyalty::{MembershipPosition, ProgrammeReads};
use serde_json::json;
use uuid::Uuid;

use super::body::ProgrammeMemberBody;
use super::shown::all_shown;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{Id, PageParameters, Query, parse_cursor};
use crate::respond::List;

/// List the members of a programme.
///
/// Who is in it, in the order in which they came in. Who has left is not listed.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"), PageParameters),
    responses((status = 200, description = "A page of members", body = List<ProgrammeMemberBody>)))]
#[get("/v1/programmes/{id}/members")]
pub async fn list_programme_members(
    caller: Caller<access::list_programme_members>,
    application: web::Data<Application>,
    id: Id,
    page: Query<PageParameters>,
) -> Result<List<ProgrammeMemberBody>, ApiError> {
    let id = ProgrammeId::new(id.0);
    let after = page.0.cursor.as_deref().map(parse_cursor::<(DateTime<Utc>, Uuid)>).transpose()?;
    let after =
        after.map(|(joined_at, id)| MembershipPosition { joined_at, id: ProgrammeMembershipId::new(id) });
    let page = PageRequest { size: page.0.size()?, after };
    let (calendar, now) = (caller.facts().calendar, caller.environment(&application).now());
    let members = application
        .database
        .read(caller.scope(), async move |tx| {
            let found = tx.find_programme(id).await?;
            let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
            let Page { items, next } = tx.list_programme_memberships(id, page).await?;
            let items = all_shown(tx, &programme, items, &calendar, now).await?;
            Ok::<_, ApiError>(Page { items, next })
        })
        .await?;
    Ok(List::of(members, |member| member, |at| json!([at.joined_at, at.id.value()])))
}
