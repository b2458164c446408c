//! What a sandbox captured, and its clock.

mod get_mailbox;
mod list_messages;
mod set_clock;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list_messages::list_sandbox_messages)
        .service(get_mailbox::get_sandbox_mailbox)
        .service(set_clock::set_test_clock);
}
