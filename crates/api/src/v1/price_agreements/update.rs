//! `PATCH /v1/companies/{id}/price-agreements/{agreement_id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use chrono::NaiveDate;
use regulars_companies::{AgreementPatch, change_agreement, find_agreement_for_change};
use regulars_kernel::{Change, InvalidText, Label, Personal};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::PriceAgreementBody;
use super::terms_body::check_terms;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{AgreementInPath, Body, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::money::MoneyBody;

/// What changes; absent fields stay, `null` clears a field.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"discount_percent": "15", "until": "2027-06-30"}))]
pub struct PriceAgreementPatchBody {
    /// The price of one, in the place of what was agreed upon. This or `discount_percent`.
    #[schema(value_type = Option<MoneyBody>)]
    #[serde(default)]
    price: Patched<MoneyBody>,
    /// The discount in percent, in the place of what was agreed upon. This or `price`.
    #[schema(value_type = Option<String>, pattern = "^[0-9]{1,3}([.][0-9]{1,2})?$", max_length = 6)]
    #[serde(default)]
    discount_percent: Patched<String>,
    /// The first day.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    from: Patched<NaiveDate>,
    /// The last day.
    #[schema(value_type = Option<NaiveDate>)]
    #[serde(default)]
    until: Patched<NaiveDate>,
    /// What the staff should know about it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    note: Patched<String>,
}

impl PriceAgreementPatchBody {
    fn check(self) -> Result<AgreementPatch, ApiError> {
        let mut invalid = Invalid::default();
        let line = |text: String| Ok::<_, InvalidText>(Personal::new(text.parse::<Label>()?));
        let terms = match (self.price.0, self.discount_percent.0) {
            (Change::Unchanged, Change::Unchanged) => None,
            // One of them is always agreed upon: `null` is none.
            (price, discount) => check_terms(price.apply(None), discount.apply(None), &mut invalid),
        };
        let patch = AgreementPatch {
            terms,
            from: self.from.check_required(&mut invalid, "/from", Ok::<_, Infallible>).flatten(),
            until: self.until.0,
            note: self.note.check(&mut invalid, "/note", line).unwrap_or_default(),
        };
        invalid.finish()?;
        Ok(patch)
    }
}

/// Change a price that was agreed upon with a company.
///
/// What was agreed upon, and between which days. For what and from which quantity on never changes: that is another agreement.
#[utoipa::path(tag = "Price agreements", params(
    ("id" = uuid::Uuid, Path, description = "The company's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c10"),
    ("agreement_id" = uuid::Uuid, Path, description = "The agreement's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c30")
), request_body = PriceAgreementPatchBody, responses(
    (status = 200, description = "The agreement as it is now", body = PriceAgreementBody),
    (status = 409, description = "Another agreement, `agreement_id`, holds on some of its days"),
))]
#[patch("/v1/companies/{id}/price-agreements/{agreement_id}")]
pub async fn update_price_agreement(
    caller: Caller<access::update_price_agreement>,
    application: web::Data<Application>,
    path: AgreementInPath,
    if_match: IfMatch,
    body: Body<PriceAgreementPatchBody>,
) -> Result<Single<PriceAgreementBody>, ApiError> {
    let patch = body.value.check()?;
    let environment = caller.environment(&application);
    application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = find_agreement_for_change(tx, path.company, path.agreement).await?;
                let before = before.ok_or_else(|| ApiError::not_found("agreement"))?;
                if_match.check(&PriceAgreementBody::from(before.clone()))?;
                let agreement = change_agreement(tx, &environment, before, patch).await?;
                Ok(Single(agreement.into()))
            })
        })
        .await
}
