//! The merchant's staff.

mod body;
mod create;
mod get;
mod list;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_users)
        .service(create::create_user)
        .service(get::get_user)
        .service(update::update_user);
}
