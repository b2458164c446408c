//! Templates: how newsletters look.

mod body;
mod create;
mod delete;
mod get;
mod list;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list::list_templates)
        .service(create::create_template)
        .service(get::get_template)
        .service(update::update_template)
        .service(delete::delete_template);
}
