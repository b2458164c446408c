//! The audit trail of a merchant.

pub mod body;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(list::list_audit_events);
}
