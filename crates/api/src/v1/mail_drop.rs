//! The address at which a mail server drops copies of mails.

pub mod body;
mod close;
mod get;
mod of_customer;
mod rotate;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(of_customer::get_customer_mail_drop)
        .service(rotate::rotate_mail_drop)
        .service(get::get_mail_drop)
        .service(close::delete_mail_drop);
}
