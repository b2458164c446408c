//! The merchant's own profile.

pub mod body;
mod card_page;
mod get;
mod origins_patch;
mod patch_body;
mod profile_body;
mod registration_page;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(get::get_merchant)
        .service(update::update_merchant)
        .service(registration_page::get_registration_page)
        .service(registration_page::set_registration_page)
        .service(card_page::get_card_page)
        .service(card_page::set_card_page);
}
