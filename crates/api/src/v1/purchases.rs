//! Receipts and refunds that tills record.

mod batch;
mod batch_item;
pub mod body;
mod get;
mod list;
mod list_of_customer;
pub mod new_body;
pub mod new_refund_body;
mod once_more;
pub mod operation_body;
mod operations_of_customer;
mod record;
mod refund;
pub mod refund_body;
mod request_regular;
pub mod till;
mod waiting_refund_body;
mod waiting_refunds;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(record::record_purchase)
        .service(batch::upload_purchases)
        .service(list::list_purchases)
        .service(waiting_refunds::list_waiting_refunds)
        .service(get::get_purchase)
        .service(refund::refund_purchase)
        .service(request_regular::request_regular)
        .service(list_of_customer::list_customer_purchases)
        .service(operations_of_customer::list_customer_operations);
}
