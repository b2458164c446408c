//! What goes on after its request was answered.

mod body;
mod get;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(list::list_jobs).service(get::get_job);
}
