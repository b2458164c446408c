//! Customers who may be one person.

mod body;
mod dismiss;
mod dismissals;
mod list;
mod of_customer;
mod take_back;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_duplicates)
        .service(dismissals::list_dismissals)
        .service(dismiss::dismiss_duplicates)
        .service(dismissals::get_dismissal)
        .service(take_back::take_back_dismissal);
}

/// What stands below one customer.
pub fn routes_of_customer(routes: &mut impl Routes) {
    routes.service(of_customer::list_customer_duplicates);
}
