//! Places of sale.

mod body;
mod create;
mod get;
mod list;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_stores)
        .service(create::create_store)
        .service(get::get_store)
        .service(update::update_store);
}
