//! Mails from and to customers that come from outside.

pub mod body;
mod create;
mod delete;
mod get;
mod list;
mod receive;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_customer_mails)
        .service(create::create_customer_mail)
        .service(get::get_customer_mail)
        .service(delete::delete_customer_mail)
        .service(receive::receive_mail);
}
