//! Offers to companies.

mod agree;
pub mod body;
mod create;
mod delete;
mod get;
mod line_body;
mod list;
mod list_of_company;
mod list_versions;
mod new_body;
mod revise;
mod send;
mod shown;
mod update;
mod version_body;
mod withdraw;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list_of_company::list_company_offers)
        .service(create::create_company_offer)
        .service(list::list_offers)
        .service(get::get_offer)
        .service(update::update_offer)
        .service(delete::delete_offer)
        .service(send::send_offer)
        .service(withdraw::withdraw_offer)
        .service(revise::revise_offer)
        .service(list_versions::list_offer_versions)
        .service(agree::agree_offer_prices);
}
