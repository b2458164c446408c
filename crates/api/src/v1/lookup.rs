//! Who is at the till?

mod body;
mod find;
mod parameters;
mod points_body;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(find::lookup);
}
