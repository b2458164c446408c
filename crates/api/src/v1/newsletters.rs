//! Newsletters.

pub mod audience_body;
mod body;
mod cancel;
mod content_body;
mod create;
mod delete;
mod get;
mod list;
pub mod message_body;
mod messages_of_customer;
mod patch_body;
mod pause;
mod preview;
mod recap;
pub mod recipients;
mod report;
mod resume;
mod schedule;
mod send;
mod send_test_messages;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_newsletters)
        .service(create::create_newsletter)
        .service(messages_of_customer::list_customer_messages)
        .service(get::get_newsletter)
        .service(update::update_newsletter)
        .service(delete::delete_newsletter)
        .service(preview::preview_newsletter)
        .service(pause::pause_newsletter)
        .service(resume::resume_newsletter)
        .service(cancel::cancel_newsletter)
        .service(recap::recap_newsletter)
        .service(send::send_newsletter)
        .service(send_test_messages::send_newsletter_tests)
        .service(schedule::schedule_newsletter)
        .service(report::get_newsletter_report)
        .service(recipients::list_newsletter_recipients);
}
