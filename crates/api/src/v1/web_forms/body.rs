//! A form on the wire.

use chrono::{DateTime, Utc};
use regulars_kernel::MerchantId;
use regulars_service::{WebForm, WebFormKey};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::application::Application;

/// A form by which people write to the merchant.
#[derive(Debug, Serialize, ToSchema)]
pub struct WebFormBody {
    /// Its id.
    #[schema(example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0e80")]
    id: Uuid,
    /// What you call it. What comes through it has that as its subject.
    #[schema(example = "Upit sa sajta", max_length = 200)]
    name: String,
    /// Whether it takes anything.
    open: bool,
    /// Whether each message opens a service case.
    opens_case: bool,
    /// Where somebody is led who has sent it from your own web site.
    #[schema(format = "uri", max_length = 1_000, example = "https://pekara.example.com/hvala")]
    redirect_url: Option<String>,
    /// Its page, which never changes, and where a form of your own web site posts to.
    #[schema(
        format = "uri",
        max_length = 500,
        example = "http://127.0.0.1:8080/q/agjpbqjlhr6u5d22nn6i3hqpiaagjpbqjlhr6u5d22nn6i3hqoqa"
    )]
    url: String,
    /// When it was made.
    #[schema(example = "2026-11-20T09:41:00Z")]
    created_at: DateTime<Utc>,
    /// When it was last changed.
    #[schema(example = "2026-11-20T09:41:00Z")]
    updated_at: DateTime<Utc>,
}

impl WebFormBody {
    /// The form of that merchant.
    pub fn new(form: WebForm, merchant: MerchantId, application: &Application) -> Self {
        let key = WebFormKey { merchant, form: form.id };
        Self {
            id: form.id.value(),
            name: form.name.into_string(),
            open: form.open,
            opens_case: form.opens_case,
            redirect_url: form.redirect_url.map(|url| url.as_str().to_owned()),
            url: format!("{}/q/{key}", application.settings.public_url),
            created_at: form.created_at,
            updated_at: form.updated_at,
        }
    }
}
