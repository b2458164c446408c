//! `POST /v1/users`.

use actix_web::{post, web};
use regulars_identity::{NewUser, Password, create_user as create};
use regulars_kernel::{Email, Label};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, OnceKey};
use crate::respond::{Created, Once};
use crate::v1::users::body::{StaffRoleBody, UserBody};

/// A person to be added to the staff.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "email": "mila@demo.test", "password": "a-long-password", "name": "Mila Marković", "role": "marketer"
}))]
pub struct NewUserBody {
    /// What the person signs in with; unique on the platform.
    #[schema(max_length = 254, format = "email")]
    email: String,
    /// At least ten characters.
    #[schema(min_length = 10, max_length = 256)]
    password: String,
    /// What colleagues call the person.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// What the person may do.
    role: StaffRoleBody,
}

impl NewUserBody {
    async fn check(self, application: &Application) -> Result<NewUser, ApiError> {
        let mut invalid = Invalid::default();
        let email = invalid.check("/email", self.email.parse::<Email>());
        let password = invalid.check("/password", Password::new(self.password));
        let name = invalid.check("/name", self.name.parse::<Label>());
        let (Some(email), Some(password), Some(name)) = (email, password, name) else {
            return Err(invalid.into());
        };
        let password = application.hash_password(password).await?;
        Ok(NewUser { email, name, role: self.role.into(), password })
    }
}

/// Add a person to the staff.
///
/// The person can sign in at once with the address and the password.
#[utoipa::path(tag = "Users", request_body = NewUserBody, responses(
    (status = 201, description = "Added", body = UserBody),
    (status = 409, description = "Another user of the platform signs in with that address"),
))]
#[post("/v1/users")]
pub async fn create_user(
    caller: Caller<access::create_user>,
    application: web::Data<Application>,
    key: OnceKey,
    body: Body<NewUserBody>,
) -> Result<Created<UserBody>, ApiError> {
    let once = Once::new(key, body.fingerprint);
    let new = body.value.check(&application).await?;
    let (scope, environment) = (caller.scope(), application.environment.clone());
    once.write_platform(&application, caller.identity().credential, move |system| {
        Box::pin(async move {
            let user = create(system, &environment, scope.merchant(), scope.actor(), new).await?;
            Created::at(format!("/v1/users/{}", user.id), &UserBody::from(user))
        })
    })
    .await
}
