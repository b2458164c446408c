//! Types of points of a programme.

pub mod body;
mod create;
mod delete;
mod get;
mod list;
mod new_body;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_point_types)
        .service(create::create_point_type)
        .service(get::get_point_type)
        .service(update::update_point_type)
        .service(delete::delete_point_type);
}
