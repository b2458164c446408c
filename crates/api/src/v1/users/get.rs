//! `GET /v1/users/{id}`.

use actix_web::{get, web};
use regulars_identity::UserStore;
use regulars_kernel::UserId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::Id;
use crate::respond::Single;
use crate::v1::users::body::UserBody;

/// Show a person of the staff.
///
/// Its name, address, role and status; a password is never shown.
#[utoipa::path(tag = "Users", params(("id" = uuid::Uuid, Path, description = "The user's id",
        example = "0192f0c1-2b3c-7d4e-8f5a-6b7c8d9e0f13")), responses(
    (status = 200, description = "The user", body = UserBody)
))]
#[get("/v1/users/{id}")]
pub async fn get_user(
    caller: Caller<access::get_user>,
    application: web::Data<Application>,
    id: Id,
) -> Result<Single<UserBody>, ApiError> {
    let (merchant, id) = (caller.scope().merchant(), UserId::new(id.0));
    let user =
        application.database.read_platform(async move |system| system.find_staff(merchant, id).await).await?;
    Ok(Single(user.ok_or_else(|| ApiError::not_found("user"))?.into()))
}
