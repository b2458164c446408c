//! The quota of a merchant.

mod entry_body;
mod get;
mod grant_packs;
mod ledger;
mod order_packs;

use crate::routes::Routes;
pub use get::TestQuotaBody;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(get::get_quota)
        .service(ledger::list_quota_entries)
        .service(order_packs::order_quota_packs)
        .service(grant_packs::grant_quota_packs);
}
