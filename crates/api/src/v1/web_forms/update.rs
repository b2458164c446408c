//! `PATCH /v1/web-forms/{id}`.

use actix_web::{patch, web};
use regulars_kernel::{Label, WebFormId};
use regulars_service::{RedirectUrl, WebFormPatch, WebFormReads, change_web_form};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::WebFormBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"open": false}))]
pub struct WebFormPatchBody {
    /// What you call it.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// Whether it takes anything.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    open: Patched<bool>,
    /// Whether each message opens a service case.
    #[schema(value_type = Option<bool>)]
    #[serde(default)]
    opens_case: Patched<bool>,
    /// Where somebody is led who has sent it from your own web site.
    #[schema(value_type = Option<String>, format = "uri", min_length = 1, max_length = 1_000)]
    #[serde(default)]
    redirect_url: Patched<String>,
}

impl WebFormPatchBody {
    fn check(self) -> Result<WebFormPatch, ApiError> {
        let mut invalid = Invalid::default();
        let as_it_is = Ok::<bool, std::convert::Infallible>;
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let open = self.open.check_required(&mut invalid, "/open", as_it_is);
        let opens_case = self.opens_case.check_required(&mut invalid, "/opens_case", as_it_is);
        let url = self.redirect_url.check(&mut invalid, "/redirect_url", |text| text.parse::<RedirectUrl>());
        invalid.finish()?;
        Ok(WebFormPatch {
            name: name.flatten(),
            open: open.flatten(),
            opens_case: opens_case.flatten(),
            redirect_url: url.unwrap_or_default(),
        })
    }
}

/// Change a form.
///
/// Absent fields stay as they are. A form that is not open is not there.
#[utoipa::path(tag = "Web forms", params(
    ("id" = uuid::Uuid, Path, description = "The form's id", example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e80")
), request_body = WebFormPatchBody, responses(
    (status = 200, description = "The form as it is now", body = WebFormBody)
))]
#[patch("/v1/web-forms/{id}")]
pub async fn update_web_form(
    caller: Caller<access::update_web_form>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<WebFormPatchBody>,
) -> Result<Single<WebFormBody>, ApiError> {
    let (id, patch) = (WebFormId::new(id.0), body.value.check()?);
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let shown = application.clone();
    let form = application
        .database
        .write(scope, move |tx| {
            Box::pin(async move {
                let before = tx.find_web_form(id).await?.ok_or_else(|| ApiError::not_found("form"))?;
                if_match.check(&WebFormBody::new(before.clone(), scope.merchant(), &shown))?;
                change_web_form(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(WebFormBody::new(form, scope.merchant(), &application)))
}
