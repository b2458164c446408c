//! Machine keys.

mod body;
mod create;
mod get;
mod list;
mod revoke;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_api_keys)
        .service(create::create_api_key)
        .service(get::get_api_key)
        .service(revoke::revoke_api_key);
}
