//! Paired devices.

mod body;
mod create_pairing_code;
mod get;
mod list;
mod pair;
mod revoke;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(create_pairing_code::create_pairing_code)
        .service(pair::pair_terminal)
        .service(list::list_terminals)
        .service(get::get_terminal)
        .service(update::update_terminal)
        .service(revoke::revoke_terminal);
}
