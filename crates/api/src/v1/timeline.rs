//! What happened with a customer.

pub mod body;
pub mod kinds;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(list::list_customer_timeline);
}
