//! `GET /v1/programmes/{id}/members/{membership_id}/tier-history`.

use actix_web::{get, web};
use chrono::{DateTime, Utc};
use regulars_kernel::{Instant, MerchantCalendar, Page, PageRequest};
use regulars_loyalty::{
    Programme, ProgrammeMembership, ProgrammeReads, TierMove, TierMovePosition, TierReads, tiers_of_members,
};
use regulars_persistence::ReadTx;
use serde::Deserialize;
use serde_json::json;
use utoipa::IntoParams;

use super::tier_move_body::TierMoveBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, ProgrammeMembershipInPath, Query, parse_cursor};
use crate::respond::List;

/// Which moves, and which page of them.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TierMoveParameters {
    /// Only the last one by that instant: into the tier in which the member was then.
    #[serde(default, deserialize_with = "crate::extract::optional_instant")]
    at: Option<DateTime<Utc>>,
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50, example = 50)]
    limit: Option<u16>,
    /// Where the page before ended: `next` of its answer. Opaque.
    #[param(max_length = 500)]
    cursor: Option<String>,
}

/// List the tiers of a member.
///
/// From which tier the member came into which one, when and why, the newest first. What time has brought about is told before it was
/// written. Ask for an instant (`at`), and the move into the tier of that instant comes alone.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("membership_id" = uuid::Uuid, Path, description = "The membership's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c5a"), TierMoveParameters
), responses((status = 200, description = "A page of moves", body = List<TierMoveBody>)))]
#[get("/v1/programmes/{id}/members/{membership_id}/tier-history")]
pub async fn list_tier_moves(
    caller: Caller<access::list_tier_moves>,
    application: web::Data<Application>,
    path: ProgrammeMembershipInPath,
    parameters: Query<TierMoveParameters>,
) -> Result<List<TierMoveBody>, ApiError> {
    let TierMoveParameters { at, limit, cursor } = parameters.0;
    let after = cursor.as_deref().map(parse_cursor::<i64>).transpose()?.map(TierMovePosition);
    let page = PageRequest { size: PageParameters { limit, cursor: None }.size()?, after };
    let (calendar, now) = (caller.facts().calendar, caller.environment(&application).now());
    let moves = application
        .database
        .read(caller.scope(), async move |tx| {
            let ProgrammeMembershipInPath { programme, membership } = path;
            let found = tx.find_programme(programme).await?;
            let programme = found.ok_or_else(|| ApiError::not_found("programme"))?;
            let found = tx.find_programme_membership(programme.id, membership).await?;
            let membership = found.ok_or_else(|| ApiError::not_found("membership"))?;
            let unwritten = unwritten(tx, &programme, &membership, &calendar, now).await?;
            match at {
                Some(at) => moved_by(tx, &membership, unwritten, at).await,
                None => all(tx, &membership, unwritten, page).await,
            }
        })
        .await?;
    Ok(List::of(moves, TierMoveBody::from, |TierMovePosition(number)| json!(number)))
}

/// What time has brought about and nobody has written yet, the newest first.
async fn unwritten(
    tx: &mut ReadTx,
    programme: &Programme,
    membership: &ProgrammeMembership,
    calendar: &MerchantCalendar,
    now: Instant,
) -> Result<Vec<TierMove>, ApiError> {
    let Some(scheme) = programme.configuration.tiers.as_ref().filter(|_| membership.left_at.is_none()) else {
        return Ok(Vec::new());
    };
    let members = std::slice::from_ref(membership);
    let found = tiers_of_members(tx, programme, scheme, members, calendar, now).await?;
    let changes = found.into_iter().filter_map(|reckoned| reckoned.change);
    let mut moves: Vec<TierMove> = changes.flat_map(|change| change.moves).collect();
    moves.reverse();
    Ok(moves)
}

async fn moved_by(
    tx: &mut ReadTx,
    membership: &ProgrammeMembership,
    unwritten: Vec<TierMove>,
    at: Instant,
) -> Result<Page<TierMove, TierMovePosition>, ApiError> {
    let found = match unwritten.into_iter().find(|moved| moved.at <= at) {
        Some(moved) => Some(moved),
        None => tx.tier_move_by(membership.programme, membership.customer, at).await?,
    };
    Ok(Page { items: found.into_iter().collect(), next: None })
}

async fn all(
    tx: &mut ReadTx,
    membership: &ProgrammeMembership,
    mut items: Vec<TierMove>,
    page: PageRequest<TierMovePosition>,
) -> Result<Page<TierMove, TierMovePosition>, ApiError> {
    let size = usize::from(page.size.get());
    if let Some(TierMovePosition(after)) = page.after {
        items.retain(|moved| moved.number < after);
    }
    let written = tx.list_tier_moves(membership.programme, membership.customer, page).await?;
    items.extend(written.items);
    let has_more = written.next.is_some() || items.len() > size;
    items.truncate(size);
    let last = items.last().map(|moved| TierMovePosition(moved.number));
    Ok(Page { items, next: last.filter(|_| has_more) })
}
