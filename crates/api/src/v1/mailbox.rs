//! A mailbox of the merchant's on another server.

mod body;
mod delete;
mod get;
mod look;
mod set;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(get::get_mailbox).service(set::set_mailbox).service(delete::delete_mailbox);
}
