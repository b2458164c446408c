//! Accounts of points: what customers have, how it came about, and what staff credit and debit.

mod adjustment_body;
pub mod body;
mod capture_reservation;
mod create_adjustment;
mod create_reservation;
mod create_transfer;
mod get;
mod list_of_customer;
mod list_operations;
mod list_reservations;
pub mod of_sale_body;
pub mod operation_body;
mod programme_of_account;
mod release_reservation;
mod reservation_body;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list_of_customer::list_customer_point_accounts)
        .service(get::get_point_account)
        .service(list_operations::list_point_operations)
        .service(create_adjustment::create_point_adjustment)
        .service(list_reservations::list_point_reservations)
        .service(create_reservation::create_point_reservation)
        .service(capture_reservation::capture_point_reservation)
        .service(release_reservation::release_point_reservation)
        .service(create_transfer::create_point_transfer);
}
