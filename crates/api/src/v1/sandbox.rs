//! What a sandbox captured, and its clock.

mod list_messages;
mod set_clock;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config.service(list_messages::list_sandbox_messages).service(set_clock::set_test_clock);
}
