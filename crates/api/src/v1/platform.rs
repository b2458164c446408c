//! What the operator of the platform does with merchants.

mod create_merchant;
mod get_merchant;
mod get_overview;
mod list_merchants;
mod update_merchant;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(create_merchant::create_merchant)
        .service(list_merchants::list_merchants)
        .service(get_merchant::get_merchant_of_platform)
        .service(update_merchant::update_merchant_of_platform)
        .service(get_overview::get_platform_overview);
}
