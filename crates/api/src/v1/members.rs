//! Persons registered in the network.

mod body;
mod enroll;
mod register;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(register::register_member).service(enroll::enroll_customer);
}
