//! `PATCH /v1/terminals/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use regulars_identity::{IdentityReads, TerminalPatch, update_terminal as update};
use regulars_kernel::{Label, StoreId, TerminalId};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::terminals::body::TerminalBody;

/// What changes; absent fields stay, `null` clears.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Till at the door"}))]
pub struct TerminalPatchBody {
    /// Its name.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// The store that it stands in.
    #[schema(value_type = Option<Uuid>)]
    #[serde(default)]
    store_id: Patched<Uuid>,
}

impl TerminalPatchBody {
    fn check(self) -> Result<TerminalPatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>()).flatten();
        let store =
            self.store_id.check(&mut invalid, "/store_id", |id| Ok::<_, Infallible>(StoreId::new(id)));
        invalid.finish()?;
        Ok(TerminalPatch { name, store: store.unwrap_or_default() })
    }
}

/// Change a terminal.
///
/// Absent fields stay as they are; `null` takes it out of its store. The device need not be paired anew.
#[utoipa::path(tag = "Terminals", params(("id" = uuid::Uuid, Path, description = "The terminal's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f30")),
    request_body = TerminalPatchBody, responses(
        (status = 200, description = "The terminal as it is now", body = TerminalBody),
        (status = 404, description = "There is no such terminal, or no such store"),
    ))]
#[patch("/v1/terminals/{id}")]
pub async fn update_terminal(
    caller: Caller<access::update_terminal>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<TerminalPatchBody>,
) -> Result<Single<TerminalBody>, ApiError> {
    let id = TerminalId::new(id.0);
    let patch = body.value.check()?;
    let environment = application.environment.clone();
    let terminal = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = tx.find_terminal(id).await?.ok_or_else(|| ApiError::not_found("terminal"))?;
                if_match.check(&TerminalBody::from(before.clone()))?;
                update(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(terminal.into()))
}
