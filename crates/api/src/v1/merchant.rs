//! The merchant's own profile.

pub mod body;
mod get;
mod patch_body;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(get::get_merchant).service(update::update_merchant);
}
