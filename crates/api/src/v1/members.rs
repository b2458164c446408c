//! Persons registered in the network.

mod body;
mod enroll;
mod register;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(register::register_member).service(enroll::enroll_customer);
}
