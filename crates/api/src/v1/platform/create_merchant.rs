//! `POST /v1/merchants`.

use actix_web::{post, web};
use regulars_identity::{FirstOwner, MerchantMode, NewMerchant, Password, create_merchant as create};
use regulars_kernel::{Currency, Email, Label, Locale, MerchantCalendar};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::OperatorCaller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::merchant::body::{MerchantBody, ModeBody};

/// A merchant to be created.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Pekara Ana", "mode": "sandbox", "time_zone": "Europe/Belgrade", "currency": "RSD", "locale": "sr-RS",
    "owner": {"email": "ana@pekara.example", "password": "a-long-password", "name": "Ana Petrović"}
}))]
pub struct NewMerchantBody {
    /// The name that customers know.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// Live or sandbox. Never changes.
    mode: ModeBody,
    /// IANA time zone.
    #[schema(max_length = 64)]
    time_zone: String,
    /// ISO 4217 code. Never changes.
    #[schema(pattern = "^[A-Z]{3}$")]
    currency: String,
    /// BCP 47 tag.
    #[schema(max_length = 20)]
    locale: String,
    /// Its first owner.
    owner: NewOwnerBody,
}

/// The first owner of a merchant.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOwnerBody {
    /// What the owner signs in with; unique on the platform.
    #[schema(max_length = 254, format = "email")]
    email: String,
    /// At least ten characters.
    #[schema(min_length = 10, max_length = 256)]
    password: String,
    /// What colleagues call the owner.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
}

struct Checked {
    merchant: Box<dyn FnOnce(regulars_identity::PasswordHash) -> NewMerchant + Send>,
    password: Password,
}

impl NewMerchantBody {
    fn check(self) -> Result<Checked, ApiError> {
        let mut invalid = Invalid::default();
        let name = invalid.check("/name", self.name.parse::<Label>());
        let calendar = invalid.check("/time_zone", MerchantCalendar::of_zone(&self.time_zone));
        let currency = invalid.check("/currency", self.currency.parse::<Currency>());
        let locale = invalid.check("/locale", self.locale.parse::<Locale>());
        let email = invalid.check("/owner/email", self.owner.email.parse::<Email>());
        let owner_name = invalid.check("/owner/name", self.owner.name.parse::<Label>());
        let password = invalid.check("/owner/password", Password::new(self.owner.password));
        let mode = match self.mode {
            ModeBody::Live => MerchantMode::Live,
            ModeBody::Sandbox => MerchantMode::Sandbox,
        };
        let (Some(name), Some(calendar), Some(currency), Some(locale)) = (name, calendar, currency, locale)
        else {
            return Err(invalid.into());
        };
        let (Some(email), Some(owner_name), Some(password)) = (email, owner_name, password) else {
            return Err(invalid.into());
        };
        let merchant = move |password| NewMerchant {
            name,
            mode,
            calendar,
            currency,
            locale,
            owner: FirstOwner { email, name: owner_name, password },
        };
        Ok(Checked { merchant: Box::new(merchant), password })
    }
}

/// Create a merchant.
///
/// Creates a merchant and its first owner, who can then sign in and add the rest of the staff. A sandbox captures every
/// message instead of sending it.
#[utoipa::path(tag = "Platform", request_body = NewMerchantBody, responses(
    (status = 201, description = "Created", body = MerchantBody),
    (status = 409, description = "The owner's e-mail address is taken"),
))]
#[post("/v1/merchants")]
pub async fn create_merchant(
    caller: OperatorCaller<access::create_merchant>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewMerchantBody>,
) -> Result<Created<MerchantBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let Checked { merchant, password } = body.value.check()?;
    let (environment, by) = (application.environment.clone(), caller.actor());
    let new = merchant(application.hash_password(password).await?);
    once.write_platform(&application, caller.identity().credential, move |system| {
        Box::pin(async move {
            let (merchant, _) = create(system, &environment, by, new).await?;
            Created::at(format!("/v1/merchants/{}", merchant.id), &MerchantBody::from(merchant))
        })
    })
    .await
}
