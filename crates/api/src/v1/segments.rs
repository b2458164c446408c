//! Target groups: filters under a name.

mod body;
mod create;
mod customers;
mod delete;
mod explanation;
mod fields;
mod get;
mod list;
mod path;
mod preview;
mod preview_body;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_segments)
        .service(create::create_segment)
        .service(fields::list_segment_fields)
        .service(preview::preview_segment)
        .service(get::get_segment)
        .service(update::update_segment)
        .service(delete::delete_segment)
        .service(customers::list_segment_customers)
        .service(explanation::explain_customer_segment);
}
