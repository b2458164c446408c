//! Cards of members.

mod assign;
mod block;
pub mod body;
mod issue;
mod replace;

use utoipa_actix_web::service_config::ServiceConfig;

pub fn routes(config: &mut ServiceConfig) {
    config
        .service(issue::issue_card)
        .service(assign::assign_card)
        .service(block::block_card)
        .service(replace::replace_card);
}
