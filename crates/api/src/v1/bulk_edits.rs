//! Changes of many customers at once.

mod body;
mod changes_body;
mod create;
mod get;
mod list;
mod preview_body;
mod result_body;
mod results;
mod undo;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_bulk_edits)
        .service(create::create_bulk_edit)
        .service(get::get_bulk_edit)
        .service(results::list_bulk_edit_results)
        .service(undo::undo_bulk_edit);
}
