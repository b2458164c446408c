//! Complaints and requests of customers.

pub mod body;
mod create;
mod create_message;
mod get;
mod list;
mod list_messages;
mod message_body;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_cases)
        .service(create::create_case)
        .service(get::get_case)
        .service(update::update_case)
        .service(list_messages::list_case_messages)
        .service(create_message::create_case_message);
}
