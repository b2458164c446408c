//! Who is in a programme.

mod body;
mod create;
mod create_referral_code;
mod delete;
mod get;
mod get_referral_code;
mod list;
mod list_tier_moves;
mod lock_tier;
mod referral_code_body;
mod shown;
mod tier_body;
mod tier_move_body;
mod unlock_tier;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_programme_members)
        .service(create::create_programme_member)
        .service(get::get_programme_member)
        .service(delete::delete_programme_member)
        .service(lock_tier::lock_member_tier)
        .service(unlock_tier::unlock_member_tier)
        .service(list_tier_moves::list_tier_moves)
        .service(get_referral_code::get_referral_code)
        .service(create_referral_code::create_referral_code);
}
