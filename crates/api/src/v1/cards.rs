//! Cards of members.

mod assign;
mod block;
pub mod body;
mod issue;
mod replace;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(issue::issue_card)
        .service(assign::assign_card)
        .service(block::block_card)
        .service(replace::replace_card);
}
