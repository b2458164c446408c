//! The routes of the contract, one folder per resource, one file per operation.

mod address;
mod auth;
mod merchant;
mod platform;
mod stores;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers every operation, and with it its part of the document.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(auth::routes)
        .configure(platform::routes)
        .configure(merchant::routes)
        .configure(stores::routes);
}
