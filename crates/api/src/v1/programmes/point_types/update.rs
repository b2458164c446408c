//! `PATCH /v1/programmes/{id}/point-types/{code}`.

use actix_web::{patch, web};
use regulars_identity::Role;
use regulars_loyalty::{ProgrammeStore, change_point_type};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{PointExpiryBody, PointTypeBody, PointValueBody, TierExpiryBody, shown};
use super::new_body::NewPointTypeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, IfMatch, Patched, PointTypeInPath};
use crate::respond::Single;
use crate::v1::programmes::names::{PointRoundingBody, RoundingLevelBody, ShortfallBody};

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Poeni kluba", "rounding": "half_up"}))]
pub struct PointTypePatchBody {
    /// What it is called.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// What it is worth where it pays; points without a value cannot be spent.
    #[schema(value_type = Option<PointValueBody>)]
    #[serde(default)]
    value: Patched<PointValueBody>,
    /// When it expires; `null` for never. What was earned before expires when it would have.
    #[schema(value_type = Option<PointExpiryBody>)]
    #[serde(default)]
    expiry: Patched<PointExpiryBody>,
    /// After how many days what is earned can be spent; 0 for at once.
    #[schema(value_type = Option<u16>, minimum = 0, maximum = 366)]
    #[serde(default)]
    pending_days: Patched<u16>,
    /// How it is rounded.
    #[schema(value_type = Option<PointRoundingBody>)]
    #[serde(default)]
    rounding: Patched<PointRoundingBody>,
    /// What is rounded.
    #[schema(value_type = Option<RoundingLevelBody>)]
    #[serde(default)]
    rounding_level: Patched<RoundingLevelBody>,
    /// What happens to points that a refund takes back and that are not there any more.
    #[schema(value_type = Option<ShortfallBody>)]
    #[serde(default)]
    shortfall: Patched<ShortfallBody>,
    /// For how many days more points can be spent that paid, are given back by a refund, and have expired meanwhile; `null` where
    /// they stay expired.
    #[schema(value_type = Option<u16>, minimum = 0, maximum = 3_660)]
    #[serde(default)]
    grace_days: Patched<u16>,
    /// When what members of a tier earn expires, where that is otherwise: all that is said then.
    #[schema(value_type = Option<Vec<TierExpiryBody>>, max_items = 20)]
    #[serde(default)]
    expiry_by_tier: Patched<Vec<TierExpiryBody>>,
    /// The most points that one person of the staff credits or debits alone on one account in 24 hours, by hand and in bulk, in the
    /// smallest part; `null` for as many as they like. Raised and cleared by the owner alone.
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 10_000_000_000_000_i64)]
    #[serde(default)]
    adjustment_limit: Patched<i64>,
    /// Whether points may go from one account to another one of the type.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    transferable: Patched<bool>,
}

impl PointTypePatchBody {
    /// The whole point type, of what there is and what changes.
    fn whole(self, mut present: PointTypeBody) -> Result<NewPointTypeBody, ApiError> {
        let mut invalid = Invalid::default();
        self.name.replace(&mut invalid, "/name", &mut present.name);
        self.value.replace_or_clear(&mut present.value);
        self.expiry.replace_or_clear(&mut present.expiry);
        self.pending_days.replace(&mut invalid, "/pending_days", &mut present.pending_days);
        self.rounding.replace(&mut invalid, "/rounding", &mut present.rounding);
        self.rounding_level.replace(&mut invalid, "/rounding_level", &mut present.rounding_level);
        self.shortfall.replace(&mut invalid, "/shortfall", &mut present.shortfall);
        self.grace_days.replace_or_clear(&mut present.grace_days);
        self.expiry_by_tier.replace(&mut invalid, "/expiry_by_tier", &mut present.expiry_by_tier);
        self.adjustment_limit.replace_or_clear(&mut present.adjustment_limit);
        self.transferable.replace(&mut invalid, "/transferable", &mut present.transferable);
        invalid.finish()?;
        Ok(present.into())
    }
}

/// Change a point type.
///
/// Absent fields stay as they are; its code and its scale never change, because accounts are kept under them. It is another version
/// of the programme. Only the owner raises or clears `adjustment_limit`: it holds for everybody else.
#[utoipa::path(tag = "Programmes", params(
    ("id" = uuid::Uuid, Path, description = "The programme's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50"),
    ("code" = String, Path, description = "The point type's code", example = "points")
), request_body = PointTypePatchBody,
    responses((status = 200, description = "The point type as it is now", body = PointTypeBody)))]
#[patch("/v1/programmes/{id}/point-types/{code}")]
pub async fn update_point_type(
    caller: Caller<access::update_point_type>,
    application: web::Data<Application>,
    path: PointTypeInPath,
    if_match: IfMatch,
    body: Body<PointTypePatchBody>,
) -> Result<Single<PointTypeBody>, ApiError> {
    let (PointTypeInPath { programme: id, code }, currency) = (path, caller.facts().currency);
    let (environment, by, patch) = (caller.environment(&application), caller.scope().actor(), body.value);
    let is_bound = caller.identity().role != Role::Owner;
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                let present = shown(&before, &code, currency)?;
                if_match.check(&present)?;
                let kind = patch.whole(present)?.check(currency)?;
                let changed = change_point_type(tx, &environment, by, before, &code, kind, is_bound).await?;
                Ok(Single(shown(&changed, &code, currency)?))
            })
        })
        .await
}
