//! The merchant's own profile.

pub mod body;
mod get;
mod origins_patch;
mod patch_body;
mod profile_body;
mod update;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(get::get_merchant).service(update::update_merchant);
}
