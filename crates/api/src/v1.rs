//! The routes of the contract, one folder per resource, one file per operation.

mod address;
mod api_keys;
mod auth;
mod merchant;
mod money;
mod platform;
mod purchases;
mod stores;
mod terminals;
mod users;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers every operation, and with it its part of the document.
pub fn routes(config: &mut ServiceConfig) {
    config
        .configure(auth::routes)
        .configure(platform::routes)
        .configure(merchant::routes)
        .configure(users::routes)
        .configure(api_keys::routes)
        .configure(stores::routes)
        .configure(purchases::routes)
        .configure(terminals::routes);
}
