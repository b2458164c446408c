//! What staff write down of being in touch with customers.

pub mod body;
mod create;
mod delete;
mod get;
mod list;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_interactions)
        .service(create::create_interaction)
        .service(get::get_interaction)
        .service(update::update_interaction)
        .service(delete::delete_interaction);
}
