//! The merchant's staff.

mod body;
mod create;
mod get;
mod list;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_users)
        .service(create::create_user)
        .service(get::get_user)
        .service(update::update_user);
}
