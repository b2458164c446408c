//! `PATCH /v1/rewards/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use regulars_kernel::{Instant, MediaId, RewardId, without_leap_second};
use regulars_loyalty::{RewardStore, RewardTerms, change_reward};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{RewardBody, RewardPriceBody, RewardTextBody, checked_prices, checked_texts};
use super::names::RewardStateBody;
use super::price_segments::keep_segments;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"prices": [{"point_type": "points", "points": 25}]}))]
pub struct RewardPatchBody {
    /// What it is called: all languages that it has then.
    #[schema(value_type = Option<Vec<RewardTextBody>>, min_items = 1, max_items = 6)]
    #[serde(default)]
    texts: Patched<Vec<RewardTextBody>>,
    /// Its image.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    media_id: Patched<Uuid>,
    /// What it costs: all prices that it has then. What was ordered stays as it was ordered.
    #[schema(value_type = Option<Vec<RewardPriceBody>>, min_items = 1, max_items = 50)]
    #[serde(default)]
    prices: Patched<Vec<RewardPriceBody>>,
    /// Whether it can be ordered while there is none; only of tracked stock.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    back_order: Patched<bool>,
    /// How many of it a customer gets at most, in all; `null` for any number.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 1_000_000)]
    #[serde(default)]
    limit_per_member: Patched<u32>,
    /// For how many minutes an order is held before it is confirmed.
    #[schema(value_type = Option<u32>, minimum = 1, maximum = 43_200)]
    #[serde(default)]
    hold_minutes: Patched<u32>,
    /// From when on it can be ordered.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    #[serde(default)]
    available_from: Patched<Instant>,
    /// Until when it can be ordered.
    #[schema(value_type = Option<chrono::DateTime<chrono::Utc>>)]
    #[serde(default)]
    available_until: Patched<Instant>,
    /// Where it stands. A draft becomes `active`; what is active `archived`; and what is archived `active` again.
    #[schema(value_type = Option<RewardStateBody>)]
    #[serde(default)]
    state: Patched<RewardStateBody>,
}

impl RewardPatchBody {
    /// The terms, of what there is and what changes.
    fn of(self, present: RewardTerms) -> Result<RewardTerms, ApiError> {
        let mut invalid = Invalid::default();
        let texts = self.texts.check_required(&mut invalid, "/texts", Ok::<_, Infallible>).flatten();
        let texts = texts.and_then(|texts| checked_texts(&mut invalid, texts));
        let prices = self.prices.check_required(&mut invalid, "/prices", Ok::<_, Infallible>).flatten();
        let prices = prices.and_then(|prices| checked_prices(&mut invalid, prices));
        let (mut back_order, mut hold_minutes) = (present.back_order, present.hold_minutes);
        self.back_order.replace(&mut invalid, "/back_order", &mut back_order);
        self.hold_minutes.replace(&mut invalid, "/hold_minutes", &mut hold_minutes);
        let state = self.state.check_required(&mut invalid, "/state", Ok::<_, Infallible>).flatten();
        invalid.finish()?;
        let from = self.available_from.0.map(without_leap_second);
        let until = self.available_until.0.map(without_leap_second);
        Ok(RewardTerms {
            texts: texts.unwrap_or(present.texts),
            media: self.media_id.0.map(MediaId::new).apply(present.media),
            prices: prices.unwrap_or(present.prices),
            back_order,
            limit_per_member: self.limit_per_member.0.apply(present.limit_per_member),
            hold_minutes,
            available_from: from.apply(present.available_from),
            available_until: until.apply(present.available_until),
            state: state.map_or(present.state, Into::into),
        })
    }
}

/// Change a reward.
///
/// Absent fields stay as they are. What it is, how its stock is known, and its programme never change.
#[utoipa::path(tag = "Rewards", params(("id" = uuid::Uuid, Path, description = "The reward's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9eb010")),
    request_body = RewardPatchBody, responses(
        (status = 200, description = "The reward as it is now", body = RewardBody),
        (status = 409, description = "It cannot come from its state to the other one"),
    ))]
#[patch("/v1/rewards/{id}")]
pub async fn update_reward(
    caller: Caller<access::update_reward>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<RewardPatchBody>,
) -> Result<Single<RewardBody>, ApiError> {
    let (id, patch) = (RewardId::new(id.0), body.value);
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_reward_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("reward"))?;
                if_match.check(&RewardBody::from(&before))?;
                let terms = patch.of(before.terms.clone())?;
                keep_segments(tx, &terms.prices).await?;
                let changed = change_reward(tx, &environment, before, terms).await?;
                Ok(Single(RewardBody::from(&changed)))
            })
        })
        .await
}
