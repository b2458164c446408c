//! `PATCH /v1/offers/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use chrono::NaiveDate;
use regulars_companies::{OfferPatch, change_offer, find_offer_for_change};
use regulars_kernel::{Currency, InvalidText, Label, LongText, OfferId, Personal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::OfferBody;
use super::line_body::{NewOfferLineBody, check_lines};
use super::shown::Showing;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"title": "Bread in December and January", "message": "With free delivery."}))]
pub struct OfferPatchBody {
    /// What it is called.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    title: Patched<String>,
    /// What is said besides.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 4_000)]
    #[serde(default)]
    message: Patched<String>,
    /// The currency of its amounts. With another one all lines are to be sent.
    #[schema(value_type = Option<String>, pattern = "^[A-Z]{3}$")]
    #[serde(default)]
    currency: Patched<String>,
    /// The last day on which it can be accepted.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    valid_until: Patched<NaiveDate>,
    /// What is offered: all lines, in the place of those that there are.
    #[schema(value_type = Option<Vec<NewOfferLineBody>>, min_items = 1, max_items = 200)]
    #[serde(default)]
    lines: Patched<Vec<NewOfferLineBody>>,
}

impl OfferPatchBody {
    fn check(self) -> Result<OfferPatch, ApiError> {
        let mut invalid = Invalid::default();
        let line = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<Label>()?));
        let long = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<LongText>()?));
        let lines = self.lines.check_required(&mut invalid, "/lines", Ok::<_, Infallible>).flatten();
        let patch = OfferPatch {
            title: self.title.check_required(&mut invalid, "/title", line).flatten(),
            message: self.message.check(&mut invalid, "/message", long).unwrap_or_default(),
            currency: self
                .currency
                .check_required(&mut invalid, "/currency", |text| text.parse::<Currency>())
                .flatten(),
            valid_until: self
                .valid_until
                .check_required(&mut invalid, "/valid_until", Ok::<_, Infallible>)
                .flatten(),
            lines: lines.and_then(|lines| check_lines(lines, &mut invalid)),
        };
        invalid.finish()?;
        Ok(patch)
    }
}

/// Change an offer.
///
/// A draft. Lines that stay keep their prices; those that are sent have the prices that were agreed upon, unless they come with their
/// own. An offer that was sent is revised instead.
#[utoipa::path(tag = "Offers", params(
    ("id" = uuid::Uuid, Path, description = "The offer's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c41")
), request_body = OfferPatchBody, responses(
    (status = 200, description = "The offer as it is now", body = OfferBody),
    (status = 409, description = "It is no draft; `reason` is its state"),
))]
#[patch("/v1/offers/{id}")]
pub async fn update_offer(
    caller: Caller<access::update_offer>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<OfferPatchBody>,
) -> Result<Single<OfferBody>, ApiError> {
    let (id, patch) = (OfferId::new(id.0), body.value.check()?);
    let (environment, showing) = (caller.environment(&application), Showing::to(&caller, &application));
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_offer_for_change(tx, id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("offer"))?;
                let shown = showing.shown(tx).await?;
                if_match.check(&shown.body(before.clone()))?;
                let offer = change_offer(tx, &environment, showing.today, before, patch).await?;
                Ok(Single(shown.body(offer)))
            })
        })
        .await
}
