//! What another configuration of a programme would have given for receipts of the past.

pub(crate) mod body;
mod cancel;
mod create;
mod get;
mod list;
mod names;
mod new_body;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_past_simulations)
        .service(create::create_past_simulation)
        .service(get::get_past_simulation)
        .service(cancel::cancel_past_simulation);
}
