//! The merchant's own records of persons.

pub mod address;
pub mod attributes;
pub mod body;
pub mod brief;
pub mod columns;
mod create;
mod expand;
pub mod filtered;
mod get;
mod list;
mod list_parameters;
mod new_body;
pub mod order;
mod patch_body;
pub mod person;
mod rhythm_body;
mod search;
pub mod source;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_customers)
        .service(search::search_customers)
        .service(create::create_customer)
        .service(get::get_customer)
        .service(update::update_customer);
}
