//! Tiers of a programme: by what members come into them, and what they bring.

mod get;
mod preview;
mod preview_body;
pub mod scheme_body;
mod set;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(get::get_programme_tiers)
        .service(set::set_programme_tiers)
        .service(preview::preview_programme_tiers);
}
