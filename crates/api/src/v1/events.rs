//! Custom events: what other tools of the merchant tell of its customers.

pub mod body;
mod list;
mod new_body;
mod record;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(list::list_events).service(record::record_event);
}
