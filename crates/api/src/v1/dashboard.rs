//! What a merchant sees first.

mod body;
mod get;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(get::get_dashboard);
}
