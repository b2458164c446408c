//! Files and documents that are attached to customers.

pub mod body;
pub mod content;
mod create;
mod delete;
mod get;
mod list;
pub mod receive;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_customer_files)
        .service(create::create_customer_file)
        .service(get::get_customer_file)
        .service(content::get_customer_file_content)
        .service(update::update_customer_file)
        .service(delete::delete_customer_file);
}
