//! The quota of a merchant.

mod entry_body;
mod get;
mod grant_packs;
mod ledger;
mod list_orders;
mod order_packs;

use crate::routes::Routes;
pub use get::TestQuotaBody;

pub fn routes(routes: &mut impl Routes) {
    routes
        .service(get::get_quota)
        .service(ledger::list_quota_entries)
        .service(list_orders::list_quota_pack_orders)
        .service(order_packs::order_quota_packs)
        .service(list_orders::list_quota_pack_orders_of_merchant)
        .service(grant_packs::grant_quota_packs);
}
