//! Points for many members at once.

mod body;
mod cancel;
mod create;
mod decide;
mod get;
mod list;
mod names;
mod new_body;
mod preview_body;
mod result_body;
mod results;
mod undo;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_point_accruals)
        .service(create::create_point_accrual)
        .service(get::get_point_accrual)
        .service(results::list_point_accrual_results)
        .service(decide::approve_point_accrual)
        .service(decide::reject_point_accrual)
        .service(cancel::cancel_point_accrual)
        .service(undo::undo_point_accrual);
}
