//! What customers consent to.

pub mod body;
mod history;
mod list;
pub mod names;
pub mod new_body;
mod record;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_consents)
        .service(record::record_consent)
        .service(history::list_consent_history);
}
