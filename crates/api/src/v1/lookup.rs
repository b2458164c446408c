//! Who is at the till?

mod body;
mod find;
mod parameters;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(find::lookup);
}
