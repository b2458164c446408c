//! The texts that customers are shown when they are asked for consent.

mod body;
mod create;
mod get;
mod list;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_consent_texts)
        .service(create::create_consent_text)
        .service(get::get_consent_text);
}
