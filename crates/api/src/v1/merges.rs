//! Merges of customers.

mod asked;
mod body;
mod create;
mod create_of_cards;
mod get;
mod list;
mod new_body;
mod undo;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_customer_merges)
        .service(create::merge_customers)
        .service(create_of_cards::merge_cards)
        .service(get::get_customer_merge)
        .service(undo::undo_customer_merge);
}
