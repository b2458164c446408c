//! `PATCH /v1/users/{id}`.

use std::convert::Infallible;

use actix_web::{patch, web};
use regulars_identity::{Password, Role, UserPatch, UserStatus, UserStore, update_user as update};
use regulars_kernel::{Label, UserId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::{ApiError, Invalid};
use crate::extract::{Body, Id, IfMatch, Patched};
use crate::respond::Single;
use crate::v1::users::body::{StaffRoleBody, UserBody, UserStatusBody};

/// What changes; absent fields stay.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Ana Anić Jović", "role": "manager"}))]
pub struct UserPatchBody {
    /// What colleagues call the person.
    #[schema(value_type = Option<String>, min_length = 1, max_length = 200)]
    #[serde(default)]
    name: Patched<String>,
    /// What the person may do.
    #[schema(value_type = Option<StaffRoleBody>)]
    #[serde(default)]
    role: Patched<StaffRoleBody>,
    /// Whether the person may sign in.
    #[schema(value_type = Option<UserStatusBody>)]
    #[serde(default)]
    status: Patched<UserStatusBody>,
    /// A new password of at least ten characters.
    #[schema(value_type = Option<String>, min_length = 10, max_length = 256)]
    #[serde(default)]
    password: Patched<String>,
}

impl UserPatchBody {
    async fn check(self, application: &Application) -> Result<UserPatch, ApiError> {
        let mut invalid = Invalid::default();
        let name = self.name.check_required(&mut invalid, "/name", |text| text.parse::<Label>());
        let role =
            self.role.check_required(&mut invalid, "/role", |role| Ok::<_, Infallible>(Role::from(role)));
        let status = self
            .status
            .check_required(&mut invalid, "/status", |status| Ok::<_, Infallible>(UserStatus::from(status)));
        let password = self.password.check_required(&mut invalid, "/password", Password::new).flatten();
        invalid.finish()?;
        let password = match password {
            Some(password) => Some(application.hash_password(password).await?),
            None => None,
        };
        Ok(UserPatch { name: name.flatten(), role: role.flatten(), status: status.flatten(), password })
    }
}

/// Change a person of the staff.
///
/// Absent fields stay as they are. Whoever is disabled, gets another role or another password is signed out everywhere.
/// The last active owner can be neither disabled nor given another role.
#[utoipa::path(tag = "Users", params(("id" = uuid::Uuid, Path, description = "The user's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f14")),
    request_body = UserPatchBody, responses(
        (status = 200, description = "The user as it is now", body = UserBody),
        (status = 409, description = "This is the last active owner"),
    ))]
#[patch("/v1/users/{id}")]
pub async fn update_user(
    caller: Caller<access::update_user>,
    application: web::Data<Application>,
    id: Id,
    if_match: IfMatch,
    body: Body<UserPatchBody>,
) -> Result<Single<UserBody>, ApiError> {
    let (scope, id) = (caller.scope(), UserId::new(id.0));
    let patch = body.value.check(&application).await?;
    let environment = application.environment.clone();
    let user = application
        .database
        .write_platform(move |system| {
            Box::pin(async move {
                let before = system.find_staff_to_change(scope.merchant(), id).await?;
                let before = before.ok_or_else(|| ApiError::not_found("user"))?;
                if_match.check(&UserBody::from(before.clone()))?;
                update(system, &environment, scope.actor(), before, patch).await.map_err(ApiError::from)
            })
        })
        .await?;
    application.credentials.forget(id.value());
    Ok(Single(user.into()))
}
