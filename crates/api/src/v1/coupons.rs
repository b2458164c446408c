//! Coupons as they are used, and what is offered to a customer.

pub mod asked_body;
mod give;
mod held_body;
mod list_of_customer;
pub mod offer_body;
mod offers_of_customer;
mod redeem;
mod release;
mod reserve;
mod solution_body;
mod use_body;
mod validate;
mod void;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(validate::validate_coupon)
        .service(reserve::reserve_coupon)
        .service(redeem::redeem_coupon)
        .service(release::release_coupon)
        .service(void::void_coupon)
        .service(list_of_customer::list_customer_coupons)
        .service(give::give_coupon)
        .service(offers_of_customer::list_customer_offers);
}
