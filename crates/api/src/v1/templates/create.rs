//! `POST /v1/templates`.

use actix_web::{post, web};
use regulars_kernel::Label;
use regulars_newsletters::{
    AvailableTemplate, Color, NewTemplate, Template, Theme, create_template as create,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{FontBody, LayoutBody, TemplateBody};
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// A template to be made: a layout in the merchant's colours.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Jesen", "layout": "letter", "theme": {"accent": "#8a3b12", "background": "#f7efe6", "font": "serif"}
}))]
pub struct NewTemplateBody {
    /// Its name.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The arrangement of the parts.
    layout: LayoutBody,
    /// Colours and font; what is absent is as in the built-in templates.
    #[serde(default)]
    #[schema(inline)]
    theme: NewThemeBody,
}

/// Colours and font to be used.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields)]
pub struct NewThemeBody {
    /// The colour of buttons, banners and links.
    #[schema(pattern = "^#[0-9a-fA-F]{6}$")]
    pub accent: Option<String>,
    /// The colour around the content.
    #[schema(pattern = "^#[0-9a-fA-F]{6}$")]
    pub background: Option<String>,
    /// The font.
    pub font: Option<FontBody>,
}

impl NewTemplateBody {
    fn check(self) -> Result<NewTemplate, ApiError> {
        let mut invalid = Invalid::default();
        let color = |text: String| text.parse::<Color>();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let accent = invalid.check_option("/theme/accent", self.theme.accent.map(color)).flatten();
        let background =
            invalid.check_option("/theme/background", self.theme.background.map(color)).flatten();
        let usual = Theme::default();
        let theme = Theme::new(
            accent.unwrap_or(usual.accent()),
            background.unwrap_or(usual.background()),
            self.theme.font.map_or(usual.font(), Into::into),
        );
        let template = Template { layout: self.layout.into(), theme };
        invalid.finish_with(name.map(|name| NewTemplate { name, template }))
    }
}

/// Make a template.
///
/// A layout in the merchant's colours. The footer with the imprint and the link to unsubscribe is part of every layout.
#[utoipa::path(tag = "Templates", request_body = NewTemplateBody, responses(
    (status = 201, description = "Made", body = TemplateBody),
))]
#[post("/v1/templates")]
pub async fn create_template(
    caller: Caller<access::create_template>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewTemplateBody>,
) -> Result<Created<TemplateBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let environment = caller.environment(&application);
    once.write(&application, caller.scope(), caller.identity().credential, move |tx| {
        Box::pin(async move {
            let template = AvailableTemplate::from(create(tx, &environment, new).await?);
            Created::at(format!("/v1/templates/{}", template.id), &TemplateBody::from(template))
        })
    })
    .await
}
