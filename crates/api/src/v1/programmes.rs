//! Loyalty programmes: what receipts earn, by which rules, and who is in them.

mod accruals;
mod audit;
pub mod body;
mod create;
mod delete;
pub(crate) mod earning_rules;
mod get;
mod joining_terms_body;
mod liability;
mod list;
mod members;
pub mod names;
pub(crate) mod past_simulations;
mod point_types;
mod referral_scheme;
mod simulate;
pub(crate) mod tiers;
mod update;
mod version_body;
mod versions;

use crate::routes::Routes;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(list::list_programmes)
        .service(create::create_programme)
        .service(get::get_programme)
        .service(update::update_programme)
        .service(delete::delete_programme)
        .service(versions::list_programme_versions)
        .service(simulate::simulate_receipt)
        .service(audit::audit_points)
        .service(liability::get_programme_liability)
        .configure(accruals::routes)
        .configure(past_simulations::routes)
        .configure(point_types::routes)
        .configure(earning_rules::routes)
        .configure(members::routes)
        .configure(tiers::routes)
        .configure(referral_scheme::routes);
}
