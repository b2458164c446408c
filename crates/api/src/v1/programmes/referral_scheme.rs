//! What inviting others brings in a programme.

mod get;
pub mod scheme_body;
mod set;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes.service(get::get_referral_scheme).service(set::set_referral_scheme);
}
