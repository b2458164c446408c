//! `GET /v1/users`.

use actix_web::{get, web};
use regulars_identity::UserStore;
use regulars_kernel::UserId;

use crate::access;
use crate::application::Application;
use crate::auth::Caller;
use crate::error::ApiError;
use crate::extract::{PageParameters, Query};
use crate::respond::List;
use crate::v1::users::body::UserBody;

/// List the merchant's staff.
///
/// Whoever was added first comes first; disabled users are among them.
#[utoipa::path(tag = "Users", params(PageParameters), responses(
    (status = 200, description = "A page of users", body = List<UserBody>)
))]
#[get("/v1/users")]
pub async fn list_users(
    caller: Caller<access::list_users>,
    application: web::Data<Application>,
    page: Query<PageParameters>,
) -> Result<List<UserBody>, ApiError> {
    let page = page.0.by_id(UserId::new)?;
    let merchant = caller.scope().merchant();
    let users = application
        .database
        .read_platform(async move |system| system.list_users(merchant, page).await)
        .await?;
    Ok(List::of(users, UserBody::from, |id| id.to_string().into()))
}
