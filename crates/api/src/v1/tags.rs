//! Coloured labels on customers.

mod assign;
mod body;
mod create;
mod delete;
mod get;
mod list;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(assign::assign_tag)
        .service(assign::take_tag)
        .service(list::list_tags)
        .service(create::create_tag)
        .service(get::get_tag)
        .service(update::update_tag)
        .service(delete::delete_tag);
}
