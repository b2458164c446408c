//! Adjustments of points that somebody else has to approve.

pub mod body;
mod decide;
mod get;
mod list;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_point_adjustments)
        .service(get::get_point_adjustment)
        .service(decide::approve_point_adjustment)
        .service(decide::refuse_point_adjustment);
}
