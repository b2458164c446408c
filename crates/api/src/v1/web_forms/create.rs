//! `POST /v1/web-forms`.

use actix_web::{post, web};
use regulars_kernel::Label;
use regulars_service::{NewWebForm, RedirectUrl, create_web_form as create};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::WebFormBody;
use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};

/// A form to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Upit sa sajta", "opens_case": true, "redirect_url": "https://pekara.example.com/hvala"
}))]
pub struct NewWebFormBody {
    /// What you call it. What comes through it has that as its subject.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Whether it takes anything.
    #[serde(default = "yes")]
    #[schema(default = true)]
    open: bool,
    /// Whether each message opens a service case.
    #[serde(default)]
    #[schema(default = false)]
    opens_case: bool,
    /// Where somebody is led who has sent it from your own web site: a page over https.
    #[schema(format = "uri", min_length = 1, max_length = 1_000)]
    redirect_url: Option<String>,
}

const fn yes() -> bool {
    true
}

impl NewWebFormBody {
    fn check(self) -> Result<NewWebForm, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let url = self.redirect_url.map(|url| url.parse::<RedirectUrl>());
        let url = invalid.check_option("/redirect_url", url);
        let (open, opens_case) = (self.open, self.opens_case);
        invalid.finish_with(name.zip(url).map(|(name, redirect_url)| NewWebForm {
            name,
            open,
            opens_case,
            redirect_url,
        }))
    }
}

/// Make a form.
///
/// A page on which people write to you. Put a link to its `url` on your web site, or post a form of your own to it
/// (`application/x-www-form-urlencoded`) with the fields `first_name`, `last_name`, `email`, `phone`, `message`, `processing=yes` for
/// the consent to the processing of their data, `news=yes` for news, and an unseen `website` that people leave empty. The message
/// goes to the timeline of the customer who has that address or number, or of a new one.
#[utoipa::path(tag = "Web forms", request_body = NewWebFormBody, responses(
    (status = 201, description = "Made", body = WebFormBody),
    (status = 409, description = "There are 100 forms already"),
))]
#[post("/v1/web-forms")]
pub async fn create_web_form(
    caller: Caller<access::create_web_form>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewWebFormBody>,
) -> Result<Created<WebFormBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check()?;
    let (scope, environment) = (caller.scope(), caller.environment(&application));
    let shown = application.clone();
    once.write(&application, scope, caller.identity().credential, move |tx| {
        Box::pin(async move {
            let form = create(tx, &environment, new).await?;
            let location = format!("/v1/web-forms/{}", form.id);
            Created::at(location, &WebFormBody::new(form, scope.merchant(), &shown))
        })
    })
    .await
}
