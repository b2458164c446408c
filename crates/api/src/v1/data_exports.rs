//! What is known of a customer, for the customer.

mod body;
mod create;
mod file;
mod get;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(create::create_data_export)
        .service(list::list_data_exports)
        .service(get::get_data_export)
        .service(file::get_data_export_file);
}
