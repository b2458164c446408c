//! Carts of shops, and what came of them.

pub mod body;
mod delete;
mod figures;
mod get;
mod get_settings;
mod list;
mod new_body;
mod record;
mod set_settings;
mod settings_body;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_carts)
        .service(record::record_cart)
        .service(figures::get_cart_figures)
        .service(get::get_cart)
        .service(delete::delete_cart)
        .service(get_settings::get_cart_settings)
        .service(set_settings::set_cart_settings);
}
