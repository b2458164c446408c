//! Invoices, what is paid of them, and what is credited.

pub mod body;
mod create;
mod create_credit_note;
mod create_payment;
mod create_reminder;
mod credit_note_body;
mod credit_note_ubl;
mod download;
mod get;
mod get_settings;
mod list;
mod list_credit_notes;
mod list_payments;
mod list_reminders;
mod minor_units;
mod new_body;
mod payment_body;
mod payment_file;
mod reminder_body;
mod set_settings;
mod settings_body;
pub mod tax_body;
mod ubl;
mod update;
mod upload_payments;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_invoices)
        .service(create::create_invoice)
        .service(get::get_invoice)
        .service(update::update_invoice)
        .service(ubl::get_invoice_ubl)
        .service(list_payments::list_invoice_payments)
        .service(create_payment::create_invoice_payment)
        .service(list_reminders::list_invoice_reminders)
        .service(create_reminder::create_invoice_reminder)
        .service(list_credit_notes::list_credit_notes)
        .service(create_credit_note::create_credit_note)
        .service(credit_note_ubl::get_credit_note_ubl)
        .service(download::download_invoice_file)
        .service(upload_payments::upload_payment_file)
        .service(get_settings::get_invoice_settings)
        .service(set_settings::set_invoice_settings);
}
