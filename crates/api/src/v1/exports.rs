//! Lists as files.

mod body;
mod create_customers;
mod create_point_operations;
mod create_purchases;
mod delete;
mod download;
mod file;
mod get;
mod link;
mod list;
mod new_customers_body;
mod new_purchases_body;

pub use download::{file_answer, file_of};

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(create_customers::create_customer_export)
        .service(create_purchases::create_purchase_export)
        .service(create_point_operations::create_point_operation_export)
        .service(list::list_exports)
        .service(get::get_export)
        .service(file::get_export_file)
        .service(link::issue_export_link)
        .service(delete::delete_export);
}
