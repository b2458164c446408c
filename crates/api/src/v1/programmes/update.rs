//! `PATCH /v1/programmes/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use regulars_kernel::{Change, Label, ProgrammeId};
use regulars_loyalty::{JoiningTerms, ProgrammePatch, ProgrammeStore, change_programme};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{ProgrammeBody, stores_of};
use super::joining_terms_body::JoiningTermsBody;
use super::names::{JoiningBody, ProgrammeStateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Klub kupaca", "earns_where_points_pay": false}))]
pub struct ProgrammePatchBody {
    /// What it is called.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// Where it stands. A draft becomes `active`; what is active `paused`; what is paused `active` again; and either of the two
    /// `closed`, for good.
    #[schema(value_type = Option<ProgrammeStateBody>)]
    #[serde(default)]
    state: Patched<ProgrammeStateBody>,
    /// How customers come in.
    #[schema(value_type = Option<JoiningBody>)]
    #[serde(default)]
    joining: Patched<JoiningBody>,
    /// What they agree to before they do, as a whole; `null` for nothing. Whoever is in the programme stays in it.
    #[schema(value_type = Option<JoiningTermsBody>)]
    #[serde(default)]
    joining_terms: Patched<JoiningTermsBody>,
    /// The stores in which it holds, all of them; everywhere where there are none.
    #[schema(value_type = Option<Vec<Uuid>>, max_items = 1_000)]
    #[serde(default)]
    store_ids: Patched<Vec<Uuid>>,
    /// Whether a receipt that points pay a part of earns at all.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    earns_where_points_pay: Patched<bool>,
}

impl ProgrammePatchBody {
    fn check(self) -> Result<ProgrammePatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let state = self.state.check_required(&mut invalid, "/state", Ok::<_, Infallible>);
        let joining = self.joining.check_required(&mut invalid, "/joining", Ok::<_, Infallible>);
        let joining_terms = match self.joining_terms.0 {
            Change::Unchanged => None,
            Change::Clear => Some(JoiningTerms::NONE),
            Change::Set(terms) => Some(terms.check(&mut invalid)),
        };
        let stores = self.store_ids.check_required(&mut invalid, "/store_ids", Ok::<_, Infallible>);
        let earns = self.earns_where_points_pay;
        let earns = earns.check_required(&mut invalid, "/earns_where_points_pay", Ok::<_, Infallible>);
        invalid.finish()?;
        Ok(ProgrammePatch {
            name: name.flatten(),
            state: state.flatten().map(Into::into),
            joining: joining.flatten().map(Into::into),
            joining_terms,
            stores: stores.flatten().map(stores_of),
            earns_where_points_pay: earns.flatten(),
        })
    }
}

/// Change a programme.
///
/// Absent fields stay as they are. A change of what it does is another version of it; one of its name or its state is none.
#[utoipa::path(tag = "Programmes", params(("id" = uuid::Uuid, Path, description = "The programme's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0c50")),
    request_body = ProgrammePatchBody, responses(
        (status = 200, description = "The programme as it is now", body = ProgrammeBody),
        (status = 409, description = "It cannot come from its state to the other one"),
    ))]
#[patch("/v1/programmes/{id}")]
pub async fn update_programme(
    caller: Caller<access::update_programme>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<ProgrammePatchBody>,
) -> Result<Single<ProgrammeBody>, ApiError> {
    let (id, patch) = (ProgrammeId::new(id.0), body.value.check()?);
    let (environment, by) = (caller.environment(&application), caller.scope().actor());
    let changed = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_programme_for_change(id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("programme"))?;
                if_match.check(&ProgrammeBody::from(&before))?;
                change_programme(tx, &environment, by, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    // What was remembered with each credential says whether receipts may earn.
    application.credentials.forget_merchant(caller.scope().merchant());
    Ok(Single(ProgrammeBody::from(&changed)))
}
