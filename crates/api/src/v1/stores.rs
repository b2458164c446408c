//! Places of sale.

mod body;
mod create;
mod get;
mod list;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_stores)
        .service(create::create_store)
        .service(get::get_store)
        .service(update::update_store);
}
