//! `PATCH /v1/templates/{id}`.

use actix_web::{patch, web};
use regulars_kernel::{Label, TemplateId};
use regulars_newsletters::{
    AvailableTemplate, Color, TemplatePatch, own_template_for_change, update_template as update,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{LayoutBody, TemplateBody};
use super::create::NewThemeBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"theme": {"accent": "#124e8a"}}))]
pub struct TemplatePatchBody {
    /// Its name.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// The arrangement of the parts.
    layout: Option<LayoutBody>,
    /// Colours and font.
    #[schema(inline)]
    #[serde(default)]
    theme: NewThemeBody,
}

impl TemplatePatchBody {
    fn check(self) -> Result<TemplatePatch, ApiError> {
        let mut invalid = Invalid::default();
        let color = |text: String| text.parse::<Color>();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let accent = invalid.check_option("/theme/accent", self.theme.accent.map(color));
        let background = invalid.check_option("/theme/background", self.theme.background.map(color));
        invalid.finish()?;
        Ok(TemplatePatch {
            name: name.flatten(),
            layout: self.layout.map(Into::into),
            accent: accent.flatten(),
            background: background.flatten(),
            font: self.theme.font.map(Into::into),
        })
    }
}

/// Change a template.
///
/// Absent fields stay as they are. Newsletters that have the template and are not sent yet change with it.
#[utoipa::path(tag = "Templates", params(("id" = uuid::Uuid, Path, description = "The template's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f61")),
    request_body = TemplatePatchBody, responses(
        (status = 200, description = "The template as it is now", body = TemplateBody),
        (status = 409, description = "It is built in"),
    ))]
#[patch("/v1/templates/{id}")]
pub async fn update_template(
    caller: Caller<access::update_template>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<TemplatePatchBody>,
) -> Result<Single<TemplateBody>, ApiError> {
    let id = TemplateId::new(id.0);
    let patch = body.value.check()?;
    let environment = caller.environment(&application);
    let template = application
        .database
        .write(caller.scope(), move |tx| {
            Box::pin(async move {
                let before = own_template_for_change(tx, id).await?;
                if_match.check(&TemplateBody::from(AvailableTemplate::from(before.clone())))?;
                update(tx, &environment, before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    Ok(Single(AvailableTemplate::from(template).into()))
}
