//! What customers consent to.

pub mod body;
mod history;
mod list;
pub mod names;
pub mod new_body;
mod object;
mod receipt;
mod receipt_body;
mod record;
mod restrict;
mod send_opt_in_mail;

pub use send_opt_in_mail::ConfirmationRequestedBody;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_consents)
        .service(record::record_consent)
        .service(history::list_consent_history)
        .service(send_opt_in_mail::send_opt_in_mail)
        .service(receipt::get_consent_receipt)
        .service(object::record_objection)
        .service(restrict::get_restriction)
        .service(restrict::restrict_customer)
        .service(restrict::lift_restriction);
}
