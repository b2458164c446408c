//! Stored mappings: what the columns of the next file are about.

mod body;
mod create;
mod delete;
mod get;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_import_mappings)
        .service(create::create_import_mapping)
        .service(get::get_import_mapping)
        .service(delete::delete_import_mapping);
}
