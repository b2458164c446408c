//! Paired devices.

mod body;
mod create_pairing_code;
mod get;
mod list;
mod pair;
mod revoke;
mod update;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(create_pairing_code::create_pairing_code)
        .service(pair::pair_terminal)
        .service(list::list_terminals)
        .service(get::get_terminal)
        .service(update::update_terminal)
        .service(revoke::revoke_terminal);
}
