//! Prices that were agreed upon with companies.

pub mod body;
mod create;
mod delete;
mod get;
mod list;
mod price;
mod terms_body;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_price_agreements)
        .service(create::create_price_agreement)
        .service(get::get_price_agreement)
        .service(update::update_price_agreement)
        .service(delete::delete_price_agreement)
        .service(price::get_company_price);
}
