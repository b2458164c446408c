//! Erasing customers, one or many.

mod body;
mod cancel;
mod delete;
mod deletion_body;
mod erase;
mod get;
mod items;
mod start;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(start::delete_customers)
        .service(get::get_customer_deletion)
        .service(items::list_customer_deletion_items)
        .service(cancel::cancel_customer_deletion)
        .service(delete::delete_customer)
        .service(erase::erase_customer);
}
