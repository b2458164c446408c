//! Who was invited by whom.

mod body;
mod list_of_customer;
pub mod names;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(list_of_customer::list_customer_referrals);
}
