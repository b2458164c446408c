//! Templates: how newsletters look.

mod body;
mod create;
mod delete;
mod get;
mod list;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_templates)
        .service(create::create_template)
        .service(get::get_template)
        .service(update::update_template)
        .service(delete::delete_template);
}
