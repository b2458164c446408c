//! Who is in a programme.

mod body;
mod create;
mod delete;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_programme_members)
        .service(create::create_programme_member)
        .service(delete::delete_programme_member);
}
