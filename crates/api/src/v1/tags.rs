//! Coloured labels on customers.

mod body;
mod create;
mod delete;
mod get;
mod list;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_tags)
        .service(create::create_tag)
        .service(get::get_tag)
        .service(update::update_tag)
        .service(delete::delete_tag);
}
