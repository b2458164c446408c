//! Views: which columns of which customers in which order, under a name.

pub mod body;
mod create;
mod delete;
mod get;
mod list;
mod seen;
mod update;

pub use seen::{columns_of, seen_view};

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_views)
        .service(create::create_view)
        .service(get::get_view)
        .service(update::update_view)
        .service(delete::delete_view);
}
