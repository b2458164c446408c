//! What goes on after its request was answered.

pub mod body;
mod cancel;
mod get;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(list::list_jobs).service(get::get_job).service(cancel::cancel_job);
}
