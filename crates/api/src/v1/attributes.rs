//! Definitions of custom attributes.

mod body;
mod create;
mod delete;
mod get;
mod limits_body;
mod list;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_attributes)
        .service(create::create_attribute)
        .service(get::get_attribute)
        .service(update::update_attribute)
        .service(delete::delete_attribute);
}
