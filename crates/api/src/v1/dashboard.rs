//! What a merchant sees first.

mod body;
mod get;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(get::get_dashboard);
}
